import Datasets
import Evaluation
import Execution
import Metrics
import Plan
import Reports

/// Reads off a log what was asked, of all of it and of its parts.
struct EvaluationAnswers {
    private let questions: Questions
    private let confidence: Double
    private let minimumSamples: Int
    private let parts: PartOptions

    init(_ questions: Questions, confidence: Double, minimumSamples: Int, parts: PartOptions) {
        self.questions = questions
        self.confidence = confidence
        self.minimumSamples = minimumSamples
        self.parts = parts
    }

    func evaluation(of read: LogEvaluation, named name: String) -> Evaluation {
        let large = read.segments.filter { $0.rowCount >= parts.minSegment }
        let segments = large.map(part)
        var requirements = self.requirements(read.whole, segment: nil)
        if parts.each {
            for (rows, segment) in zip(large, segments) {
                requirements += self.requirements(rows, segment: segment.name)
            }
        }
        return Evaluation(
            name: name,
            samples: read.log.labelledCount,
            failed: read.log.failedCount,
            unlabelled: read.log.unlabelledCount,
            badRows: read.log.badRowCount,
            accumulators: read.whole.accumulators,
            metrics: metrics(read.whole),
            confidence: confidence,
            segments: segments,
            smallSegments: read.segments.count - large.count,
            windows: read.windows.map(part),
            requirements: requirements
        )
    }

    private func judge(_ rows: EvaluatedRows) -> FixedJudge {
        FixedJudge(rows.accumulators, baseline: rows.baseline, readings: rows.readings)
    }

    private func metrics(_ rows: EvaluatedRows) -> [EvaluatedMetric] {
        let judge = judge(rows)
        return questions.metrics.map { metric in
            let hasBaseline = rows.baseline != nil && ConfusionMatrix.isRead(by: metric)
            return EvaluatedMetric(
                reading: judge.read(metric),
                interval: judge.interval(metric, confidence: confidence),
                baseline: hasBaseline ? judge.read(metric, of: .baseline) : nil,
                baselineInterval: hasBaseline
                    ? judge.interval(metric, of: .baseline, confidence: confidence) : nil
            )
        }
    }

    private func part(_ rows: EvaluatedRows) -> EvaluatedPart {
        EvaluatedPart(
            segment: zip(parts.columns, rows.segment).map { ($0, $1) },
            start: rows.window.map { Timestamp(nanoseconds: $0).text },
            rows: rows.rowCount,
            metrics: metrics(rows)
        )
    }

    private func requirements(_ rows: EvaluatedRows, segment: String?) -> [(segment: String?, record: GateRecord)] {
        let judge = judge(rows)
        return questions.requirements.map { condition, text in
            (segment, judge.judge(condition, text: text, minimumSamples: minimumSamples))
        }
    }
}

extension EvaluatedRows {
    fileprivate var rowCount: Int { accumulators.requests?.total ?? 0 }
}

extension ConfusionMatrix {
    /// Whether the metric is made from predictions alone, so that another model's for the same rows can be compared.
    fileprivate static func isRead(by metric: MetricReference) -> Bool {
        MetricRegistry.metric(named: metric.name)?.accumulators.allSatisfy { $0 == ConfusionMatrix.self } ?? false
    }
}
