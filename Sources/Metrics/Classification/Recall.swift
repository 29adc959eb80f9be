import Plan

/// The share of the rows of a class that are predicted as it.
enum Recall: ClassScore {
    static let descriptor = described(
        "recall",
        "The share of the rows of a class that are predicted so: TP / (TP + FN)."
    )
    static let isAccuracyWhenPooled = true

    static func ratio(_ counts: ClassCounts) -> (part: Int, whole: Int) { (counts.truePositives, counts.actual) }

    static func undefinedReason(_ name: String) -> String { "no row is labelled `\(name)`" }
}
