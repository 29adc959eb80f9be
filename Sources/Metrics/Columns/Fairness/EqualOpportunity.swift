import Plan

/// Whether those of each group who are of the class are equally often recognised.
struct EqualOpportunity: FairnessMetric {
    static let descriptor = described(
        "equal_opportunity",
        "The largest difference between groups in recall: of the rows of the positive class, the share predicted so.",
        source: .labels
    )

    let groups: FairnessGroups

    init(_ options: OptionValues) { groups = FairnessGroups(options) }

    static func size(of group: GroupTally.Group) -> Int { group.actual }

    func number(over groups: [GroupTally.Group]) -> Double? { groups.gap(\.actualChosen, of: \.actual) }
}
