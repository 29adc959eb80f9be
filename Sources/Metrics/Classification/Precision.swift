import Plan

/// The share of the rows predicted as a class that are of it.
enum Precision: ClassScore {
    static let descriptor = described(
        "precision",
        "The share of the rows predicted as a class that are: TP / (TP + FP)."
    )
    static let isAccuracyWhenPooled = true

    static func ratio(_ counts: ClassCounts) -> (part: Int, whole: Int) {
        (counts.truePositives, counts.truePositives.saturatingAdd(counts.falsePositives))
    }

    static func undefinedReason(_ name: String) -> String { "no row was predicted as `\(name)`" }
}
