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

    /// Above the codes of all numbers.
    private static let leaf: Int32 = 1 << 30
    /// What a leaf may say is below this, so that differences of codes do not overflow.
    private static let mostSaid = 1 << 22
    private static let leafBit: UInt32 = 1
    /// How many bits tell the place of a feature, where that is enough and where it is not; the others tell a child's.
    private static let fewBits = 11
    private static let manyBits = 18
    /// Steps taken before it is asked whether all rows have arrived.
    private static let stride = 2

    private let nodes: [Node]
    private let hasFewFeatures: Bool

    /// - Parameter said: what is read off a leaf later on, at least 0.
    /// - Returns: nil where trees or features are too many for the room, or a leaf says too much.
    init?(_ trees: PackedTrees, featureCount: Int, said: (_ node: Int, _ tree: Int) -> Int) {
        hasFewFeatures = featureCount * NarrowRows.lanes <= 1 << Self.fewBits
        let bits = hasFewFeatures ? Self.fewBits : Self.manyBits
        guard featureCount * NarrowRows.lanes <= 1 << bits else { return nil }
        let most = 1 << (UInt32.bitWidth - bits) - 1
        var nodes: [Node] = []
        LargePages.reserve(&nodes, trees.nodeCount)
        let isNarrow = trees.nodes.withSpan { wide in
            for tree in 0..<trees.count {
                let places = trees.nodes(of: tree)
                if places.count >= most { return false }
                for node in places {
                    let split = wide[node]
                    let child = UInt32(truncatingIfNeeded: Int(split.child) - places.lowerBound + 1) << UInt32(bits)
                    if Int(split.child) == node {
                        let said = said(node, tree)
                        if said < 0 || said >= Self.mostSaid { return false }
                        nodes.append(Node(low: child | Self.leafBit, code: Self.leaf + Int32(said)))
                    } else {
                        let feature = UInt32(truncatingIfNeeded: Int(split.feature) * NarrowRows.lanes)
                        nodes.append(Node(low: child | feature, code: Self.floor(split.threshold) + 1))
                    }
                }
            }
            return true
        }
        guard isNarrow else { return nil }
        self.nodes = nodes
    }

    /// What a leaf says, which is the one of all nodes with that number.
    func said(by leaf: Int) -> Int32 { nodes[leaf].code - Self.leaf }

    /// Walks a group of rows through a tree, and writes what their leaves say.
    ///
    /// - Parameters:
    ///   - root: the tree's first node.
    ///   - rows: the codes of the groups.
    /// - Returns: whether some row may have gone wrong.
    @inline(__always)
    func walk(
        group: Int,
        from root: Int,
        _ rows: borrowing NarrowRows,
        into found: inout MutableSpan<Int32>,
        at place: Int
    ) -> Bool {
        let nodes = nodes.span.extracting(root...)
        var walk = GroupWalk(rows, group)
        // The numbers of bits are constants for either case, as they are used at every step.
        if hasFewFeatures {
            while !walk.hasArrived { walk.go(through: nodes, bits: UInt32(Self.fewBits)) }
        } else {
            while !walk.hasArrived { walk.go(through: nodes, bits: UInt32(Self.manyBits)) }
        }
        return walk.finish(nodes, into: &found, at: place)
    }

    /// Walks a group and the next one through a tree. A step waits for memory longer than a group's takes to do, and so two do not
    /// take twice as long.
    ///
    /// - Returns: of each whether some row may have gone wrong.
    @inline(__always)
    func walkTwo(
        group: Int,
        from root: Int,
        _ rows: borrowing NarrowRows,
        into found: inout MutableSpan<Int32>,
        at place: Int
    ) -> (Bool, Bool) {
        let nodes = nodes.span.extracting(root...)
        var (first, second) = (GroupWalk(rows, group), GroupWalk(rows, group + 1))
        if hasFewFeatures {
            Self.go(&first, &second, nodes, bits: UInt32(Self.fewBits))
        } else {
            Self.go(&first, &second, nodes, bits: UInt32(Self.manyBits))
        }
        return (
            first.finish(nodes, into: &found, at: place),
            second.finish(nodes, into: &found, at: place + NarrowRows.lanes)
        )
    }

    @inline(__always)
    private static func go(_ first: inout GroupWalk, _ second: inout GroupWalk, _ nodes: Span<Node>, bits: UInt32) {
        while !first.hasArrived && !second.hasArrived {
            first.go(through: nodes, bits: bits)
            second.go(through: nodes, bits: bits)
        }
        while !first.hasArrived { first.go(through: nodes, bits: bits) }
        while !second.hasArrived { second.go(through: nodes, bits: bits) }
    }

    /// A group of rows on their way through a tree.
    private struct GroupWalk {
        private let codes: UnsafeMutableBufferPointer<Int32>
        private var walk = Walk<UInt32>(0)
        private var arrived: UInt32 = 0
        /// The least by which a row's code was above what it had to reach, which no distance below is.
        private var margin = UInt32.max

        @inline(__always)
        init(_ rows: borrowing NarrowRows, _ group: Int) {
            codes = UnsafeMutableBufferPointer(rebasing: rows.codes.elements[(group * rows.groupSize)...])
        }

        @inline(__always)
        var hasArrived: Bool { arrived & NarrowTrees.leafBit != 0 }

        /// Takes some steps; rows that have arrived stay where they are.
        @inline(__always)
        mutating func go(through nodes: Span<Node>, bits: UInt32) {
            let mask = UInt32(1) &<< bits &- UInt32(NarrowRows.lanes)
            for _ in 0..<NarrowTrees.stride {
                var (arrived, margin) = (UInt32.max, margin)
                walk = walk.map { node, lane in
                    let split = nodes[unchecked: Int(node)]
                    let distance = codes[Int(split.low & mask) &+ lane] &- split.code
                    margin = min(margin, UInt32(bitPattern: distance))
                    arrived &= split.low
                    return split.low &>> bits &+ UInt32(bitPattern: distance &>> 31)
                }
                (self.arrived, self.margin) = (arrived, margin)
            }
        }

        /// Writes what the leaves say; whether some row may have gone wrong.
        @inline(__always)
        func finish(_ nodes: Span<Node>, into found: inout MutableSpan<Int32>, at place: Int) -> Bool {
            walk.map { node, _ in UInt32(bitPattern: nodes[unchecked: Int(node)].code &- NarrowTrees.leaf) }
                .write(to: &found, at: place)
            return margin == 0
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
