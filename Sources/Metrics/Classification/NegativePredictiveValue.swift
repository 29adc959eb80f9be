import Plan

/// The share of the rows predicted as other classes that are of other classes.
enum NegativePredictiveValue: ClassScore {
    static let descriptor = described(
        "npv",
        "The share of the rows not predicted as a class that are not of it: TN / (TN + FN)."
    )

    static func ratio(_ counts: ClassCounts) -> (part: Int, whole: Int) {
        (counts.trueNegatives, counts.trueNegatives.saturatingAdd(counts.falseNegatives))
    }

    static func undefinedReason(_ name: String) -> String { "every row was predicted as `\(name)`" }
}
