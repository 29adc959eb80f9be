import Plan

/// The share of rows in which a column has a value.
enum ColumnRateKind {
    static let descriptor = MetricKindDescriptor(
        KindDescriptor(
            "rate",
            "The share of the rows in which a column has a certain value.",
            .options([
                FieldShape("of", .reference(to: "column"), required: true, "The column."),
                FieldShape("is", .text, required: true, "The value."),
            ]),
            isExecutable: false
        ),
        type: .fraction,
        source: .requests,
        evidence: [.point, .interval, .sequential]
    )
}
