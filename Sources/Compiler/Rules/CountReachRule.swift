import Diagnostics
import Plan

/// At the stated traffic a condition that asks for so many requests can have them: in its window, or in all the time that its
/// stage can last, and before the stage's deadline.
///
/// A stage that cannot have the requests in its time that promote it is as short as one that cannot have its `samples`. What people
/// really send can be more than is stated, and to roll back then is what such a condition in `rollback_if` is for; a replay sends what
/// is stated.
enum CountReachRule: Rule {
    static func check(_ plan: AnalyzedPlan) -> [Diagnostic] { assessment(plan) + stages(plan) }

    /// An assessment looks at each of its rows once, and all of them are answered and have labels.
    private static func assessment(_ plan: AnalyzedPlan) -> [Diagnostic] {
        guard let rows = AssessedRows(plan) else { return [] }
        let whole = Set(["requests", "samples"]).subtracting(plan.plan.metrics.map(\.name.value))
        let reach = CountReach(counts(plan)) { metric in
            let most = Double(rows.most(of: metric))
            return (whole.contains(metric.name) ? most : 0)...most
        }
        return plan.riskGates.compactMap { gate -> Diagnostic? in
            guard let condition = gate.condition, let lack = reach.lack(in: condition) else { return nil }
            let most = rows.most(of: lack.metric)
            return Diagnostic(
                .samplesOutOfReach,
                lack.isBelow
                    ? "`\(lack.metric.text)` is always \(most), so that the condition cannot hold"
                    : "`\(lack.metric.text)` can never be more than \(most), so that the condition cannot hold",
                at: .init(gate.plan.span),
                secondary: [
                    .init(
                        rows.on.data.span,
                        most == rows.count ? "so many rows are assessed" : "so many of the rows are of that class"
                    )
                ],
                help: [lack.isBelow ? "leave it out" : "ask for fewer requests, or assess on more rows"]
            )
        }
    }

    private static func counts(_ plan: AnalyzedPlan) -> Set<String> {
        Set(plan.metrics.filter { $0.type == .count && $0.source.isOfRequests }.map(\.name))
    }

    private static func stages(_ plan: AnalyzedPlan) -> [Diagnostic] {
        guard let rate = plan.plan.traffic?.rate, let requests = plan.requests else { return [] }
        let counts = counts(plan)
        var largest = 0.0
        // Few stages ask for numbers of requests, and those of a kind ask for the same.
        var counting: [Int: Bool] = [:]
        func isCounting(_ stage: AnalyzedPlan.Stage) -> Bool {
            if let known = counting[stage.kind.number] { return known }
            let answer = !stage.gates { $0.metrics.contains { counts.contains($0.name) } }.isEmpty
            counting[stage.kind.number] = answer
            return answer
        }
        var expected = 0.0
        return plan.stages.indices.flatMap { index -> [Diagnostic] in
            let (stage, share) = (plan.stages[index], plan.largestCandidateShares[index])
            largest = max(largest, share)
            expected = max(expected, plan.candidateShares[index])
            let (reaching, usual) = (largest, (own: plan.candidateShares[index], before: expected))
            guard isCounting(stage), let every = stage.plan.watch?.every, let last = stage.lastInTime,
                let longest = stage.longest.map({ $0 + plan.longestWait(of: stage) })
            else { return [] }
            func reach(in time: Duration) -> CountReach {
                CountReach(counts) { metric in
                    let time = metric.window.map { max($0, every.value) } ?? time
                    return 0...requests.most(share: metric.window == nil ? share : reaching, in: time)
                }
            }
            // As `samples` are: by the share that the stage is expected to have of the requests.
            let inTime = CountReach(counts) { metric in
                let time = metric.window.map { max($0, every.value) } ?? last
                return 0...requests.most(share: metric.window == nil ? usual.own : usual.before, in: time)
            }
            return stage.promoteIf.compactMap { finding($0, reach(in: longest), inTime, .stageTooShort, rate) }
                + (plan.plan.traffic?.replay == nil
                    ? []
                    : stage.rollbackIf.compactMap {
                        finding($0, reach(in: longest), reach(in: last), .lateSamples, rate)
                    })
        }
    }

