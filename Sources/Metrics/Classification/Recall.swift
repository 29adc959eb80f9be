import Plan
import Statistics

/// The share of the rows of a class that are predicted as it.
enum Recall: ClassScore {
    static let descriptor = described(
        "recall",
        "The share of the rows of a class that are predicted so: TP / (TP + FN).",
        isPaired: true,
        isOfTrueClass: true
    )
    static let isAccuracyWhenPooled = true

    static func ratio(_ counts: ClassCounts) -> (part: Int, whole: Int) { (counts.truePositives, counts.actual) }

    static func undefinedReason(_ name: String) -> String { "no row is labelled `\(name)`" }

    static func pairs(_ query: MetricQuery, in tally: PairTally, layout: OutcomeLayout) -> PairedOutcomes? {
        guard query.variant == nil, let label = query.index ?? layout.positive else { return nil }
        return tally.right(about: label)
    }
}
