import Plan

/// A metric that a query to Prometheus gives.
enum PrometheusMetric {
    static let descriptor = MetricKindDescriptor(
        KindDescriptor(
            "prometheus",
            "The answer of a Prometheus server to a query that gives one value.",
            .options([
                FieldShape("url", .url, required: true, "The server's address."),
                FieldShape(
                    "query",
                    .text,
                    required: true,
                    "The query; `{{model}}` stands for the model's label, `{{window}}` for the time since the stage began "
                        + "or the condition's `over`."
                ),
            ]),
            siblings: [
                FieldShape(
                    "type",
                    .choice(["fraction", "count", "duration", "rate", "score"]),
                    default: "score",
                    "What the value is: a share, a number of things, seconds, a number a second, or any other number."
                )
            ],
            standing: .notYet
        ),
        type: nil,
        source: .store,
        evidence: [.point]
    )
}
