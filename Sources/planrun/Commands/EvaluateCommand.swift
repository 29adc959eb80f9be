import ArgumentParser
import Datasets
import Diagnostics
import Execution
import JSON
import Metrics
import Plan
import Platform
import Reports

struct EvaluateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "evaluate",
        abstract: "Give the metrics over a prediction log, and say whether they are good enough.",
        discussion: """
            A log is CSV with a header, or JSON lines: a row a request, with the true class and the predicted one. The \
            `requests.jsonl` of a run is such a log. A row with an `error` and no prediction is a failed request; a row \
            without a label counts for latency and errors only. Metrics and conditions are those of plans.
            """
    )

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, json
    }

    @Argument(help: ArgumentHelp("The log; `-` reads standard input.", valueName: "log"))
    var file: String

    @Option(
        name: .customLong("metric"),
        help: ArgumentHelp(
            "A metric, such as f1.macro, recall[virginica] or latency.p95; several with commas, or by repetition.",
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

    @Option(help: ArgumentHelp("With fewer observations a metric does not satisfy a condition.", valueName: "n"))
    var minSamples = 1

    @Option(help: "What is printed: text or json.")
    var format = Format.text

    @OptionGroup var log: LogOptions
    @OptionGroup var color: ColorOption

    func validate() throws {
        guard minSamples >= 1 else { throw ValidationError("--min-samples must be at least 1") }
    }

    func run() throws {
        let evaluation = try evaluate()
        switch format {
        case .json: StandardStream.output.write(EvaluationJSON.value(of: evaluation).prettyText + "\n")
        case .text:
            let style = ReportStyle(isColoured: color.choice.isColoured(.output))
            StandardStream.output.write(EvaluationReport(style: style).text(evaluation))
        }
        if !evaluation.holds { throw ExitStatus.gateSaidNo.code }
    }

    private func evaluate() throws -> Evaluation {
        // Mistakes of the command line show before a large log is read, all but classes that it does not have.
        let asked = try questions(metrics.isEmpty ? Self.defaults : metrics, classes: nil)
        let (read, tally) = try readLog(needs: LogNeeds(asked.references))
        let names = metrics.isEmpty ? Self.defaults(for: read.roles) : metrics
        let questions = try questions(names, classes: read.classes)
        let accumulators = try tally.accumulators(of: read, positive: positive.flatMap(read.classes.firstIndex))
        let judge = FixedJudge(accumulators)
        return Evaluation(
            name: name,
            samples: read.labelledCount,
            failed: read.failedCount,
            unlabelled: read.unlabelledCount,
            accumulators: accumulators,
            metrics: questions.metrics.compactMap(judge.read),
            requirements: questions.requirements.map {
                judge.judge($0.condition, text: $0.text, minimumSamples: minSamples)
            }
        )
    }

    private static let defaults = ["accuracy", "precision", "recall", "f1"]

    /// What is given where no metric is asked for.
    private static func defaults(for roles: Set<LogRole>) -> [String] {
        var names = defaults
        if roles.contains(.latency) { names += ["latency.mean", "latency.p50", "latency.p95", "latency.p99"] }
        if roles.contains(.error) { names.append("error_rate") }
        return names
    }

    private var isStandardInput: Bool { file == PlanLoader.standardInput }
    private var name: String { isStandardInput ? "<stdin>" : file }

    private func questions(_ metrics: [String], classes: [String]?) throws -> Questions {
        do throws(Questions.Refusal) {
            return try Questions(metrics: metrics, requirements: requirements, positive: positive, classes: classes)
        } catch {
            report(error.diagnostics, in: error.sources)
            throw ExitStatus.usage.code
        }
    }

    private func readLog(needs: LogNeeds) throws -> (PredictionLog, LogTally) {
        var tally = LogTally()
        do throws(DatasetFailure) {
            let log = try PredictionLog.read(
                isStandardInput ? ByteStream.standardInput() : try PredictionLog.open(file),
                named: name,
                format: log.format(of: file),
                query: log.query(needs: needs)
            ) { tally.add($0) }
            return (log, tally)
        } catch {
            var sources = SourceMap()
            report(error.diagnostics(in: &sources), in: sources)
            throw ExitStatus.planErrors.code
        }
    }

    private func report(_ diagnostics: [Diagnostic], in sources: SourceMap) {
        let renderer = FullRenderer(isColoured: color.choice.isColoured(.error))
        StandardStream.error.write(renderer.render(diagnostics, in: sources))
    }
}
