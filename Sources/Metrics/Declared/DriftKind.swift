import Plan

/// How far a column has moved from what it was.
enum DriftKind {
    static let descriptor = MetricKindDescriptor(
        KindDescriptor(
            "drift",
            "How far the values of a column have moved from what they were.",
            .options([
                FieldShape("of", .reference(to: "column"), required: true, "The column."),
                FieldShape(
                    "method",
                    .choice([
                        "psi", "jensen_shannon", "hellinger", "total_variation", "ks", "chi_square", "wasserstein",
                    ]),
                    required: true,
                    "How the distance is measured."
                ),
                FieldShape(
                    "against",
                    .choice(["baseline", "training"]),
                    required: true,
                    "What it is compared with: the baseline's rows of the same time, or the training rows."
                ),
            ]),
            isExecutable: false
        ),
        type: .score,
        source: .requests,
        evidence: [.point]
    )
}
