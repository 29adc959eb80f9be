import Plan

/// The overlap of the rows of a class with the rows predicted as it.
enum Jaccard: ClassScore {
    static let descriptor = described(
        "jaccard",
        "Of the rows that are of a class or predicted so, the share that are both: TP / (TP + FP + FN)."
    )

    static func ratio(_ counts: ClassCounts) -> (part: Int, whole: Int) {
        (counts.truePositives, counts.actual.saturatingAdd(counts.falsePositives))
    }

    static func undefinedReason(_ name: String) -> String { "no row is labelled or predicted as `\(name)`" }
}
