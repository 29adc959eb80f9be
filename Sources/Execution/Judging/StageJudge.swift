import Metrics
import Plan

/// Judges the stage at hand after an observation: first what rolls back, then what promotes, then the deadline.
struct StageJudge {
    let program: Program

    private struct Ruling {
        let decision: Event.Judged.Decision
        let reason: JudgementReason

        init(_ decision: Event.Judged.Decision, _ reason: String) { self.init(decision, JudgementReason(reason)) }

        init(_ decision: Event.Judged.Decision, _ reason: JudgementReason) {
            self.decision = decision
            self.reason = reason
        }
    }

    /// Decides what the stage's evidence says, given what the alerts have said before it, and records it.
    ///
    /// - Parameter isWaiting: Whether it was promoted already, and the next stage waits: then nothing promotes it, and no
    ///   deadline is left.
    /// - Parameter isWarmingUp: Whether what was observed is the warm-up's: then only conditions over a window have an answer.
    func judge(
        _ alerts: AlertJudge.Verdict,
        isWaiting: Bool,
        isWarmingUp: Bool,
        _ transition: inout Transition
    ) {
        guard var stage = transition.state.stage else { return }
        let spec = program.stages[stage.index]
        let judge = GateJudge(
            evidence: StageEvidence(
                sinceStart: stage.evidence,
                history: transition.state.history,
                isWarmingUp: isWarmingUp
            )
        )
        let watched = stage.watched
        let samples = stage.samples
        let isDue = !isWaiting && !isWarmingUp && watched >= spec.duration && samples >= spec.samples
        let rollbackIf = zip(spec.rollbackIf, stage.rollbackFailures).map {
            judge.judge($0, as: .tripwire, failuresBefore: $1)
        }
        // Failures of `promote_if` count from the moment on at which they could have promoted.
        let promoteIf =
            isWaiting || isWarmingUp
            ? []
            : zip(spec.promoteIf, stage.promoteFailures).map { gate, before in
                judge.judge(gate, as: .requirement, failuresBefore: isDue ? before : 0)
            }
        stage.rollbackFailures = rollbackIf.map(\.failures)
        if !isWaiting, !isWarmingUp { stage.promoteFailures = promoteIf.map { isDue ? $0.failures : 0 } }

        let round = Round(
            spec: spec,
            watched: watched,
            samples: samples,
            isDue: isDue,
            isWaiting: isWaiting,
            warmed: isWarmingUp ? stage.warmed : nil,
            canStepBack: stage.index > 0 && !transition.state.steppedBack.contains(stage.index),
            holder: transition.state.operatorHold?.who,
            promoteIf: promoteIf,
            rollbackIf: rollbackIf
        )
        var ruling = rule(round, alerts)
        if ruling.decision == .hold {
            let since = stage.heldSince ?? transition.state.now
            stage.heldSince = since
            if transition.state.now - since >= spec.holdFor {
                ruling = Ruling(.rollback, "held for \(spec.holdFor.planText): \(ruling.reason.text)")
            }
        } else {
            stage.heldSince = nil
        }
        transition.state.stage = stage
        if ruling.decision == .rollback || ruling.decision == .retrain {
            transition.state.reason = "stage `\(spec.name)`: \(ruling.reason.text)"
        }
        transition.decide(
            .judged(
                Event.Judged(
                    stage: spec.name,
                    decision: ruling.decision,
                    reason: ruling.reason,
                    watched: watched,
                    samples: samples,
                    promoteIf: promoteIf,
                    rollbackIf: rollbackIf
                )
            )
        )
    }

    /// One look at a stage.
    private struct Round {
        let spec: StageSpec
        let watched: Duration
        let samples: Int
        let isDue: Bool
        let isWaiting: Bool
        /// How long it has been warming up, or nil where that is over.
        let warmed: Duration?
        /// Whether there is a stage before that this one has not gone back to already.
        let canStepBack: Bool
        /// Who asked promotion to wait, or nil.
        let holder: String?
        let promoteIf: [GateRecord]
        let rollbackIf: [GateRecord]

