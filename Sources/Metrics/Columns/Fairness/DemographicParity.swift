import Plan

/// Whether groups are predicted the class that is wanted equally often.
struct DemographicParity: FairnessMetric {
    static let descriptor = described(
        "demographic_parity",
        "The largest difference between groups in the share of rows that are predicted as the positive class.",
        source: .requests
    )

    let groups: FairnessGroups

    init(_ options: OptionValues) { groups = FairnessGroups(options) }

    func number(over groups: [GroupTally.Group]) -> Double? { groups.gap(\.chosen, of: \.rows) }
}
