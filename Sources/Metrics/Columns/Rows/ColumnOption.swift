import Plan

/// Options that several kinds have.
enum ColumnOption {
    static let of = FieldShape("of", .reference(to: "column"), required: true, "The column.")
    /// A column that is read as texts where the log says that it holds such, and as numbers else.
    static let either = FieldShape(
        "of",
        .reference(to: "column of numbers or texts"),
        required: true,
        "The column, of numbers or of texts."
    )
    static let numbers = FieldShape("of", .reference(to: "number column"), required: true, "The column of numbers.")
    static let trueNumber = FieldShape(
        "label",
        .reference(to: "number column"),
        default: "label",
        "The column with what was true."
    )
    static let predictedNumber = FieldShape(
        "prediction",
        .reference(to: "number column"),
        default: "prediction",
        "The column with what was predicted."
    )
    static let label = FieldShape(
        "label",
        .reference(to: "column"),
        default: "label",
        "The column with what was true."
    )
    static let prediction = FieldShape(
        "prediction",
        .reference(to: "column"),
        default: "prediction",
        "The column with what was predicted."
    )
    static let score = FieldShape(
        "score",
        .reference(to: "number column"),
        default: "score",
        "The column of scores."
    )
    static let positive = FieldShape(
        "positive",
        .reference(to: "class"),
        required: true,
        "The class that scores are about."
    )
}
