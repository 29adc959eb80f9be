import ArgumentParser
import Classifiers
import Datasets
import Diagnostics
import Execution
import JSON
import Metrics
import Platform
import Reports

struct ModelEvaluateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "evaluate",
        abstract: "Give the metrics of a model over labelled rows, and say whether they are good enough.",
        discussion: """
            Metrics and conditions are those of plans, as in `planrun evaluate`; of a model that predicts numbers they are mae, \
            rmse, r2, wape, mape and bias.
            """
    )

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, json
    }

    @Argument(help: ArgumentHelp("The model's file.", valueName: "file"), completion: .file())
    var file: String

    @Option(help: ArgumentHelp("The labelled rows: CSV with a header.", valueName: "file"), completion: .file())
    var data: String

    @Option(
        name: .customLong("metric"),
        help: ArgumentHelp("A metric, such as f1.macro; several with commas, or by repetition.", valueName: "name")
    )
    var metrics: [String] = []

    @Option(
        name: .customLong("require"),
        help: ArgumentHelp("A condition that must hold, such as 'accuracy >= 0.95'.", valueName: "condition")
    )
    var requirements: [String] = []

    @Option(help: ArgumentHelp("The class that precision, recall and the like are about.", valueName: "class"))
    var positive: String?

    @Option(help: "What is printed: text or json.")
    var format = Format.text

    @OptionGroup var color: ColorOption

    func run() throws {
        let reading = ModelReading(color: color)
        let model = try reading.model(file)
        let table = try reading.rows(data, for: model, needsLabel: true)
        if model.header.predictsNumbers { return try evaluateNumbers(model, table, reading) }
        let labels = table.labels ?? []
        // Classes that the model does not know are answered wrongly, and count.
        let classes = model.header.classes + Set(labels).subtracting(model.header.classes).sorted()
        let questions = try questions(classes, reading)
        let accumulators = try accumulators(model, table, labels, classes)
        try show(questions, accumulators, rows: labels.count)
    }

    private func evaluateNumbers(_ model: ModelFile, _ table: FeatureTable, _ reading: ModelReading) throws {
        guard positive == nil else { throw ValidationError("--positive names a class, and the model predicts numbers") }
        let questions = try questions([], reading, ofNumbers: true)
        let rows = FeatureRows(values: table.values, featureCount: model.header.features.count)
        let predictions = model.classifier.numbers(of: rows)
        let accumulators = NumberMetrics.accumulators(labels: table.numbers ?? [], predictions: predictions)
        try show(questions, accumulators, rows: table.rowCount)
    }

    private func show(_ questions: Questions, _ accumulators: AccumulatorSet, rows: Int) throws {
        let judge = FixedJudge(accumulators)
        let evaluation = Evaluation(
            name: data,
            samples: rows,
            failed: 0,
            unlabelled: 0,
            accumulators: accumulators,
            metrics: questions.metrics.map { metric in
                EvaluatedMetric(reading: judge.read(metric), interval: judge.interval(metric, confidence: 0.95))
            },
            requirements: questions.requirements.map {
                (nil, judge.judge($0.condition, text: $0.text, minimumSamples: 1))
            }
        )
        switch format {
        case .json: StandardStream.output.write(EvaluationJSON.value(of: evaluation).prettyText + "\n")
        case .text:
            let style = ReportStyle(isColoured: color.choice.isColoured(.output))
            StandardStream.output.write(EvaluationReport(style: style).text(evaluation))
        }
        if !evaluation.holds { throw ExitStatus.gateSaidNo.code }
    }

    private func questions(
        _ classes: [String],
        _ reading: ModelReading,
        ofNumbers: Bool = false
    ) throws -> Questions {
        let usual = ofNumbers ? NumberMetrics.usual : ["accuracy", "precision", "recall", "f1"]
        let names = metrics.isEmpty ? usual : metrics
        do throws(Questions.Refusal) {
            return try Questions(
                metrics: names,
                requirements: requirements,
                positive: positive,
                classes: classes,
                ofNumbers: ofNumbers
            )
        } catch {
            reading.report(error.diagnostics, in: error.sources)
            throw ExitStatus.usage.code
        }
    }

    private func accumulators(
        _ model: ModelFile,
        _ table: FeatureTable,
        _ labels: [String],
        _ classes: [String]
    ) throws -> AccumulatorSet {
        let numbers = Dictionary(uniqueKeysWithValues: classes.enumerated().map { ($1, $0) })
        let rows = FeatureRows(values: table.values, featureCount: model.header.features.count)
        var counts = [[Int]](repeating: [Int](repeating: 0, count: classes.count), count: classes.count)
        for (label, answer) in zip(labels, model.classifier.classes(of: rows)) {
            counts[numbers[label] ?? 0][Int(answer)] += 1
        }
        return try AccumulatorSet(
            [ConfusionMatrix.self, RequestTally.self],
            layout: OutcomeLayout(classes: classes, positive: positive.flatMap { numbers[$0] }),
            json: [
                ConfusionMatrix.name: .array(counts.map { .array($0.map(JSONValue.integer)) }),
                RequestTally.name: ["answered": .integer(labels.count), "failed": 0],
            ],
            measured: [:]
        )
    }
}
