import Plan

/// How much less often one group is predicted the class that is wanted.
struct DisparateImpact: FairnessMetric {
    static let descriptor = described(
        "disparate_impact",
        "The smallest of the groups' shares of rows predicted as the positive class, over the largest of them.",
        source: .requests
    )

    let groups: FairnessGroups

    init(_ options: OptionValues) { groups = FairnessGroups(options) }

    func number(over groups: [GroupTally.Group]) -> Double? {
        guard let shares = groups.shares(\.chosen, of: \.rows), shares.largest > 0 else { return nil }
        return shares.smallest / shares.largest
    }
}
