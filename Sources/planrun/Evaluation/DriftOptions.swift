import ArgumentParser
import Datasets
import Evaluation

/// Which other log a log is compared with.
struct DriftOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("Say how far the columns have moved from those of another log.", valueName: "other log")
    )
    var against: String?

    @Option(
        help: ArgumentHelp(
            "The columns that are compared, with commas (default: score and prediction, where both logs have them).",
            valueName: "columns"
        )
    )
    var drift: String?

    @Option(
        help: ArgumentHelp(
            "Of the other log look at the rows of this model (default: that of --model).",
            valueName: "name"
        )
    )
    var againstModel: String?

    func validate() throws {
        guard againstModel == nil || against != nil else {
            throw ValidationError("--against-model needs --against, which says where the model's rows are")
        }
        guard drift == nil || against != nil else {
            throw ValidationError("--drift needs --against, which says what the columns are compared with")
        }
        let columns = named
        guard columns.count <= 16, Set(columns).count == columns.count, !columns.contains("") else {
            throw ValidationError("--drift takes up to 16 columns, each once")
        }
        if against == PlanLoader.standardInput { throw ValidationError("--against takes a file") }
    }

    private var named: [String] {
        drift.map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) } ?? []
    }

    /// What is compared; nil where nothing is.
    func request(_ log: LogOptions) -> DriftRequest? {
        guard let against else { return nil }
        let prediction = log.prediction ?? "prediction"
        let usual = [log.score ?? "score", prediction].map { LogQuery.Column($0, need: .none) }
        return DriftRequest(
            [LogInput(path: against, format: log.format(of: against))],
            query: LogQuery(model: againstModel ?? log.model),
            columns: drift == nil ? usual : named.map { LogQuery.Column($0, need: .named) },
            // Classes that are numbers are names all the same.
            texts: [prediction, log.label ?? "label"]
        )
    }
}
