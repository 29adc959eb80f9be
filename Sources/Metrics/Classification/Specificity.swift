import Plan

/// The share of the rows of other classes that are not predicted as the class.
enum Specificity: ClassScore {
    static let descriptor = described(
        "specificity",
        "The share of the rows of other classes that are not predicted as the class: TN / (TN + FP)."
    )

    static func ratio(_ counts: ClassCounts) -> (part: Int, whole: Int) {
        (counts.trueNegatives, counts.trueNegatives.saturatingAdd(counts.falsePositives))
    }

    static func undefinedReason(_ name: String) -> String { "every row is labelled `\(name)`" }
}
