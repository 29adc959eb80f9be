import Metrics
import Plan

/// What a condition comes to. `inconclusive`, `noData` and `error` are all unknown; with several at hand, the last of them
/// speaks.
enum ConditionAnswer: Hashable {
    case holds
    case doesNotHold
    case inconclusive
    case noData
    case error
}

/// What was found on the way to an answer.
struct AnswerTrace: Sendable {
    /// What was read, in the order of the condition, unless nobody wants it.
    var values: [ReadValue]?
    /// What the evidence says of each comparison, in the order of the condition, where the gate asks for any.
    var evidence: [EvidenceRecord?] = []
    /// How many comparisons there were.
    fileprivate(set) var comparisons = 0
    /// Of those by segments, each segment, by the comparison's place.
    fileprivate(set) var segments: [Int: [SegmentRecord]] = [:]

    init(values: [ReadValue]?) { self.values = values }
}

/// Answers a condition from evidence, by three-valued logic: what cannot be known is not taken for an answer.
struct ConditionEvaluator<Evidence: EvidenceSource> {
    private let reader: MetricReader<Evidence>

    init(evidence: Evidence) { reader = MetricReader(evidence: evidence) }

    /// The answer; below the gate's `min_samples` a metric has no data, and where it asks for evidence that does not tell there
    /// is none.
    ///
    /// - Parameters:
    ///   - purpose: A requirement must hold in every segment that it looks at; of a tripwire one is enough.
    ///   - trace: Takes what is found on the way to the answer, in the order of the condition.
    func answer(
        _ condition: ReadyCondition,
        of gate: ReadyGate,
        as purpose: GatePurpose,
        _ trace: inout AnswerTrace
    ) -> ConditionAnswer {
        answer(condition, of: gate, as: purpose, isForAll: purpose == .requirement, &trace)
    }

    /// - Parameter isForAll: Whether comparisons by segments must hold in every segment; else one in which they hold is enough.
    private func answer(
        _ condition: ReadyCondition,
        of gate: ReadyGate,
        as purpose: GatePurpose,
        isForAll: Bool,
        _ trace: inout AnswerTrace
    ) -> ConditionAnswer {
        switch condition {
        case .comparison(let comparison):
            defer { trace.comparisons += 1 }
            guard let column = comparison.segment, !comparison.bySegments.contains(where: reader.states) else {
                return compare(comparison, gate, reader, error: gate.assurance?.error ?? 0, &trace).answer
            }
            return compare(comparison, by: column, gate, as: purpose, isForAll: isForAll, &trace)
        // What must not hold in any is what must be otherwise in all.
        case .not(let condition): return answer(condition, of: gate, as: purpose, isForAll: !isForAll, &trace).negated
        case .atLeast(let count, let conditions):
            let answers = conditions.map { answer($0, of: gate, as: purpose, isForAll: isForAll, &trace) }
            return combined(answers, atLeast: count)
        }
    }

    /// What must be so in every segment may be wrong in each as often as in all of them; where any one of them trips the gate,
    /// they share what may be wrong evenly, whether the condition says so or its opposite.
    private func compare(
        _ comparison: ReadyComparison,
        by column: String,
        _ gate: ReadyGate,
        as purpose: GatePurpose,
        isForAll: Bool,
        _ trace: inout AnswerTrace
    ) -> ConditionAnswer {
        let segments = reader.segments(by: column)
        let error = (gate.assurance?.error ?? 0) / Double(purpose == .requirement ? 1 : max(1, segments.count))
        let looks = segments.filter { $0.reader.hasRequests(atLeast: gate.leastSegment) }.map { value, reader in
            var own = AnswerTrace(values: [])
            let found = compare(comparison, gate, reader, error: error, &own)
            return SegmentComparison.Look(
                value: value,
                answer: found.answer,
                left: found.left,
                right: found.right,
                samples: found.fewestSamples,
                trace: own
            )
        }
        let comparison = (
            ready: comparison, segments: SegmentComparison(looks, of: comparison, isForAll: isForAll)
        )
        let none = Array(repeating: ReadValue.nothing, count: comparison.ready.readingCount)
        trace.values? += comparison.segments.decisive?.trace.values ?? none
        if gate.assurance != nil { trace.evidence.append(comparison.segments.decisive?.trace.evidence.first ?? nil) }
        if trace.values != nil { trace.segments[trace.comparisons] = comparison.segments.records }
        return comparison.segments.answer
    }

