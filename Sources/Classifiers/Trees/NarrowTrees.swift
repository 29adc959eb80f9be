import Platform

/// Trees in half the room, for walking many rows through them: more of a tree fits into a core's own cache.
///
/// Numbers are replaced by codes of 31 bits that keep their order, a row's rounded up and a threshold's rounded down. So a row whose
/// number is above a threshold has a code above the threshold's; and one whose number is not has none above it, unless both lie
/// between the same two codes. Who comes by such a threshold is walked again, with the numbers as they are, and so is who lacks one.
struct NarrowTrees: Sendable {
    /// A leaf, whose left child is itself, has a code that no row's is above.
    struct Node: Sendable {
        /// The left child's place in its tree and one more, above the place of the feature among a group's codes, whose last bit
        /// says whether this is a leaf.
        let low: UInt32
        /// What a row's code must reach to go right. In a leaf, what the leaf says is above `leaf`.
        let code: Int32
    }

    /// A tree among the nodes of all.
    private struct Tree: Sendable {
        let root: Int
        let lastNode: UInt32
        /// Steps that all rows take before it is asked which of them have arrived.
        let firstSteps: Int
        /// Whether its nodes lie so far that a step waits for them.
        let isFar: Bool
        /// Rows that are walked through it side by side.
        var lanes: Int { isFar ? 2 * NarrowRows.lanes : NarrowRows.lanes }
    }

    /// Above the codes of all numbers.
    private static let leaf: Int32 = 1 << 30
    /// What a leaf may say is below this, so that differences of codes do not overflow.
    private static let mostSaid = 1 << 22
    private static let leafBit: UInt32 = 1
    /// How many bits tell the place of a feature, where that is enough and where it is not; the others tell a child's.
    private static let fewBits = 11
    private static let manyBits = 18
    /// Trees with fewer nodes lie so near that a step hardly waits for them, and more rows side by side only get in each other's way.
    private static let leastFarNodes = 1 << 15
    /// Steps that rows take which had not arrived when it was asked last.
    private static let laterSteps = 3

    private let nodes: [Node]
    private let trees: [Tree]
    private let hasFewFeatures: Bool

    /// - Parameter said: what is read off a leaf later on, at least 0; whatever of other nodes.
    /// - Returns: nil where trees or features are too many for the room, or a leaf says too much.
    init?(_ trees: PackedTrees, featureCount: Int, said: (_ node: Int, _ tree: Int) -> Int) {
        hasFewFeatures = featureCount * NarrowRows.lanes <= 1 << Self.fewBits
        let bits = hasFewFeatures ? Self.fewBits : Self.manyBits
        guard featureCount * NarrowRows.lanes <= 1 << bits else { return nil }
        let places = (0..<trees.count).map { trees.nodes(of: $0) }
        guard places.allSatisfy({ $0.count < 1 << (UInt32.bitWidth - bits) - 1 }) else { return nil }
        self.trees = places.enumerated().map { tree, places in
            Tree(
                root: places.lowerBound,
                lastNode: UInt32(places.count - 1),
                firstSteps: Self.firstSteps(nodes: places.count, depth: trees.roots[tree].depth),
                isFar: places.count >= Self.leastFarNodes
            )
        }
        var nodes = LargePages.array(repeating: Node(low: 0, code: 0), count: trees.nodeCount)
        // Whether a node is a leaf cannot be predicted, and so what it is then and what it is otherwise are both found.
        var saidByAll = 0
        var span = nodes.mutableSpan
        trees.nodes.withSpan { wide in
            for tree in 0..<trees.count {
                let root = places[tree].lowerBound
                for node in places[tree] {
                    let split = wide[unchecked: node]
                    let isLeaf = Int(split.child) == node
                    let said = said(node, tree) & (isLeaf ? -1 : 0)
                    let child = UInt32(truncatingIfNeeded: Int(split.child) &- root &+ 1) &<< UInt32(bits)
                    let feature = UInt32(truncatingIfNeeded: split.feature) &* UInt32(NarrowRows.lanes)
                    let code = Self.floor(split.threshold) &+ 1
                    saidByAll |= said
                    span[unchecked: node] = Node(
                        low: child | (isLeaf ? Self.leafBit : feature),
                        code: isLeaf ? Self.leaf &+ Int32(truncatingIfNeeded: said) : code
                    )
                }
            }
        }
        guard saidByAll >= 0, saidByAll < Self.mostSaid else { return nil }
        self.nodes = nodes
    }

