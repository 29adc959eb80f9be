import Datasets
import Evaluation
import Execution
import Metrics
import Plan
import Platform
import Reports

/// Reads off a log what was asked, of all of it and of its parts.
struct EvaluationAnswers: Sendable {
    private let questions: Questions
    private let defined: DefinedMetrics
    /// The metrics that the baseline has, too, of those that the command line declares.
    private let comparable: Set<String>
    private let confidence: Double
    /// What decides requirements.
    private let evidence: EvidenceMethod
    private let minimumSamples: Int
    private let parts: PartOptions
    /// Whether anybody will see the intervals of segments and windows.
    private let showsPartIntervals: Bool

    /// Of more parts there are no intervals, each of which may be drawn two thousand times.
    private static let partsWithIntervals = 1000

    init(
        _ questions: Questions,
        defined: DefinedMetrics,
        names: LogColumnNames,
        confidence: Double,
        evidence: EvidenceMethod,
        minimumSamples: Int,
        parts: PartOptions,
        showsPartIntervals: Bool
    ) {
        self.questions = questions
        self.defined = defined
        comparable = Set(defined.metrics.filter { parts.compares($0, names) }.map(\.tallies.name))
        self.confidence = confidence
        self.evidence = evidence
        self.minimumSamples = minimumSamples
        self.parts = parts
        self.showsPartIntervals = showsPartIntervals
    }

    /// - Parameter other: What messages call the log that it is compared with.
    func evaluation(of read: LogEvaluation, named name: String, against other: String?) -> Evaluation {
        let large = read.segments.filter { $0.rowCount >= parts.minSegment }
        let segments = answers(large, of: read, areJudged: parts.each)
        let whole = read.rows(of: read.whole)
        let beside = Beside(
            readings: DriftMetrics.readings(read.drift, confidence: confidence),
            segments: defined.differences.isEmpty ? [:] : evidence(of: large, in: read)
        )
        // Numbers are no classes, and their rows not counted as labelled ones.
        let numbers = whole.accumulators.declared?.value(of: NumberMetrics.usual[0])?.value.samples
        let requirements = self.requirements(whole, beside, segment: nil) + segments.flatMap(\.requirements)
        return Evaluation(
            name: name,
            samples: numbers ?? read.log.labelledCount,
            failed: read.log.failedCount,
            unlabelled: numbers.map { read.log.rowCount - $0 } ?? read.log.unlabelledCount,
            assumed: read.log.assumedCount,
            badRows: read.log.badRowCount,
            unpaired: read.unpairedCount,
            accumulators: whole.accumulators,
            metrics: metrics(whole, beside, hasIntervals: true),
            reliability: questions.metrics.compactMap { metric in
                whole.accumulators.declared?.calibration(of: metric.name).flatMap {
                    ReliabilityCurve(metric: metric.name, of: $0, confidence: confidence)
                }
            },
            confidence: confidence,
            areSequential: evidence == .sequential,
            segments: segments.map(\.part),
            smallSegments: read.segments.count - large.count,
            windows: answers(read.windows, of: read, areJudged: false).map(\.part),
            requirements: requirements,
            drift: read.drift.map { EvaluatedDrift($0, from: other ?? "") },
            ratio: parts.ratio?.ratio(of: parts.columns[0], read.segments),
            isUndecided: parts.each && large.isEmpty && !questions.requirements.isEmpty
        )
    }

    /// What is known of the whole of a log beside its rows.
    private struct Beside {
        /// How far the rows have moved from another log.
        let readings: [(reading: Reading, interval: MetricInterval?)]
        /// What the segments come to, where metrics are made of several.
        let segments: [EvidencePart: PairedEvidence]
    }

    /// What the rows of each segment come to; those without a value are none.
    private func evidence(of segments: [LogPart], in read: LogEvaluation) -> [EvidencePart: PairedEvidence] {
        let column = SegmentColumns(parts.columns).text
        var found: [EvidencePart: PairedEvidence] = [:]
        for segment in segments {
            let values = segment.segment.compactMap { $0 }
            guard values.count == segment.segment.count else { continue }
            let rows = read.rows(of: segment)
            found[.segment(column: column, value: SegmentColumns.segment(values))] =
                PairedEvidence(candidate: rows.accumulators, baseline: rows.baseline)
        }
        return found
    }

