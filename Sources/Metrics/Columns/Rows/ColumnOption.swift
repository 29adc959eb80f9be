import Plan

/// Options that several kinds have.
enum ColumnOption {
    static let of = FieldShape("of", .reference(to: "column"), required: true, "The column.")
    static let numbers = FieldShape("of", .reference(to: "number column"), required: true, "The column of numbers.")
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
