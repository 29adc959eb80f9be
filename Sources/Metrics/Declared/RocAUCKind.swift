import Plan

/// How well a score ranks one class before the others.
enum RocAUCKind {
    static let descriptor = MetricKindDescriptor(
        KindDescriptor(
            "roc_auc",
            "The area under the ROC curve: how probable it is that a row of the positive class has a higher score than "
                + "another row, ties counting half.",
            .options([
                FieldShape("score", .reference(to: "column"), required: true, "The column of scores."),
                FieldShape("positive", .reference(to: "class"), required: true, "The class that scores are about."),
            ]),
            isExecutable: false
        ),
        type: .fraction,
        source: .labels,
        evidence: [.point, .interval]
    )
}
