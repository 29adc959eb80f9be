package import Execution
package import Plan

/// How a run stands, in numbers for a metric store: a function of its events, as OpenMetrics text.
///
/// What it says last of a runner is when that was: a store that no longer sees it grow knows that the runner is gone.
package struct RunMetrics: Sendable {
    private let program: Program
    /// Labels that every sample has.
    private let common: [(String, String)]
    private var started: Event.Started?
    private var stage: String?
    private var share = 0.0
    private var outcome: Outcome?
    private var runTime: Duration = .zero
    private var isHeld = false
    private var awaiting: Set<String> = []
    private var observations = 0
    private var observedAt: Double?
    private var judged: Event.Judged?
    private var assessed: Event.Assessed?
    private var alerts: [String: Event.AlertChange] = [:]
    private var judgements: [String: Int] = [:]
    private var notifications: [String: (told: Int, failed: Int)] = [:]
    private var failures: [String: Int] = [:]

    /// - Parameter run: The run's name in the journal.
    package init(program: Program, run: String) {
        self.program = program
        common = [("plan", program.name), ("run", run)]
    }

    /// Takes the next event of the run.
    ///
    /// - Parameter now: The time of day, in seconds since 1970-01-01T00:00:00Z; nil of events that were recorded before.
    package mutating func take(_ event: Event, now: Double?) {
        runTime = max(runTime, event.at)
        switch event.payload {
        case .started(let started): self.started = started
        case .routed(let routed):
            stage = routed.stage
            share = routed.share?.value ?? (routed.allUnits > 0 ? Double(routed.units) / Double(routed.allUnits) : 0)
            awaiting = []
        case .observed:
            observations += 1
            observedAt = now ?? observedAt
        case .assessed(let assessed): self.assessed = assessed
        case .judged(let judged):
            self.judged = judged
            judgements[judged.decision.rawValue, default: 0] += 1
        case .alert(let change): alerts[change.name] = change
        case .notified(let notified):
            if notified.problem == nil {
                notifications[notified.notifier, default: (0, 0)].told += 1
            } else {
                notifications[notified.notifier, default: (0, 0)].failed += 1
            }
        case .failed(let failure): failures[failure.step, default: 0] += 1
        case .approval(let change):
            if change.state == .awaiting { awaiting.insert(change.stage) } else { awaiting.remove(change.stage) }
        case .hold(let change): isHeld = change.state == .held
        case .finished(let finished):
            outcome = finished.outcome
            awaiting = []
        default: break
        }
    }

    /// The text, ended by its `# EOF`.
    ///
    /// - Parameter now: When it is written, in seconds since 1970-01-01T00:00:00Z.
    package func text(now: Double) -> String {
        var text = OpenMetricsText(common: common)
        text.gauge(
            "planrun_run_info",
            "The run and its program.",
            started.map { [([("program", $0.program), ("mode", $0.mode.rawValue)], 1)] } ?? []
        )
        text.gauge("planrun_run_finished", "Whether the run is over.", [([], outcome == nil ? 0 : 1)])
        text.gauge(
            "planrun_run_outcome",
            "How the run ended: 1 for the outcome that it had.",
            Outcome.allCases.map { ([("outcome", $0.rawValue)], outcome == $0 ? 1 : 0) }
        )
        text.gauge(
            "planrun_stage_active",
            "Which stage's audience has the candidate.",
            program.stages.map { ([("stage", $0.name)], stage == $0.name ? 1 : 0) }
        )
        text.gauge("planrun_candidate_share", "Which part of all units has the candidate.", [([], share)])
        text.gauge("planrun_held", "Whether promotion is held.", [([], isHeld ? 1 : 0)])
        text.gauge(
            "planrun_awaiting_approval",
            "Whether a stage waits for people to agree.",
            program.stages.map { ([("stage", $0.name)], awaiting.contains($0.name) ? 1 : 0) }
        )
        gates(&text)
        text.gauge(
            "planrun_alert_firing",
            "Whether an alert rule fires.",
            program.alerts.map {
                ([("alert", $0.name), ("severity", $0.severity.rawValue)], isFiring($0.name) ? 1 : 0)
            }
        )
        counters(&text)
        text.gauge("planrun_run_time_seconds", "How far the run's own time has come.", [([], runTime.seconds)])
        text.gauge(
            "planrun_last_observation_timestamp_seconds",
            "When something was observed last.",
            observedAt.map { [([], $0)] } ?? []
        )
        text.gauge("planrun_heartbeat_timestamp_seconds", "When the runner wrote this.", [([], now)])
        return text.finished
    }

    private func isFiring(_ alert: String) -> Bool {
        switch alerts[alert]?.state {
        case .firing, .repeated: true
        case .pending, .resolved, nil: false
        }
    }

    private func counters(_ text: inout OpenMetricsText) {
        text.counter("planrun_observations", "How often a stage was observed.", [([], Double(observations))])
        text.counter(
            "planrun_judgements",
            "How often a stage was judged, by what was decided.",
            judgements.sorted { $0.key < $1.key }.map { ([("decision", $0.key)], Double($0.value)) }
        )
        let names = program.notifiers.map(\.name)
        text.counter(
            "planrun_notifications",
            "How often a notifier was told.",
            names.map { ([("notifier", $0)], Double(notifications[$0]?.told ?? 0)) }
        )
        text.counter(
            "planrun_notification_failures",
            "How often a notifier could not be told.",
            names.map { ([("notifier", $0)], Double(notifications[$0]?.failed ?? 0)) }
        )
        text.counter(
            "planrun_step_failures",
            "How often a step could not be carried out.",
            failures.sorted { $0.key < $1.key }.map { ([("step", $0.key)], Double($0.value)) }
        )
    }

    /// The gates as they were judged last.
    private func gates(_ text: inout OpenMetricsText) {
        var gates: [(labels: [(String, String)], gate: GateRecord)] = []
        for gate in assessed?.gates ?? [] { gates.append(([("role", "low_if"), ("gate", gate.text)], gate)) }
        if let judged {
            let stage = ("stage", judged.stage)
            for gate in judged.promoteIf { gates.append(([stage, ("role", "promote_if"), ("gate", gate.text)], gate)) }
            for gate in judged.rollbackIf {
                gates.append(([stage, ("role", "rollback_if"), ("gate", gate.text)], gate))
            }
        }
        text.gauge(
            "planrun_gate_verdict",
            "How a gate was answered last: 1 for its verdict.",
            gates.flatMap { labels, gate in
                GateRecord.Verdict.allCases.map {
                    (labels + [("verdict", $0.rawValue)], gate.verdict == $0 ? 1 : 0)
                }
            }
        )
        text.gauge(
            "planrun_gate_value",
            "What a gate read last of a metric, in the metric's base unit.",
            gates.flatMap { labels, gate in
                gate.comparisons.flatMap(\.readings).compactMap { reading in
                    reading.value.map { value in
                        let segment = reading.segment.map { [("segment", $0)] } ?? []
                        return (
                            labels + [("metric", reading.metric), ("model", reading.model.rawValue)] + segment, value
                        )
                    }
                }
            }
        )
    }
}
