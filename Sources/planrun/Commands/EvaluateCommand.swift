import ArgumentParser
import Compiler
import Datasets
import Diagnostics
import Evaluation
import JSON
import Plan
import Platform
import Reports

extension EvidenceMethod: ExpressibleByArgument {}

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
        case text, json, csv
    }

    @Argument(help: ArgumentHelp("The log; several files are one log, and `-` reads standard input.", valueName: "log"))
    var files: [String]

    @OptionGroup var asked: QuestionOptions
    @OptionGroup var own: DefineOptions

    @Flag(
        help:
            "Labels and predictions are numbers: the metrics are mae, rmse, r2, wape, mape and bias, and the latency's."
    )
    var numbers = false

    @Option(help: ArgumentHelp("With fewer observations a metric does not satisfy a condition.", valueName: "n"))
    var minSamples = 1

    @Option(
        help:
            "What decides requirements: point, the values; interval, all of their intervals; sequential, at every look."
    )
    var evidence = EvidenceMethod.point

    @Option(help: ArgumentHelp("How sure the intervals are.", valueName: "share"))
    var confidence = 0.95

    @Option(
        help: ArgumentHelp(
            "The share of rows that may be unusable, such as 0.1%; they are left out.",
            valueName: "share"
        )
    )
    var badRows = ShareArgument.none

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("How many threads read the log: by default one a core.", valueName: "n")
    )
    var threads = 0

    @Option(help: "What is printed: text, json or csv.")
    var format = Format.text

    @OptionGroup var log: LogOptions
    @OptionGroup var truth: LabelOptions
    @OptionGroup var parts: PartOptions
    @OptionGroup var comparison: DriftOptions
    @OptionGroup var growth: FollowOptions
    @OptionGroup var color: ColorOption

    func validate() throws {
        guard minSamples >= 1 else { throw ValidationError("--min-samples must be at least 1") }
        guard threads >= 0 else { throw ValidationError("--threads must be at least 0") }
        guard confidence > 0, confidence < 1 else { throw ValidationError("--confidence lies between 0 and 1") }
        guard !numbers || truth.labels == nil else {
            throw ValidationError("--labels gives classes, and --numbers none")
        }
        guard !numbers || asked.positive == nil && parts.baselinePrediction == nil && parts.baselineScore == nil else {
            throw ValidationError("--numbers goes with no class, and with no baseline")
        }
        guard files.filter({ $0 == PlanLoader.standardInput }).count < 2 else {
            throw ValidationError("standard input can be read once only")
        }
        guard truth.missing == .exclude || !numbers else { throw ValidationError("--missing is about classes") }
        guard truth.missing != .negative || asked.positive != nil else {
            throw ValidationError("--missing negative is another class than that of --positive, which is needed")
        }
        if growth.follow {
            guard files.last != PlanLoader.standardInput else { throw ValidationError("--follow takes a file") }
            guard comparison.against == nil else { throw ValidationError("--follow compares with no other log") }
            guard format != .csv else { throw ValidationError("--follow prints text or json") }
        }
    }

    /// What is asked of the log, once the command line is known to make sense.
    struct Prepared {
        let drift: DriftRequest?
        let defined: DefinedMetrics
        let sources: [StandaloneLabelSource]
        let names: LogColumnNames
        let needs: LogNeeds
        let values: ValueColumns
    }

    func run() throws {
        let prepared = try prepare()
        if growth.follow { return try follow(prepared) }
        let evaluation = try answers(try readLog(prepared), prepared)
        switch format {
        case .json: StandardStream.output.write(EvaluationJSON.value(of: evaluation).prettyText + "\n")
        case .csv: StandardStream.output.write(EvaluationCSV.text(of: evaluation))
        case .text: StandardStream.output.write(text(evaluation))
        }
        if !evaluation.holds { throw ExitStatus.gateSaidNo.code }
    }

    func text(_ evaluation: Evaluation) -> String {
        EvaluationReport(style: ReportStyle(isColoured: color.choice.isColoured(.output))).text(evaluation)
    }

    /// Mistakes of the command line show before a large log is read, all but classes that it does not have.
    private func prepare() throws -> Prepared {
        let drift = comparison.request(log)
        let defined = try definitions()
        let sources = try labelSources()
        var columnNames = log.names(time: parts.time)
        columnNames.weight = truth.weights
        columnNames.add(sources)
        // Who compares logs, or asks for columns, may have no labels.
        let usual =
            drift == nil && defined.metrics.isEmpty ? numbers ? NumberMetrics.usual : Self.defaults : []
        let names = asked.metrics.isEmpty ? usual + defined.names : asked.metrics
        let wanted = try questions(names, classes: nil, drift, defined)
        let needs = LogNeeds(wanted.references, ofNumbers: numbers, defined: defined, log: columnNames)
        if let metric = needs.positive, asked.positive == nil {
            throw ValidationError("`\(metric)` is about the scores of one class; say which with --positive")
        }
        return Prepared(
            drift: drift,
            defined: defined,
            sources: sources,
            names: columnNames,
            needs: needs,
            values: log.values(drift?.columns ?? [], needs: needs, ofNumbers: numbers, time: parts.time)
        )
    }

    func answers(_ read: LogEvaluation, _ prepared: Prepared) throws -> Evaluation {
        let defined = prepared.defined
        if read.strayCount > 0 {
            let values =
                read.strayCount == 1 ? "1 label or prediction is" : "\(read.strayCount) labels and predictions are"
            Complaint.error("\(values) no number: leave out --numbers where they are classes")
            throw ExitStatus.planErrors.code
        }
        let given =
            asked.metrics.isEmpty ? defaults(for: read.log.roles) + defined.names : asked.metrics
        let report = EvaluationAnswers(
            try questions(given, classes: read.log.classes, prepared.drift, defined),
            defined: defined,
            names: prepared.names,
            confidence: confidence,
            evidence: evidence,
            minimumSamples: minSamples,
            parts: parts,
            showsPartIntervals: format != .text
        )
        let evaluation = report.evaluation(of: read, named: name, against: comparison.against)
        if let failure = read.failure {
            Complaint.error("\(failure)")
            throw ExitStatus.stepFailed.code
        }
        return evaluation
    }

    private static let latencies = ["latency.mean", "latency.p50", "latency.p95", "latency.p99"]
    private static let defaults = ["accuracy", "precision", "recall", "f1"]

    /// What is given where no metric is asked for.
    private func defaults(for roles: Set<LogRole>) -> [String] {
        if numbers { return NumberMetrics.usual + (roles.contains(.latency) ? Self.latencies : []) }
        var names = roles.isSuperset(of: [.label, .prediction]) ? Self.defaults : []
        if roles.contains(.latency) { names += Self.latencies }
        if roles.contains(.error) { names.append("error_rate") }
        return names
    }

    private var name: String {
        let first = files.first.map { $0 == PlanLoader.standardInput ? "<stdin>" : $0 } ?? ""
        return files.count > 1 ? "\(first) and \(files.count - 1) more" : first
    }

    /// The metrics that the command line declares, of segments that it asks for.
    private func definitions() throws -> DefinedMetrics {
        let defined: DefinedMetrics
        do throws(Questions.Refusal) {
            defined = try own.metrics()
        } catch {
            report(error.diagnostics, in: error.sources)
            throw ExitStatus.usage.code
        }
        if let name = defined.shadowing {
            throw ValidationError("`\(name)` is a metric already; call the one of --define otherwise")
        }
        if let (name, columns) = defined.unasked(by: parts.columns) {
            let names = columns.names.joined(separator: ",")
            throw ValidationError("`\(name)` is between segments by `\(columns.text)`, which takes --by \(names)")
        }
        return defined
    }

    private func questions(
        _ metrics: [String],
        classes: [String]?,
        _ drift: DriftRequest?,
        _ defined: DefinedMetrics
    ) throws -> Questions {
        do throws(Questions.Refusal) {
            return try Questions(
                metrics: metrics,
                requirements: asked.requirements,
                positive: asked.positive,
                classes: classes,
                hasBaseline: parts.baselinePrediction != nil || parts.baselineScore != nil,
                drift: drift?.columns.map(\.name),
                ofNumbers: numbers,
                hasLatency: true,
                defined: defined.declared
            )
        } catch {
            report(error.diagnostics, in: error.sources)
            throw ExitStatus.usage.code
        }
    }

    /// The further sources of labels that the command line names.
    private func labelSources() throws -> [StandaloneLabelSource] {
        let sources: [StandaloneLabelSource]
        do throws(Questions.Refusal) {
            sources = try truth.sources()
        } catch {
            report(error.diagnostics, in: error.sources)
            throw ExitStatus.usage.code
        }
        if let name = truth.clash(sources) {
            throw ValidationError("`\(name)` names two things among columns, labels and weights")
        }
        guard truth.assumes(sources) else { return sources }
        // What rows count for without a label is a class of the log, whose classes are known once it has been read.
        guard !files.contains(PlanLoader.standardInput), !growth.follow else {
            throw ValidationError(
                "where missing labels count for something a log is read twice: it must be a file that is whole"
            )
        }
        guard asked.positive != nil || !sources.contains(where: { $0.missing == .negative }) else {
            throw ValidationError("`missing: negative` is another class than that of --positive, which is needed")
        }
        return sources
    }

    func report(_ diagnostics: [Diagnostic], in sources: SourceMap) {
        let renderer = FullRenderer(isColoured: color.choice.isColoured(.error))
        StandardStream.error.write(renderer.render(diagnostics, in: sources))
    }
}
