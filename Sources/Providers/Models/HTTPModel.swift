import Plan

/// A model behind any HTTP endpoint.
enum HTTPModel {
    static let descriptor = ModelSourceDescriptor(
        KindDescriptor(
            "http",
            "A model behind any HTTP endpoint.",
            .options([
                FieldShape("url", .url, required: true, "Where it is asked."),
                FieldShape("method", .choice(["POST", "PUT", "GET"]), default: "POST", "How it is asked."),
                FieldShape(
                    "headers",
                    .dictionary(of: .text, naming: "header", wellKnown: []),
                    "Headers of the request, by name."
                ),
                FieldShape(
                    "body",
                    .text,
                    "What is asked; `{{row}}` stands for the row as JSON."
                ),
                FieldShape(
                    "answer",
                    .text,
                    required: true,
                    "Where the prediction stands in the answer, as a JSON pointer such as `/predictions/0`."
                ),
            ]),
            siblings: [ModelLabel.field],
            standing: .notYet
        )
    )
}