    /// Holds once `count` hold; does not once so many do not that `count` is out of reach; else it is unknown.
    private func combined(_ answers: [ConditionAnswer], atLeast count: Int) -> ConditionAnswer {
        let holding = answers.count { $0 == .holds }
        let failing = answers.count { $0 == .doesNotHold }
        if holding >= count { return .holds }
        if answers.count - failing < count { return .doesNotHold }
        if answers.contains(.error) { return .error }
        return answers.contains(.noData) ? .noData : .inconclusive
    }

    /// What is found out of a comparison on the way to its answer.
    private struct Findings {
        let minimumSamples: Int
        /// How many observations the least founded one has.
        var fewestSamples = Int.max
        /// Whether one rests on too few observations. A count is known however small it is.
        var isThin = false
        /// Whether one could not be had.
        var isLacking = false
    }

    private struct Finding {
        let answer: ConditionAnswer
        let left: Double?
        let right: Double?
        let fewestSamples: Int
    }

    private func compare(
        _ comparison: ReadyComparison,
        _ gate: ReadyGate,
        _ reader: MetricReader<Evidence>,
        error: Double,
        _ trace: inout AnswerTrace
    ) -> Finding {
        var findings = Findings(minimumSamples: gate.minimumSamples)
        let left = value(of: comparison.left, reader, &findings, &trace.values)
        let right = value(of: comparison.right, reader, &findings, &trace.values)
        let evidence = gate.assurance.flatMap { self.evidence(for: comparison, $0.method, reader, error: error) }
        if gate.assurance != nil { trace.evidence.append(evidence) }
        let answer = answer(findings, left, right, evidence, comparison.relation, isWeighed: gate.assurance != nil)
        return Finding(answer: answer, left: left, right: right, fewestSamples: findings.fewestSamples)
    }

    private func answer(
        _ findings: Findings,
        _ left: Double?,
        _ right: Double?,
        _ evidence: EvidenceRecord?,
        _ relation: Comparison.Relation,
        isWeighed: Bool
    ) -> ConditionAnswer {
        if findings.isLacking { return .error }
        if findings.isThin { return .noData }
        guard let left, let right else { return .inconclusive }
        guard !isWeighed else {
            guard let holds = evidence?.holds(relation) else { return .inconclusive }
            return holds ? .holds : .doesNotHold
        }
        return relation.holds(left, right) ? .holds : .doesNotHold
    }

    /// Nil where a metric has no such evidence, or no value.
    private func evidence(
        for comparison: ReadyComparison,
        _ method: EvidenceMethod,
        _ reader: MetricReader<Evidence>,
        error: Double
    ) -> EvidenceRecord? {
        switch method {
        case .point: nil
        case .interval: IntervalEvidence(reader, error: error).record(of: comparison)
        case .sequential: SequentialEvidence(reader, error: error).record(of: comparison)
        }
    }

    private func value(
        of expression: ReadyExpression,
        _ reader: MetricReader<Evidence>,
        _ findings: inout Findings,
        _ values: inout [ReadValue]?
    ) -> Double? {
        switch expression {
        case .constant(let value): return value
        case .reading(let metric, let model):
            let value = reader.read(metric, of: model)
            findings.fewestSamples = min(findings.fewestSamples, value.samples)
            if value.samples < findings.minimumSamples, value.type(of: metric) != .count { findings.isThin = true }
            if value.isLacking { findings.isLacking = true }
            values?.append(value)
            return value.number
        case .operation(let operation):
            let left = value(of: operation.left, reader, &findings, &values)
            let right = value(of: operation.right, reader, &findings, &values)
            guard let left, let right else { return nil }
            return operation.sign.apply(left, right)
        }
    }
}

extension ConditionAnswer {
    fileprivate var negated: Self {
        switch self {
        case .holds: .doesNotHold
        case .doesNotHold: .holds
        case .inconclusive, .noData, .error: self
        }
    }
}
