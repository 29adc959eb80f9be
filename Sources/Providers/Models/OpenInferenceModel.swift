import Plan

/// A model behind the Open Inference Protocol.
enum OpenInferenceModel {
    static let descriptor = ModelSourceDescriptor(
        KindDescriptor(
            "serve",
            "A model on a server that speaks the Open Inference Protocol, version 2; the URL of the model's version.",
            .value(.url),
            siblings: [ModelLabel.field],
            standing: .notYet
        )
    )
}

/// What metric stores call a model.
enum ModelLabel {
    static let field = FieldShape(
        "label",
        .text,
        "What metric stores and routers call the model; `{{model}}` in a query stands for it."
    )
}
