import Metrics
import Plan

/// Judges the alert rules after each observation: inactive, pending, firing, and resolved again.
struct AlertJudge {
    private let alerts: [ReadyAlert]

    init(program: Program) { alerts = program.alerts.map(ReadyAlert.init) }

    /// The consequence of the alerts that are firing, the gravest of them, with its reason.
    struct Verdict {
        var consequence: AlertConsequence = .none
        var reason = ""
    }

    /// Moves each alert on, records the changes, and queues the notifications.
    func judge(_ transition: inout Transition) -> Verdict {
        var verdict = Verdict()
        for (index, alert) in alerts.enumerated() {
            // Whether it changes is known before what there is to record of it: nearly always it does not.
            let answer = GateJudge(evidence: evidence(of: alert, transition)).verdict(alert.gate, as: .tripwire)
            let before = transition.state.alerts[index]
            let after = next(before, answer, alert.spec, now: transition.state.now)
            transition.state.alerts[index] = after
            if let change = change(from: before, to: after) { record(change, alert, &transition) }
            guard case .firing = after, alert.consequence.gravity > verdict.consequence.gravity else { continue }
            verdict = Verdict(consequence: alert.consequence, reason: "the alert `\(alert.spec.name)` is firing")
        }
        return verdict
    }

    /// Resolves every alert that is firing: the candidate that it was about serves nobody any longer.
    func resolveAll(_ transition: inout Transition) {
        for (index, alert) in alerts.enumerated() {
            if case .firing = transition.state.alerts[index] { record(.resolved, alert, &transition) }
            transition.state.alerts[index] = .inactive
        }
    }

    private func evidence(of alert: ReadyAlert, _ transition: borrowing Transition) -> RecentEvidence {
        RecentEvidence(window: alert.duration, history: transition.state.history, units: transition.state.units)
    }

    /// Without an answer an alert stays as it is: it neither fires nor resolves on what is not known.
    private func next(
        _ state: AlertState,
        _ verdict: GateRecord.Verdict,
        _ alert: AlertSpec,
        now: Duration
    ) -> AlertState {
        let firing = AlertState.firing(heldAt: now, toldAt: now)
        switch (state, verdict) {
        case (.firing(let heldAt, let toldAt), .inconclusive), (.firing(let heldAt, let toldAt), .noData),
            (.firing(let heldAt, let toldAt), .error):
            return repeated(heldAt: heldAt, toldAt: toldAt, alert, now: now)
        case (_, .inconclusive), (_, .noData), (_, .error): return state
        case (.firing(let heldAt, let toldAt), .pass):
            guard now - heldAt < alert.keepFiringFor else { return .inactive }
            return repeated(heldAt: heldAt, toldAt: toldAt, alert, now: now)
        case (_, .pass): return .inactive
        case (.inactive, .fail): return alert.duration == .zero ? firing : .pending(since: now)
        case (.pending(let since), .fail): return now - since >= alert.duration ? firing : state
        case (.firing(_, let toldAt), .fail): return repeated(heldAt: now, toldAt: toldAt, alert, now: now)
        }
    }

    /// An alert that goes on firing, its notifiers told again where it is time for that.
    private func repeated(heldAt: Duration, toldAt: Duration, _ alert: AlertSpec, now: Duration) -> AlertState {
        let isDue = alert.repeatEvery.map { now - toldAt >= $0 } ?? false
        return .firing(heldAt: heldAt, toldAt: isDue ? now : toldAt)
    }

    private func change(from before: AlertState, to after: AlertState) -> Event.AlertChange.State? {
        switch (before, after) {
        case (.inactive, .pending): .pending
        case (.inactive, .firing), (.pending, .firing): .firing
        case (.firing, .inactive): .resolved
        case (.firing(_, let before), .firing(_, let after)) where before != after: .repeated
        default: nil
        }
    }

    private func record(_ change: Event.AlertChange.State, _ ready: ReadyAlert, _ transition: inout Transition) {
        let evidence = evidence(of: ready, transition)
        let alert = ready.spec
        let reader = MetricReader(evidence: evidence)
        let readings = alert.message.metrics.map { reference in
            let metric = ReadyMetric(reference)
            return metric.reading(reader.read(metric, of: .candidate), of: .candidate)
        }
        let message = MessageText.text(of: alert.message, readings)
        let event = Event.AlertChange(
            name: alert.name,
            state: change,
            severity: alert.severity,
            message: message,
            gate: GateJudge(evidence: evidence).judge(ready.gate, as: .tripwire),
            notify: alert.notify,
            isMessageMeasured: readings.contains(where: \.isMeasured)
        )
        transition.decide(.alert(event))
        if change != .pending { transition.notify(event) }
    }
}

extension AlertConsequence {
    /// The order in which consequences prevail over each other.
    fileprivate var gravity: Int {
        switch self {
        case .none: 0
        case .hold: 1
        case .retrain: 2
        case .rollback: 3
        }
    }
}
