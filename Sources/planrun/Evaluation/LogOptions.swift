import ArgumentParser
import Datasets

extension LogFormat: ExpressibleByArgument {}
extension LatencyUnit: ExpressibleByArgument {}

/// How a prediction log is read.
struct LogOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The column with the true class (default: label).", valueName: "column"))
    var label: String?

    @Option(help: ArgumentHelp("The column with the predicted class (default: prediction).", valueName: "column"))
    var prediction: String?

    @Option(help: ArgumentHelp("The column with the model's score (default: score).", valueName: "column"))
    var score: String?

    @Option(help: ArgumentHelp("The column with the time an answer took (default: latency).", valueName: "column"))
    var latency: String?

    @Option(help: "What the latency is counted in: s, ms, us or ns.")
    var latencyUnit = LatencyUnit.seconds

    @Option(help: ArgumentHelp("Look at the rows of one model only, by the column `model`.", valueName: "name"))
    var model: String?

    @Option(help: "How the log is written: csv or jsonl; by default its name says so, or else its first byte.")
    var inputFormat: LogFormat?

    func validate() throws {
        let named = [label ?? "label", prediction ?? "prediction", score ?? "score", latency ?? "latency"]
        for (index, name) in named.enumerated() where named[..<index].contains(name) {
            throw ValidationError("two of --label, --prediction, --score and --latency name the column `\(name)`")
        }
    }

    /// What is read, given which metrics need which column; with `isAll`, what they are is not settled before the log is read.
    ///
    /// - Parameter ofNumbers: Whether labels and predictions are numbers, which are among the values.
    func request(
        needs: LogNeeds,
        isAll: Bool,
        parts: PartOptions,
        labels: LogLabels?,
        missing: MissingLabels? = nil,
        sources: [LogLabels],
        values: [LogQuery.Column],
        ofNumbers: Bool
    ) -> LogRequest {
        let query = LogQuery(
            label: column(label, "label", labels == nil ? needs.label : nil),
            prediction: column(prediction, "prediction", needs.prediction),
            score: column(score, "score", needs.score),
            latency: column(latency, "latency", needs.latency),
            latencyUnit: latencyUnit,
            model: model
        )
        var unread: Set<LogRole> = []
        if needs.score == nil, score == nil { unread.insert(.score) }
        if needs.latency == nil, latency == nil, !isAll { unread.insert(.latency) }
        if ofNumbers { unread.formUnion([.label, .prediction]) }
        return LogRequest(
            query: query,
            baseline: parts.baselinePrediction.map { .init($0, need: .named) },
            baselineScore: parts.baselineScore.map { .init($0, need: .named) },
            labels: labels,
            missing: missing,
            sources: sources,
            time: parts.window == nil ? nil : .init(parts.time, need: .named),
            segments: parts.columns.map { .init($0, need: .named) },
            values: values,
            unread: unread
        )
    }

    private func column(_ name: String?, _ role: String, _ metric: String?) -> LogQuery.Column {
        if let name { return LogQuery.Column(name, need: .named) }
        return LogQuery.Column(role, need: metric.map { .metric($0) } ?? .none)
    }

    /// What metrics may call its columns.
    ///
    /// - Parameter time: What the log calls the column of times.
    func names(time: String) -> LogColumnNames {
        LogColumnNames(
            label: Set(["label", label ?? "label"]),
            prediction: Set(["prediction", prediction ?? "prediction"]),
            score: Set(["score", score ?? "score"]),
            time: Set(["time", time])
        )
    }

    /// The columns that are read as they are: those by which logs are compared, and those of metrics.
    ///
    /// - Parameter time: What the log calls the column of times.
    func values(_ first: [LogQuery.Column], needs: LogNeeds, ofNumbers: Bool, time: String) -> ValueColumns {
        var columns = ValueColumns(first)
        let names = names(time: time)
        if ofNumbers {
            columns.add(column(label, "label", needs.label), as: names.label)
            columns.add(column(prediction, "prediction", needs.prediction), as: names.prediction)
        }
        for value in needs.values {
            let isTime = names.time.contains(value.name)
            let name = value.name == "latency" ? latency ?? "latency" : isTime ? time : value.name
            columns.add(LogQuery.Column(name, need: .metric(value.metric), readsDates: isTime), as: [value.name])
        }
        return columns
    }

    /// How the log of that name is written, where that can be told before it is read.
    func format(of name: String) -> LogFormat? {
        if let inputFormat { return inputFormat }
        // What is packed is called by what it holds and by how it is packed.
        let name = [".gz", ".zst"].first(where: name.hasSuffix).map { String(name.dropLast($0.count)) } ?? name
        if name.hasSuffix(".csv") { return .csv }
        return name.hasSuffix(".jsonl") || name.hasSuffix(".ndjson") ? .jsonl : nil
    }
}
