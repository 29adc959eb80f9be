package import Datasets
import Metrics
package import Plan

/// What a log cannot tell of a release, in plain words.
package struct BacktestLimits: Sendable {
    package let sentences: [String]

    /// - Parameter program: The plan's own program.
    package init(
        _ backtest: Backtest,
        of program: Program,
        reading: LogReading,
        survey: TrafficSurvey,
        assuming answer: AssumedAnswers.Answer
    ) {
        var sentences: [String] = []
        if program.risk != nil {
            sentences.append("the risk is not assessed, as a log has no model to ask: it is taken to be low")
        }
        if program.stages.contains(where: { $0.approval != nil }) {
            let words =
                switch answer {
                case .approve: "approvals are given at once"
                case .reject: "approvals are refused"
                case .expire: "nobody approves anything"
                }
            sentences.append("what people would have said is not known: " + words)
        }
        sentences += Self.metrics(program, reading, survey)
        sentences += Self.shares(backtest, survey)
        if survey.badCount > 0 {
            let rows = survey.badCount == 1 ? "1 row" : "\(survey.badCount) rows"
            sentences.append("\(rows) of the log cannot be used and \(survey.badCount == 1 ? "is" : "are") left out")
        }
        self.sentences = sentences
    }

    // MARK: Metrics

    private static func metrics(_ program: Program, _ reading: LogReading, _ survey: TrafficSurvey) -> [String] {
        var seen: Set<String> = []
        let conditions = program.stages.flatMap { ($0.promoteIf + $0.rollbackIf).flatMap(\.condition.metrics) }
        return (conditions + program.alerts.flatMap(\.condition.metrics)).compactMap { metric in
            guard let reason = lack(of: metric, program, reading, survey), seen.insert(metric.text).inserted else {
                return nil
            }
            return "`\(metric.text)` cannot be told, as \(reason): conditions that read it have no data"
        }
    }

    /// Why a log does not tell a metric; nil where it does.
    private static func lack(
        of metric: MetricReference,
        _ program: Program,
        _ reading: LogReading,
        _ survey: TrafficSurvey
    ) -> String? {
        let hasLabels = survey.answers.values.contains { $0.labelled > 0 }
        if let entry = MetricRegistry.entry(named: metric.name) {
            let kinds = entry.metric.accumulators
            if kinds.contains(where: { $0 == FeedbackTally.self }), program.feedback?.from == nil {
                return "the log holds no feedback"
            }
            if kinds.contains(where: { $0 == LatencySketch.self }), !reading.query.hasLatency {
                return "the log has no column of latencies"
            }
            if kinds.contains(where: { $0 == ConfusionMatrix.self }), !hasLabels { return "no row has a label" }
            return nil
        }
        if let difference = reading.differences[metric.name] {
            return lack(of: MetricReference(difference.of), program, reading, survey)
        }
        guard let declared = reading.metrics.first(where: { $0.name == metric.name }) else {
            let kind = program.metricSpecs.first { $0.name == metric.name }?.kind ?? metric.name
            return "metrics of kind `\(kind)` are not made from logs"
        }
        return declared.part == .labelled && !hasLabels ? "no row has a label" : nil
    }

    // MARK: Shares

    /// Where the log has fewer answers of the candidate than the plan would have had, or more.
    private static func shares(_ backtest: Backtest, _ survey: TrafficSurvey) -> [String] {
        var sentences: [String] = []
        if !survey.isPaired, backtest.program.model(.baseline) != nil {
            sentences.append("each request has the answer of one model: who got which was settled when it was recorded")
        }
        for stage in backtest.stages where !backtest.program.isShadow(stage: stage.index) {
            let spec = backtest.program.stages[stage.index]
            let served = stage.traffic.served(isPaired: survey.isPaired)
            let counted = stage.traffic.counted[.candidate] ?? 0
            guard served > 0, Double(abs(served - counted)) > 0.02 * Double(served) else { continue }
            let share = percent(counted, of: stage.traffic.requests(isPaired: survey.isPaired))
            sentences.append(
                "stage `\(stage.name)` gives the candidate to \(spec.audience.text), \(served) requests; "
                    + "the log has its answer to \(counted), \(share) of all: what counts is these"
            )
        }
        return sentences
    }

    private static func percent(_ part: Int, of whole: Int) -> String {
        MessageText.decimals(whole == 0 ? 0 : Double(part) / Double(whole) * 100, 1) + "%"
    }
}
