/// A split of a node.
struct Split: Hashable, Sendable {
    enum Side: Hashable, Sendable {
        case left, right
    }

    let feature: Int
    /// Rows whose rank in the feature is at most this go left, where features have ranks.
    let lowRank: Int
    /// The same in the feature's own numbers: rows whose value is at most this go left.
    let threshold: Double
    /// Where the rows go that lack the feature; nil where none does.
    var missing: Side?
}