    /// Half as many again as a tree has levels whose splits are all there: two thirds of the rows have arrived then, or more.
    private static func firstSteps(nodes: Int, depth: Int) -> Int {
        let levels = Int.bitWidth - 1 - ((nodes + 1) / 2).leadingZeroBitCount
        let steps = levels + (levels + 1) / 2
        return depth <= steps + laterSteps ? depth : steps
    }

    /// What a leaf says, which is the one of all nodes with that number.
    func said(by leaf: Int) -> Int32 { nodes[leaf].code - Self.leaf }

    // MARK: Walking

    /// Walks rows of a batch through a tree, and writes what their leaves say.
    ///
    /// - Parameters:
    ///   - first: the first group of rows.
    ///   - count: how many rows, as many as a block has at most.
    /// - Returns: whether some row may have gone wrong, which `block` tells then.
    func walk(
        _ tree: Int,
        from first: Int,
        count: Int,
        _ rows: borrowing NarrowRows,
        in block: borrowing RowBlock
    ) -> Bool {
        // The numbers of bits are constants for either case, as they are used at every step.
        hasFewFeatures
            ? walk(trees[tree], from: first, count: count, rows, in: block, bits: UInt32(Self.fewBits))
            : walk(trees[tree], from: first, count: count, rows, in: block, bits: UInt32(Self.manyBits))
    }

    @inline(__always)
    private func walk(
        _ tree: Tree,
        from first: Int,
        count: Int,
        _ rows: borrowing NarrowRows,
        in block: borrowing RowBlock,
        bits: UInt32
    ) -> Bool {
        let nodes = nodes.span.extracting(tree.root...)
        guard let start = rows.codes.elements.baseAddress else { return false }
        let codes = start + first * rows.groupSize
        var isUnsure = false
        var waiting = 0
        for place in stride(from: 0, to: count, by: tree.lanes) {
            let group = GroupWalk(codes, rows.groupSize, startingAt: place)
            let next = GroupWalk(codes, rows.groupSize, startingAt: place + NarrowRows.lanes)
            let areUnsure =
                tree.isFar
                ? go(group, next, through: nodes, steps: tree.firstSteps, bits: bits, block, &waiting)
                : go(group, through: nodes, steps: tree.firstSteps, bits: bits, block, &waiting)
            isUnsure = isUnsure || areUnsure
        }
        while waiting > 0 {
            block.fill(waiting, with: tree.lastNode)
            let count = waiting
            waiting = 0
            for place in stride(from: 0, to: count, by: tree.lanes) {
                let group = GroupWalk(codes, rows.groupSize, block, at: place)
                let next = GroupWalk(codes, rows.groupSize, block, at: place + NarrowRows.lanes)
                let areUnsure =
                    tree.isFar
                    ? go(group, next, through: nodes, steps: Self.laterSteps, bits: bits, block, &waiting)
                    : go(group, through: nodes, steps: Self.laterSteps, bits: bits, block, &waiting)
                isUnsure = isUnsure || areUnsure
            }
        }
        return isUnsure
    }

    /// Takes a group some steps on.
    @inline(__always)
    private func go(
        _ group: GroupWalk,
        through nodes: Span<Node>,
        steps: Int,
        bits: UInt32,
        _ block: borrowing RowBlock,
        _ waiting: inout Int
    ) -> Bool {
        var group = group
        for _ in 0..<steps { group.go(through: nodes, bits: bits) }
        return group.settle(nodes, in: block, &waiting)
    }

    /// Takes two groups some steps on side by side.
    @inline(__always)
    private func go(
        _ first: GroupWalk,
        _ second: GroupWalk,
        through nodes: Span<Node>,
        steps: Int,
        bits: UInt32,
        _ block: borrowing RowBlock,
        _ waiting: inout Int
    ) -> Bool {
        var (first, second) = (first, second)
        for _ in 0..<steps {
            first.go(through: nodes, bits: bits)
            second.go(through: nodes, bits: bits)
        }
        let isUnsure = first.settle(nodes, in: block, &waiting)
        return second.settle(nodes, in: block, &waiting) || isUnsure
    }

