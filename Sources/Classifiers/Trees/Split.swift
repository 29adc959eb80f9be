/// A split of a node: rows whose rank in the feature is at most `lowRank` go left.
struct Split: Hashable, Sendable {
    enum Side: Hashable, Sendable {
        case left, right
    }

    let feature: Int
    let lowRank: Int
    /// The same in the feature's own numbers: rows whose value is at most this go left.
    let threshold: Double
    /// Where the rows go that lack the feature; nil where none does.
    var missing: Side?
}
