import ArgumentParser
import Execution
import JSON
import Metrics
import Platform
import Reports

/// Which metrics of a model's answers are given, and what must hold of them.
struct AnswerOptions: ParsableArguments {
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, json
    }

    @OptionGroup var asked: QuestionOptions

    @Option(help: "What is printed: text or json.")
    var format = Format.text

    @OptionGroup var color: ColorOption

    /// Compares classes that were predicted with those that are true.
    ///
    /// - Parameters:
    ///   - name: what the rows are called.
    ///   - classes: those that there are; labels and answers are places in it.
    ///   - folds: the places of rows that were answered by a model each; none where one model answered all.
    func show(_ name: String, classes: [String], labels: [Int], answers: [Int], folds: [Range<Int>] = []) throws {
        let questions = try questions(classes, ofNumbers: false)
        let layout = OutcomeLayout(classes: classes, positive: asked.positive.flatMap { classes.firstIndex(of: $0) })
        func accumulators(_ places: Range<Int>) throws -> AccumulatorSet {
            var counts = [[Int]](repeating: [Int](repeating: 0, count: classes.count), count: classes.count)
            for place in places { counts[labels[place]][answers[place]] += 1 }
            return try AccumulatorSet(
                [ConfusionMatrix.self, RequestTally.self],
                layout: layout,
                json: [
                    ConfusionMatrix.name: .array(counts.map { .array($0.map(JSONValue.integer)) }),
                    RequestTally.name: ["answered": .integer(places.count), "failed": 0],
                ],
                measured: [:]
            )
        }
        let whole = try accumulators(0..<labels.count)
        try show(name, questions, whole, rows: labels.count, folds: folds.map(accumulators))
    }

    /// Compares numbers that were predicted with those that are true.
    func show(_ name: String, labels: [Double], answers: [Double], folds: [Range<Int>] = []) throws {
        guard asked.positive == nil else {
            throw ValidationError("--positive names a class, and the model predicts numbers")
        }
        let questions = try questions([], ofNumbers: true)
        func accumulators(_ places: Range<Int>) -> AccumulatorSet {
            NumberMetrics.accumulators(labels: Array(labels[places]), predictions: Array(answers[places]))
        }
        let whole = accumulators(0..<labels.count)
        try show(name, questions, whole, rows: labels.count, folds: folds.map(accumulators))
    }

    private func show(
        _ name: String,
        _ questions: Questions,
        _ accumulators: AccumulatorSet,
        rows: Int,
        folds: [AccumulatorSet]
    ) throws {
        let judge = FixedJudge(accumulators)
        let evaluation = Evaluation(
            name: name,
            samples: rows,
            failed: 0,
            unlabelled: 0,
            accumulators: accumulators,
            metrics: questions.metrics.map { metric in
                EvaluatedMetric(reading: judge.read(metric), interval: judge.interval(metric, confidence: 0.95))
            },
            requirements: questions.requirements.map {
                (nil, judge.judge($0.condition, text: $0.text, minimumSamples: 1))
            },
            folds: folds.isEmpty
                ? nil
                : EvaluatedFolds(folds.map { fold in questions.metrics.map { FixedJudge(fold).read($0) } })
        )
        switch format {
        case .json: StandardStream.output.write(EvaluationJSON.value(of: evaluation).prettyText + "\n")
        case .text:
            let style = ReportStyle(isColoured: color.choice.isColoured(.output))
            StandardStream.output.write(EvaluationReport(style: style).text(evaluation))
        }
        if !evaluation.holds { throw ExitStatus.gateSaidNo.code }
    }

    private func questions(_ classes: [String], ofNumbers: Bool) throws -> Questions {
        let usual = ofNumbers ? NumberMetrics.usual : ["accuracy", "precision", "recall", "f1"]
        let names = asked.metrics.isEmpty ? usual : asked.metrics
        do throws(Questions.Refusal) {
            return try Questions(
                metrics: names,
                requirements: asked.requirements,
                positive: asked.positive,
                classes: classes,
                ofNumbers: ofNumbers
            )
        } catch {
            ModelReading(color: color).report(error.diagnostics, in: error.sources)
            throw ExitStatus.usage.code
        }
    }
}
