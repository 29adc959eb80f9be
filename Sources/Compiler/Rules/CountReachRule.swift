import Diagnostics
import Plan

/// At the stated traffic a condition that asks for so many requests can have them: in its window, or in all the time that its
/// stage can last, and before the stage's deadline.
///
/// A stage that cannot have the requests in its time that promote it is as short as one that cannot have its `samples`. What people
/// really send can be more than is stated, and to roll back then is what such a condition in `rollback_if` is for; a replay sends what
/// is stated.
enum CountReachRule: Rule {
    static func check(_ plan: AnalyzedPlan) -> [Diagnostic] { assessment(plan) + stages(plan) + alerts(plan) }

    /// An assessment looks at each of its rows once, and all of them are answered and have labels.
    private static func assessment(_ plan: AnalyzedPlan) -> [Diagnostic] {
        guard let rows = AssessedRows(plan) else { return [] }
        let whole = Set(["requests", "samples"]).subtracting(plan.plan.metrics.map(\.name.value))
        let reach = CountReach(counts(plan)) { metric in
            let most = Double(rows.most(of: metric))
            return (whole.contains(metric.name) && metric.segment == nil ? most : 0)...most
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

    /// An alert that asks for more requests than a replay sends never fires.
    private static func alerts(_ plan: AnalyzedPlan) -> [Diagnostic] {
        let intervals = plan.stages.compactMap(\.plan.watch?.every?.value)
        guard plan.plan.traffic?.replay != nil, let rate = plan.plan.traffic?.rate, let requests = plan.requests,
            intervals.count == plan.stages.count, let interval = intervals.max(),
            let share = plan.largestCandidateShares.max()
        else { return [] }
        let counts = counts(plan)
        return plan.alerts.compactMap { alert in
            guard let condition = alert.typed?.condition, let when = alert.plan.when else { return nil }
            let reach = CountReach(counts) { metric in
                let time = max(metric.window ?? alert.plan.duration?.value ?? .zero, interval)
                return 0...requests.most(share: share, in: time)
            }
            return reach.lack(in: condition).map { never($0, at: when.span, rate) }
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
        if let lack = reach.lack(in: condition) { return never(lack, at: gate.plan.span, rate) }
        return inTime.lack(in: condition).map { lack in
            let name = lack.metric.text
            let text =
                "`\(name)` can be \(lack.number) at most by the stage's deadline, so that the condition cannot hold in time"
            return diagnostic(late, text, lack, at: gate.plan.span, rate)
        }
    }

    private static func never(_ lack: CountReach.Lack, at span: SourceSpan, _ rate: Located<Rate>) -> Diagnostic {
        let text = "`\(lack.metric.text)` can never be more than \(lack.number), so that the condition cannot hold"
        return diagnostic(.samplesOutOfReach, text, lack, at: span, rate)
    }

    private static func diagnostic(
        _ code: DiagnosticCode,
        _ text: String,
        _ lack: CountReach.Lack,
        at span: SourceSpan,
        _ rate: Located<Rate>
    ) -> Diagnostic {
        Diagnostic(
            code,
            text,
            at: .init(span),
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

extension MetricDescriptor.Source {
    /// Whether what is counted are requests that the candidate has answered, or some of them.
    fileprivate var isOfRequests: Bool {
        switch self {
        case .labels, .requests, .latency, .errors, .scores: true
        case .store, .feedback, .servedFeedback: false
        }
    }
}
