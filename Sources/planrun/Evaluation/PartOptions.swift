import ArgumentParser
import Metrics
import Plan

/// Which rows of a log are also looked at by themselves, and what they are compared with.
struct PartOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Give the metrics of each value of a column, too; of each combination where several are given, with commas.",
            valueName: "column"
        )
    )
    var by: String?

    @Option(help: ArgumentHelp("Leave out segments of fewer rows.", valueName: "n"))
    var minSegment = 1

    @Flag(help: "Each --require must hold in every segment, too.")
    var each = false

    @Option(
        help: ArgumentHelp(
            "How the rows are to be divided among the values of --by, as in v1=50%,v2=50%: whether that is so is checked.",
            valueName: "shares"
        )
    )
    var ratio: RatioArgument?

    @Option(help: ArgumentHelp("Give the metrics of each such length of time, too, as in 1h.", valueName: "duration"))
    var window: WindowArgument?

    @Option(
        help: ArgumentHelp(
            "The column with the time of a row, which windows and means by age need.",
            valueName: "column"
        )
    )
    var time = "time"

    @Option(
        help: ArgumentHelp("The column with what the baseline predicted, to compare with.", valueName: "column")
    )
    var baselinePrediction: String?

    @Option(
        help: ArgumentHelp("The column with the baseline's score, to compare with.", valueName: "column")
    )
    var baselineScore: String?

    func validate() throws {
        guard minSegment >= 1 else { throw ValidationError("--min-segment must be at least 1") }
        guard !each || by != nil else { throw ValidationError("--each needs --by, which says what the segments are") }
        guard ratio == nil || columns.count == 1 else {
            throw ValidationError("--ratio needs --by with one column, among whose values the rows are divided")
        }
        let columns = columns
        guard columns.count <= 8, Set(columns).count == columns.count, !columns.contains("") else {
            throw ValidationError("--by takes up to eight columns, each once")
        }
    }

    /// Whether the log has what the baseline answered in place of the model's answers that the metric reads.
    func compares(_ metric: DefinedMetrics.Metric, _ names: LogColumnNames) -> Bool {
        let columns = Set(metric.columns.texts + metric.columns.numbers)
        let compared =
            (baselinePrediction == nil ? [] : names.prediction).union(baselineScore == nil ? [] : names.score)
        return !columns.isDisjoint(with: compared) && columns.isSubset(of: compared.union(names.label))
    }

    /// The columns of `by`.
    var columns: [String] {
        by.map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) } ?? []
    }
}

/// A length of time on the command line.
struct WindowArgument: ExpressibleByArgument {
    let nanoseconds: Int64

    init?(argument: String) {
        guard let duration = Duration(planText: argument), duration > .zero else { return nil }
        let nanoseconds = (duration / .nanoseconds(1)).rounded()
        guard nanoseconds >= 1, nanoseconds < 9e18 else { return nil }
        self.nanoseconds = Int64(nanoseconds)
    }
}
