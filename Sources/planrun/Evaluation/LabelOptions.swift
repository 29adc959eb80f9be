import ArgumentParser
import Datasets

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

    func validate() throws {
        guard labels != nil || join == nil && labelWeight == nil else {
            throw ValidationError("--join and --label-weight need --labels, which says where the labels are")
        }
        if labels == PlanLoader.standardInput { throw ValidationError("--labels takes a file") }
    }

    /// What metrics call the weights.
    var weights: Set<String> { labelWeight.map { [$0] } ?? [] }

    /// The labels; nil where there are none beside the log.
    func read() throws(DatasetFailure) -> LogLabels? {
        guard let labels else { return nil }
        let join = join ?? "request"
        let table = try LabelTable.read(
            PredictionLog.open(labels),
            named: labels,
            by: join,
            weighedBy: labelWeight
        )
        return LogLabels(table, by: LogQuery.Column(join, need: .named))
    }
}
