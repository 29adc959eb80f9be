import ArgumentParser

/// What is asked of answers that are there: which metrics, and what must hold of them.
struct QuestionOptions: ParsableArguments {
    @Option(
        name: .customLong("metric"),
        help: ArgumentHelp(
            "A metric, such as f1.macro or recall[virginica]; several with commas, or by repetition.",
            valueName: "name"
        )
    )
    var metrics: [String] = []

    @Option(
        name: .customLong("require"),
        help: ArgumentHelp("A condition that must hold, such as 'accuracy >= 0.95'.", valueName: "condition")
    )
    var requirements: [String] = []

    @Option(help: ArgumentHelp("The class that precision, recall and the like are about.", valueName: "class"))
    var positive: String?
}
