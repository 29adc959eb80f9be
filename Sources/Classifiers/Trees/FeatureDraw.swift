import Statistics

/// Draws features at random without replacement, node by node, and remembers which are constant below a node.
///
/// This is the scheme of scikit-learn's `_splitter.pyx`: constant features count as drawn, at least one feature that
/// varies is drawn if there is one, and a feature found constant at a node is never looked at again below it. Nodes must
/// be visited depth first.
struct FeatureDraw {
    /// A permutation of the features; the constant ones of the current node stand in front.
    private var features: [Int32]
    /// The constant features of the path from the root, in the order in which they were found.
    private var constants: [Int32]
    private let limit: Int
    private var known = 0
    private var total = 0
    private var end = 0
    private var drawnConstants = 0
    private var visited = 0
    private var candidate = 0

    init(featureCount: Int, limit: Int) {
        features = (0..<Int32(featureCount)).map { $0 }
        constants = features
        self.limit = limit
    }

    /// Forgets the last tree, so that the next one depends on its own random numbers only.
    mutating func reset() {
        for index in features.indices { features[index] = Int32(index) }
    }

    /// Starts a node of whose features that many are known to be constant.
    mutating func begin(knownConstants: Int) {
        known = knownConstants
        total = knownConstants
        end = features.count
        drawnConstants = 0
        visited = 0
    }

    /// The next feature to look at, or `nil` when enough have been looked at.
    mutating func next(using random: inout SplitMix64) -> Int? {
        while end > total && (visited < limit || visited <= total - known + drawnConstants) {
            visited += 1
            let found = total - known
            let drawn = drawnConstants + random.next(below: end - found - drawnConstants)
            if drawn < known {
                features.swapAt(drawnConstants, drawn)
                drawnConstants += 1
                continue
            }
            candidate = drawn + found
            return Int(features[candidate])
        }
        return nil
    }

    /// Says of the feature drawn last whether it is constant in the node.
    mutating func record(isConstant: Bool) {
        if isConstant {
            features.swapAt(candidate, total)
            total += 1
        } else {
            end -= 1
            features.swapAt(candidate, end)
        }
    }

    /// Ends the node and returns how many features its children know to be constant.
    mutating func finish() -> Int {
        // Drawing has permuted the known constants, and the node's sibling relies on their order.
        for index in 0..<known { features[index] = constants[index] }
        for index in known..<total { constants[index] = features[index] }
        return total
    }
}