    /// What cannot hold at all, and what cannot by the deadline, which has a code of its own.
    private static func finding(
        _ gate: AnalyzedPlan.Gate,
        _ reach: CountReach,
        _ inTime: CountReach,
        _ late: DiagnosticCode,
        _ rate: Located<Rate>
    ) -> Diagnostic? {
        guard let condition = gate.condition else { return nil }
        let isLate = reach.lack(in: condition) == nil
        guard let lack = reach.lack(in: condition) ?? inTime.lack(in: condition) else { return nil }
        let most = Int(lack.most.rounded(.down))
        return Diagnostic(
            isLate ? late : .samplesOutOfReach,
            isLate
                ? "`\(lack.metric.text)` can be \(most) at most by the stage's deadline, so that the condition cannot hold in time"
                : "`\(lack.metric.text)` can never be more than \(most), so that the condition cannot hold",
            at: .init(gate.plan.span),
            secondary: [.init(rate.span, "the traffic")],
            notes: ["counted are the requests that the candidate can answer, with all the luck there is"],
            help: [
                lack.metric.window == nil
                    ? "ask for fewer requests, or give the stage more time"
                    : "ask for fewer requests, or look back further"
            ]
        )
    }
}

/// Whether conditions over counts of requests can hold, or can fail, given how many requests there can be.
private struct CountReach {
    /// A count, and the most that it can be.
    struct Lack {
        let metric: MetricReference
        let most: Double
        /// Whether it is never as low as it would have to be; else it is never as high.
        let isBelow: Bool
    }

    private let counts: Set<String>
    private let range: (MetricReference) -> ClosedRange<Double>

    /// - Parameter range: The values that a count can have in the end.
    init(_ counts: Set<String>, range: @escaping (MetricReference) -> ClosedRange<Double>) {
        self.counts = counts
        self.range = range
    }

    /// What keeps the condition from holding; nil where it may hold.
    func lack(in condition: Condition) -> Lack? { ends(of: condition).cannotHold }

    private func ends(of condition: Condition) -> (cannotHold: Lack?, cannotFail: Lack?) {
        switch condition {
        case .comparison(let comparison): return ends(of: comparison)
        case .not(let condition):
            let ends = ends(of: condition)
            return (ends.cannotFail, ends.cannotHold)
        case .atLeast(let count, let conditions):
            let ends = conditions.map { self.ends(of: $0) }
            let (lacking, certain) = (ends.compactMap(\.cannotHold), ends.compactMap(\.cannotFail))
            return (
                conditions.count - lacking.count < count ? lacking.first : nil,
                certain.count >= count ? certain.first : nil
            )
        }
    }

    private func ends(of comparison: Comparison) -> (cannotHold: Lack?, cannotFail: Lack?) {
        switch (comparison.left, comparison.right) {
        case (.metric(let metric), .constant(let limit, _)): return ends(metric, comparison.relation, limit)
        case (.constant(let limit, _), .metric(let metric)): return ends(metric, comparison.relation.mirrored, limit)
        default: return (nil, nil)
        }
    }

    private func ends(_ metric: MetricReference, _ relation: Comparison.Relation, _ limit: Double)
        -> (cannotHold: Lack?, cannotFail: Lack?)
    {
        guard counts.contains(metric.name) else { return (nil, nil) }
        let range = range(metric)
        let (most, least) = (range.upperBound.rounded(.down), range.lowerBound)
        func lack(isBelow: Bool) -> Lack { Lack(metric: metric, most: range.upperBound, isBelow: isBelow) }
        if most < limit || most == limit && (relation == .greater || relation == .lessOrEqual) {
            switch relation {
            case .greater, .greaterOrEqual, .equal: return (lack(isBelow: false), nil)
            case .less, .lessOrEqual, .notEqual: return (nil, lack(isBelow: false))
            }
        }
        // That no count is below 0 is found by another rule.
        guard least > 0 else { return (nil, nil) }
        if least > limit || least == limit && (relation == .less || relation == .greaterOrEqual) {
            switch relation {
            case .less, .lessOrEqual, .equal: return (lack(isBelow: true), nil)
            case .greater, .greaterOrEqual, .notEqual: return (nil, lack(isBelow: true))
            }
        }
        guard least == most else { return (nil, nil) }
        switch relation {
        case .notEqual: return (lack(isBelow: true), nil)
        case .equal: return (nil, lack(isBelow: true))
        case .less, .lessOrEqual, .greater, .greaterOrEqual: return (nil, nil)
        }
    }
}

extension MetricDescriptor.Source {
    /// Whether what is counted are requests that the candidate has answered, or some of them.
    fileprivate var isOfRequests: Bool {
        switch self {
        case .labels, .requests, .latency, .errors, .scores: true
        case .store, .feedback, .servedFeedback: false
        }
    }
}

extension Comparison.Relation {
    /// The relation of the sides the other way round.
    fileprivate var mirrored: Self {
        switch self {
        case .less: .greater
        case .lessOrEqual: .greaterOrEqual
        case .greater: .less
        case .greaterOrEqual: .lessOrEqual
        case .equal, .notEqual: self
        }
    }
}
