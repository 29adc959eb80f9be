import Plan

/// Whether groups meet with equally many hits and false alarms.
struct EqualisedOdds: FairnessMetric {
    static let descriptor = described(
        "equalised_odds",
        "The larger of the largest differences between groups in recall and in the share of false alarms.",
        source: .labels
    )

    let groups: FairnessGroups

    init(_ options: OptionValues) { groups = FairnessGroups(options) }

    static func size(of group: GroupTally.Group) -> Int { min(group.actual, group.others) }

    func number(over groups: [GroupTally.Group]) -> Double? {
        guard let hits = groups.gap(\.actualChosen, of: \.actual), let alarms = groups.gap(\.othersChosen, of: \.others)
        else { return nil }
        return max(hits, alarms)
    }
}
