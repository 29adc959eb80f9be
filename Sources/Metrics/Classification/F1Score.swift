import Plan

/// The harmonic mean of precision and recall, defined wherever one of the two is.
enum F1Score: ClassScore {
    static let descriptor = described("f1", "The harmonic mean of precision and recall: 2 TP / (2 TP + FP + FN).")
    static let isShareOfRows = false
    static let isAccuracyWhenPooled = true

    static func ratio(_ counts: ClassCounts) -> (part: Int, whole: Int) {
        let part = counts.truePositives.saturatingAdd(counts.truePositives)
        return (part, part.saturatingAdd(counts.falsePositives).saturatingAdd(counts.falseNegatives))
    }

    static func undefinedReason(_ name: String) -> String { "no row is labelled or predicted as `\(name)`" }
}
