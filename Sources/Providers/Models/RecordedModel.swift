import Plan

/// A model whose answers are those of a recorded log.
enum RecordedModel {
    static let descriptor = ModelSourceDescriptor(
        KindDescriptor(
            "recorded",
            "A model whose answers are those of the traffic's log, by the name that its column of models has for it.",
            .value(.text),
            standing: .onLogs
        ),
        answers: .recorded
    )
}