        /// The first gate without data whose policy is to wait.
        var waiting: GateRecord? {
            let gates = zip(spec.rollbackIf + spec.promoteIf, rollbackIf + promoteIf)
            return gates.first { $0.noData == .hold && $1.verdict == .noData }?.1
        }
    }

    private func rule(_ round: Round, _ alerts: AlertJudge.Verdict) -> Ruling {
        switch alerts.consequence {
        case .rollback: return Ruling(.rollback, alerts.reason)
        case .retrain: return Ruling(.retrain, alerts.reason)
        case .none, .hold: break
        }
        var hold: String? = alerts.consequence == .hold ? alerts.reason : nil
        let tripwires = zip(round.spec.rollbackIf, round.rollbackIf).map { ($0.consequence ?? .rollback, $1) }
        let requirements =
            round.isDue ? zip(round.spec.promoteIf, round.promoteIf).map { ($0.consequence ?? .warn, $1) } : []
        for (consequence, record) in tripwires + requirements where record.counts {
            switch consequence {
            case .stepBack where round.canStepBack: return Ruling(.stepBack, tripped(record, among: round))
            case .rollback, .stepBack: return Ruling(.rollback, tripped(record, among: round))
            case .retrain: return Ruling(.retrain, tripped(record, among: round))
            case .hold: hold = hold ?? tripped(record, among: round)
            case .warn: break
            }
        }
        if let hold { return Ruling(.hold, hold) }
        if round.isWaiting { return Ruling(.wait, "nothing speaks against it") }
        if let warmed = round.warmed { return Ruling(.goOn, .warming(warmed, of: round.spec.warmUp)) }
        // A hold of people has a bound of its own.
        if let holder = round.holder { return Ruling(.wait, "held by \(holder)") }
        if round.isDue, round.waiting == nil, round.promoteIf.allSatisfy({ $0.verdict == .pass }) {
            return Ruling(.promote, "all conditions hold")
        }
        guard round.watched >= round.spec.within else { return Ruling(.goOn, progress(round)) }
        return atDeadline(round)
    }

    /// The time is over: too few observations wait for more, anything else takes the stage's way out.
    private func atDeadline(_ round: Round) -> Ruling {
        let spec = round.spec
        if let waiting = round.waiting { return Ruling(.hold, waiting.sentence) }
        if round.samples == 0 { return Ruling(.hold, "the candidate has answered no request") }
        let short = round.samples < spec.samples ? "only \(round.samples) of \(spec.samples) samples" : nil
        let unmet = round.promoteIf.first { $0.verdict != .pass }?.sentence
        let reason = "not promoted within \(spec.within.planText): \(short ?? unmet ?? "its conditions do not hold")"
        switch spec.otherwise {
        case .rollback: return Ruling(.rollback, reason)
        case .retrain: return Ruling(.retrain, reason)
        case .hold: return Ruling(.hold, reason)
        }
    }

    /// Which condition decided: of `rollback_if` it is one that holds, of `promote_if` one that does not.
    private func tripped(_ record: GateRecord, among round: Round) -> String {
        let times = record.failuresNeeded > 1 ? " \(record.failures) times in a row" : ""
        return round.rollbackIf.contains(record) ? "`\(record.text)`\(times)" : record.sentence
    }

    private func progress(_ round: Round) -> JudgementReason {
        if round.watched < round.spec.duration { return .watched(round.watched, of: round.spec.duration) }
        if round.samples < round.spec.samples { return .samples(round.samples, of: round.spec.samples) }
        let open = round.waiting ?? round.promoteIf.first { $0.verdict != .pass }
        return open.map(JudgementReason.gate) ?? JudgementReason("its conditions do not hold")
    }
}