    /// Some rows of a block on their way through a tree.
    private struct GroupWalk {
        private let codes: UnsafeMutablePointer<Int32>
        /// Where the codes of each row are, and its place in the block.
        private let starts: Walk<UInt32>
        private let places: Walk<UInt32>
        private var nodes: Walk<UInt32>
        /// The least by which a row's code was above what it had to reach, which no distance below is.
        private var margin = UInt32.max

        /// A group before its first step.
        @inline(__always)
        init(_ codes: UnsafeMutablePointer<Int32>, _ groupSize: Int, startingAt place: Int) {
            self.codes = codes + place / NarrowRows.lanes * groupSize
            let first = UInt32(truncatingIfNeeded: place)
            starts = Walk(0).map { UInt32(truncatingIfNeeded: $1) &+ $0 }
            places = Walk(first).map { UInt32(truncatingIfNeeded: $1) &+ $0 }
            nodes = Walk(0)
        }

        /// Rows that wait in a block.
        @inline(__always)
        init(_ codes: UnsafeMutablePointer<Int32>, _ groupSize: Int, _ block: borrowing RowBlock, at place: Int) {
            self.codes = codes
            let waiting = block.waiting.elements
            let entries = Walk<UInt32>(0).map { waiting[place &+ $1] &+ $0 }
            places = entries.map { entry, _ in RowBlock.place(entry) }
            nodes = entries.map { entry, _ in RowBlock.node(entry) }
            let (lanes, size) = (UInt32(NarrowRows.lanes), UInt32(truncatingIfNeeded: groupSize))
            starts = places.map { place, _ in place / lanes &* size &+ place % lanes }
        }

        /// Takes a step; rows that have arrived stay where they are.
        @inline(__always)
        mutating func go(through nodes: Span<Node>, bits: UInt32) {
            let mask = UInt32(1) &<< bits &- UInt32(NarrowRows.lanes)
            var margin = margin
            self.nodes = self.nodes.map(with: starts) { node, start in
                let split = nodes[unchecked: Int(node)]
                let distance = codes[Int(split.low & mask) &+ Int(start)] &- split.code
                margin = min(margin, UInt32(bitPattern: distance))
                return split.low &>> bits &+ UInt32(bitPattern: distance &>> 31)
            }
            self.margin = margin
        }

        /// Writes what the leaves say, and lets those rows wait that have come to none.
        ///
        /// - Returns: whether some row may have gone wrong.
        @inline(__always)
        func settle(_ nodes: Span<Node>, in block: borrowing RowBlock, _ waiting: inout Int) -> Bool {
            let (found, entries) = (block.found.elements, block.waiting.elements)
            var count = waiting
            self.nodes.forEach(with: places) { node, place in
                let split = nodes[unchecked: Int(node)]
                found[Int(place)] = split.code &- NarrowTrees.leaf
                // Written in any case and kept where the row has not arrived: which of them have cannot be predicted.
                entries[count] = RowBlock.entry(node, place: place)
                count &+= 1 &- Int(split.low & NarrowTrees.leafBit)
            }
            waiting = count
            if margin > 0 { return false }
            let isUnsure = block.isUnsure.elements
            self.nodes.forEach(with: places) { isUnsure[Int($1)] = true }
            return true
        }
    }

    // MARK: Codes

    /// The least code that is not below a number.
    @inline(__always)
    static func ceiling(_ number: Double) -> Int32 {
        // Zeros are made one, whatever their sign.
        let near = Float(number) + 0
        return (order(near) &+ (Double(near) < number ? 1 : 0) &+ 1) >> 1
    }

    /// The greatest code that is not above a number.
    @inline(__always)
    static func floor(_ number: Double) -> Int32 {
        let near = Float(number) + 0
        return (order(near) &- (Double(near) > number ? 1 : 0)) >> 1
    }

    /// The place of a number among all of its type.
    @inline(__always)
    private static func order(_ number: Float) -> Int32 {
        let bits = Int32(bitPattern: number.bitPattern)
        return bits ^ Int32(bitPattern: UInt32(bitPattern: bits >> 31) >> 1)
    }
}