    private func judge(_ rows: EvaluatedRows, _ beside: Beside?) -> FixedJudge {
        FixedJudge(
            rows.accumulators,
            baseline: rows.baseline,
            pairs: rows.pairs,
            parts: beside?.segments ?? [:],
            readings: rows.readings + (beside?.readings ?? []),
            differences: rows.differences
        )
    }

    /// Whether only the whole of a log has the metric.
    private func isOfWhole(_ metric: MetricReference) -> Bool {
        DriftMetrics.names.contains(metric.name) || defined.differences[metric.name] != nil
    }

    /// - Parameter beside: What is known of all rows; nil for a part of them.
    private func metrics(_ rows: EvaluatedRows, _ beside: Beside?, hasIntervals: Bool) -> [EvaluatedMetric] {
        let judge = judge(rows, beside)
        let asked = questions.metrics.filter { beside != nil || !isOfWhole($0) }
        return asked.map { metric in
            let hasBaseline = rows.baseline != nil && isCompared(metric)
            return EvaluatedMetric(
                reading: judge.read(metric),
                interval: hasIntervals
                    ? judge.interval(metric, confidence: confidence, isSequential: evidence == .sequential) : nil,
                baseline: hasBaseline ? judge.read(metric, of: .baseline) : nil,
                differenceInterval: hasBaseline && hasIntervals
                    ? judge.difference(metric, confidence: confidence, isSequential: evidence == .sequential) : nil
            )
        }
    }

    /// Whether the baseline has the metric, too: one that is made from predictions alone, or from scores.
    private func isCompared(_ metric: MetricReference) -> Bool {
        if defined.names.contains(metric.name) { return comparable.contains(metric.name) }
        if ScoreMetrics.names.contains(metric.name) { return parts.baselineScore != nil }
        return parts.baselinePrediction != nil && ConfusionMatrix.isRead(by: metric)
    }

    /// What is to be said of a part of the log.
    private struct Answer: Sendable {
        let part: EvaluatedPart
        let requirements: [(segment: String?, record: GateRecord)]
    }

    /// There may be thousands of parts, each with intervals that are drawn.
    private func answers(_ parts: [LogPart], of read: LogEvaluation, areJudged: Bool) -> [Answer] {
        Workers.map(count: parts.count, threads: 0) { number in
            let rows = read.rows(of: parts[number])
            let part = part(
                parts[number],
                rows,
                hasIntervals: showsPartIntervals && parts.count <= Self.partsWithIntervals
            )
            return Answer(part: part, requirements: areJudged ? requirements(rows, nil, segment: part.name) : [])
        }
    }

    private func part(_ part: LogPart, _ rows: EvaluatedRows, hasIntervals: Bool) -> EvaluatedPart {
        EvaluatedPart(
            segment: zip(parts.columns, part.segment).map { ($0, $1) },
            start: part.window.map { Timestamp(nanoseconds: $0).text },
            rows: part.rowCount,
            metrics: metrics(rows, nil, hasIntervals: hasIntervals)
        )
    }

    private func requirements(_ rows: EvaluatedRows, _ beside: Beside?, segment: String?)
        -> [(segment: String?, record: GateRecord)]
    {
        let judge = judge(rows, beside)
        let asked = questions.requirements.filter { beside != nil || !$0.condition.metrics.contains(where: isOfWhole) }
        return asked.map { condition, text in
            (
                segment,
                judge.judge(
                    condition,
                    text: text,
                    minimumSamples: minimumSamples,
                    by: evidence,
                    confidence: confidence
                )
            )
        }
    }
}

extension ConfusionMatrix {
    /// Whether the metric is made from predictions alone, so that another model's for the same rows can be compared.
    fileprivate static func isRead(by metric: MetricReference) -> Bool {
        MetricRegistry.metric(named: metric.name)?.accumulators.allSatisfy { $0 == ConfusionMatrix.self } ?? false
    }
}
