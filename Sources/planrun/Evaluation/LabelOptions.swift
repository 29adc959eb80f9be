import ArgumentParser
import Compiler
import Datasets
import Plan

extension MissingLabelPolicy: ExpressibleByArgument {}

/// Where the true classes of a log come from if they are not in it.
struct LabelOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("A file with the labels that the log does not have: CSV or JSON lines.", valueName: "file"),
        completion: .file()
    )
    var labels: String?

    @Option(
        help: ArgumentHelp(
            "The column of both by which labels are joined to rows (default: request).",
            valueName: "column"
        )
    )
    var join: String?

    @Option(
        help: ArgumentHelp(
            "The column of the labels with how many rows each stands for, for the weighted metrics of --define.",
            valueName: "column"
        )
    )
    var labelWeight: String?

    @Option(
        help:
            "What rows without a label count for: exclude, nothing; negative, another class than --positive; worst_case, one that is against the model."
    )
    var missing = MissingLabelPolicy.exclude

    @Option(
        name: .customLong("label-source"),
        help: ArgumentHelp(
            "Labels of another kind, which metrics of --define read by name: 'review: {from: review.csv, weight: stands_for}'; may be repeated.",
            valueName: "source"
        )
    )
    var sourceTexts: [String] = []

    /// The names that columns have by what they are for.
    private static let roles = ["label", "prediction", "score", "latency"]

    func validate() throws {
        guard labels != nil || join == nil && labelWeight == nil else {
            throw ValidationError("--join and --label-weight need --labels, which says where the labels are")
        }
        if labels == PlanLoader.standardInput { throw ValidationError("--labels takes a file") }
        guard sourceTexts.allSatisfy({ !$0.allSatisfy(\.isWhitespace) }) else {
            throw ValidationError("--label-source takes a name and a file, as in 'review: {from: review.csv}'")
        }
    }

    /// The further sources, or why they cannot be read.
    func sources() throws(Questions.Refusal) -> [StandaloneLabelSource] {
        let texts = try OptionTexts(sourceTexts, of: "--label-source")
        let read = StandaloneLabelSource.read(texts.trees)
        guard let sources = read.sources else { throw texts.refusal(read.diagnostics) }
        return sources
    }

    /// A name that two of the labels, their weights and the columns have.
    func clash(_ sources: [StandaloneLabelSource]) -> String? {
        let names =
            Self.roles + (labelWeight.map { [$0] } ?? [])
            + sources.flatMap { [$0.name] + ($0.weight.map { [$0] } ?? []) }
        return names.indices.first { names[..<$0].contains(names[$0]) }.map { names[$0] }
    }

    /// Whether rows without a label count for something, by any labels.
    func assumes(_ sources: [StandaloneLabelSource]) -> Bool {
        missing != .exclude || sources.contains { $0.missing != .exclude }
    }

    /// What metrics call the weights.
    var weights: Set<String> { labelWeight.map { [$0] } ?? [] }

    /// The labels; nil where there are none beside the log.
    func read() throws(DatasetFailure) -> LogLabels? {
        guard let labels else { return nil }
        return LogLabels(try table(labels, join ?? "request", labelWeight), by: column(join ?? "request"))
    }

    /// Those of the further sources.
    ///
    /// - Parameter classes: All classes of the log, where some row counts for one though it has no label.
    func read(_ sources: [StandaloneLabelSource], positive: String?, classes: [String]) throws(DatasetFailure)
        -> [LogLabels]
    {
        var found: [LogLabels] = []
        for source in sources {
            found.append(
                LogLabels(
                    try table(source.from, source.join, source.weight),
                    by: column(source.join),
                    missing: MissingLabels(source.missing, positive: positive, classes: classes)
                )
            )
        }
        return found
    }

    private func table(_ file: String, _ join: String, _ weight: String?) throws(DatasetFailure) -> LabelTable {
        try LabelTable.read(PredictionLog.open(file), named: file, by: join, weighedBy: weight)
    }

    private func column(_ name: String) -> LogQuery.Column { LogQuery.Column(name, need: .named) }
}
