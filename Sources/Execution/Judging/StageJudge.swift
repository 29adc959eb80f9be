import Metrics
import Plan

/// Judges the stage at hand after an observation: first what rolls back, then what promotes, then the deadline.
struct StageJudge {
    let stages: [ReadyStage]
    /// The stages from which a release can go one stage down towards nobody.
    let descents: Range<Int>
    /// Who counts the units that each model is given, where traffic is live.
    let countedUnits: CountedUnits?

    private struct Ruling {
        let decision: Event.Judged.Decision
        let reason: JudgementReason
        /// Whether nothing more speaks against the candidate than did when it began to go down.
        let isRested: Bool

        init(_ decision: Event.Judged.Decision, _ reason: String) { self.init(decision, JudgementReason(reason)) }

        init(_ decision: Event.Judged.Decision, _ reason: JudgementReason, isRested: Bool = false) {
            self.decision = decision
            self.reason = reason
            self.isRested = isRested
        }
    }

    /// Decides what the stage's evidence says, given what the alerts have said before it, and records it.
    ///
    /// - Parameter isWaiting: Whether it was promoted already, and the next stage waits: then nothing promotes it, and no
    ///   deadline is left.
    /// - Parameter isWarmingUp: Whether what was observed is the warm-up's: then only conditions over a window have an answer.
    /// - Parameter errorsCount: Whether a metric that could not be had will not be read again at once.
    /// - Returns: The decision, or nil where there is no stage.
    func judge(
        _ alerts: AlertJudge.Verdict,
        isWaiting: Bool,
        isWarmingUp: Bool,
        errorsCount: Bool,
        _ transition: inout Transition
    ) -> Event.Judged.Decision? {
        // The stage stays where it is: a copy of it would be one of all that it holds.
        guard let index = transition.state.stage?.index, let watched = transition.state.stage?.watched,
            let samples = transition.state.stage?.samples
        else { return nil }
        let stage = stages[index]
        let judge = GateJudge(
            evidence: StageEvidence(
                sinceStart: transition.state.stage?.evidence,
                history: transition.state.history,
                units: transition.state.units,
                isWarmingUp: isWarmingUp
            )
        )
        let descent = transition.state.descent
        // On the way down nothing promotes either.
        let isWaiting = isWaiting || descent != nil
        let isDue = !isWaiting && !isWarmingUp && watched >= stage.spec.duration && samples >= stage.spec.samples
        var rollbackIf: [GateRecord] = []
        rollbackIf.reserveCapacity(stage.rollbackIf.count)
        for (place, gate) in stage.rollbackIf.enumerated() {
            let before = transition.state.stage?.rollbackFailures[place] ?? 0
            let record = judge.judge(gate, as: .tripwire, failuresBefore: before)
            if record.failures != before { transition.state.stage?.rollbackFailures[place] = record.failures }
            rollbackIf.append(record)
        }
        var promoteIf: [GateRecord] = []
        if !isWaiting, !isWarmingUp {
            promoteIf.reserveCapacity(stage.promoteIf.count)
            for (place, gate) in stage.promoteIf.enumerated() {
                // Failures of `promote_if` count from the moment on at which they could have promoted.
                let before = isDue ? transition.state.stage?.promoteFailures[place] ?? 0 : 0
                let record = judge.judge(gate, as: .requirement, failuresBefore: before)
                let failures = isDue ? record.failures : 0
                if failures != transition.state.stage?.promoteFailures[place] {
                    transition.state.stage?.promoteFailures[place] = failures
                }
                promoteIf.append(record)
            }
        }

        let round = Round(
            stage: stage,
            watched: watched,
            samples: samples,
            isDue: isDue,
            isWaiting: isWaiting,
            warmed: isWarmingUp ? transition.state.stage?.warmed : nil,
            errorsCount: errorsCount,
            restsUntil: descent.map { $0.until ?? transition.state.now },
            isRested: (descent?.until ?? .zero) <= transition.state.now,
            canStepDown: descents.contains(index),
            canStepBack: index > 0 && !transition.state.steppedBack.contains(index),
            holder: transition.state.operatorHold?.who,
            misassigned: transition.state.stage?.assigned.flatMap { $0.isBroken ? $0 : nil },
            unassigned: countedUnits?.read(due: transition.state.stage?.share) { [history = transition.state.history] in
                history.stated($0, of: $1)
            }.problem,
            promoteIf: promoteIf,
            rollbackIf: rollbackIf
        )
        var ruling = rule(round, alerts)
        if ruling.decision == .hold {
            let since = transition.state.stage?.heldSince ?? transition.state.now
            transition.state.stage?.heldSince = since
            if transition.state.now - since >= stage.spec.holdFor {
                ruling = back("held for \(stage.spec.holdFor.planText): \(ruling.reason.text)", round)
            }
        }
        if ruling.decision != .hold { transition.state.stage?.heldSince = nil }
        note(ruling, stage.spec, isGoingDown: descent != nil, &transition)
        let decision = ruling.decision
        transition.decide(
            .judged(
                Event.Judged(
                    stage: stage.spec.name,
                    decision: decision,
                    reason: ruling.reason,
                    watched: watched,
                    samples: samples,
                    promoteIf: promoteIf,
                    rollbackIf: rollbackIf,
                    misassigned: round.misassigned
                )
            )
        )
        return decision
    }

    /// Keeps why the release is taken back, for its end.
    private func note(_ ruling: Ruling, _ stage: StageSpec, isGoingDown: Bool, _ transition: inout Transition) {
        switch ruling.decision {
        case .rollback where isGoingDown && ruling.isRested: break
        case .rollback where isGoingDown:
            transition.state.reason += "; on the way down, stage `\(stage.name)`: \(ruling.reason.text)"
        case .stepDown where !isGoingDown, .rollback, .retrain:
            transition.state.reason = "stage `\(stage.name)`: \(ruling.reason.text)"
        case .goOn, .hold, .wait, .promote, .stepBack, .stepDown: break
        }
    }

    /// One look at a stage.
    private struct Round {
        let stage: ReadyStage
        let watched: Duration
        let samples: Int
        let isDue: Bool
        let isWaiting: Bool
        /// How long it has been warming up, or nil where that is over.
        let warmed: Duration?
        let errorsCount: Bool
        /// On the way down, until when the stage has the candidate; nil on the way up.
        let restsUntil: Duration?
        /// Whether that is over.
        let isRested: Bool
        let canStepDown: Bool
        /// Whether there is a stage before that this one has not gone back to already.
        let canStepBack: Bool
        /// Who asked promotion to wait, or nil.
        let holder: String?
        /// How the stage's units were assigned, where that is broken.
        let misassigned: AssignedUnits?
        /// Why it is not known how they were assigned, where that was asked.
        let unassigned: String?
        let promoteIf: [GateRecord]
        let rollbackIf: [GateRecord]

        /// The first gate without data, or without a value that could be had, whose policy is to wait.
        var waiting: GateRecord? {
            first(of: rollbackIf, among: stage.rollbackIf) ?? first(of: promoteIf, among: stage.promoteIf)
        }

        private func first(of records: [GateRecord], among gates: [ReadyGate]) -> GateRecord? {
            for index in records.indices {
                switch records[index].verdict {
                case .noData where gates[index].noData == .hold: return records[index]
                case .error where gates[index].onError != .ignore: return records[index]
                default: continue
                }
            }
            return nil
        }
    }

    private func rule(_ round: Round, _ alerts: AlertJudge.Verdict) -> Ruling {
        // Who has the candidate is not whom the plan gives it to: nothing that is measured says what it seems to.
        if let misassigned = round.misassigned { return Ruling(.rollback, misassigned.sentence) }
        if let until = round.restsUntil { return onTheWayDown(until, round, alerts) }
        switch alerts.consequence {
        case .rollback: return Ruling(.rollback, alerts.reason)
        case .retrain: return Ruling(.retrain, alerts.reason)
        case .none, .hold: break
        }
        var hold: String? = alerts.consequence == .hold ? alerts.reason : nil
        if let ruling = consequence(of: round.rollbackIf, round.stage.rollbackIf, .rollback, round, &hold) {
            return ruling
        }
        if round.isDue, let ruling = consequence(of: round.promoteIf, round.stage.promoteIf, .warn, round, &hold) {
            return ruling
        }
        // What is not known of the assignment may be that it is broken.
        if round.isDue, let problem = round.unassigned { hold = hold ?? AssignedUnits.unknown + problem }
        if let hold { return Ruling(.hold, hold) }
        if round.isWaiting { return Ruling(.wait, "nothing speaks against it") }
        if let warmed = round.warmed { return Ruling(.goOn, .warming(warmed, of: round.stage.spec.warmUp)) }
        // A hold of people has a bound of its own.
        if let holder = round.holder { return Ruling(.wait, "held by \(holder)") }
        if round.isDue, round.waiting == nil, round.promoteIf.allSatisfy({ $0.verdict == .pass }) {
            return Ruling(.promote, "all conditions hold")
        }
        guard round.watched >= round.stage.spec.within else { return Ruling(.goOn, progress(round)) }
        return atDeadline(round)
    }

    /// Whatever speaks against the candidate takes it from everybody at once; otherwise it goes one stage down after its rest.
    private func onTheWayDown(_ until: Duration, _ round: Round, _ alerts: AlertJudge.Verdict) -> Ruling {
        switch alerts.consequence {
        case .rollback, .retrain: return Ruling(.rollback, alerts.reason)
        case .none, .hold: break
        }
        for (record, gate) in zip(round.rollbackIf, round.stage.rollbackIf) {
            if record.verdict == .error, round.errorsCount, gate.onError != .ignore {
                return Ruling(.rollback, record.sentence)
            }
            guard record.counts else { continue }
            switch gate.consequence ?? .rollback {
            case .rollback, .stepBack, .retrain: return Ruling(.rollback, tripped(record, among: round))
            case .hold, .warn: break
            }
        }
        guard round.isRested else { return Ruling(.goOn, .resting(until: until)) }
        let reason = JudgementReason(JudgementReason.rested)
        return Ruling(round.canStepDown ? .stepDown : .rollback, reason, isRested: true)
    }

    /// Where the plan says that a rollback leads.
    private func back(_ reason: String, _ round: Round) -> Ruling {
        switch round.stage.spec.rollback {
        case .previous where round.canStepBack: Ruling(.stepBack, reason)
        case .steps where round.canStepDown: Ruling(.stepDown, reason)
        case .nothing, .previous, .steps: Ruling(.rollback, reason)
        }
    }

    /// What follows from the first gate that has failed, or whose value could not be had, and does not only hold.
    private func consequence(
        of records: [GateRecord],
        _ gates: [ReadyGate],
        _ usual: GateConsequence,
        _ round: Round,
        _ hold: inout String?
    ) -> Ruling? {
        for index in records.indices {
            let record = records[index]
            if record.verdict == .error, round.errorsCount {
                switch gates[index].onError {
                case .rollback: return Ruling(.rollback, record.sentence)
                case .hold: hold = hold ?? record.sentence
                case .ignore: break
                }
            }
            guard record.counts else { continue }
            switch gates[index].consequence ?? usual {
            case .stepBack where round.canStepBack: return Ruling(.stepBack, tripped(record, among: round))
            case .rollback, .stepBack: return back(tripped(record, among: round), round)
            case .retrain: return Ruling(.retrain, tripped(record, among: round))
            case .hold: hold = hold ?? tripped(record, among: round)
            case .warn: break
            }
        }
        return nil
    }

    /// The time is over: too few observations wait for more, anything else takes the stage's way out.
    private func atDeadline(_ round: Round) -> Ruling {
        let spec = round.stage.spec
        if let waiting = round.waiting { return Ruling(.hold, waiting.sentence) }
        if round.samples == 0 { return Ruling(.hold, "the candidate has answered no request") }
        let short = round.samples < spec.samples ? "only \(round.samples) of \(spec.samples) samples" : nil
        let unmet = round.promoteIf.first { $0.verdict != .pass }?.sentence
        let reason = "not promoted within \(spec.within.planText): \(short ?? unmet ?? "its conditions do not hold")"
        switch spec.otherwise {
        case .stepBack where round.canStepBack: return Ruling(.stepBack, reason)
        case .rollback, .stepBack: return back(reason, round)
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
        if round.watched < round.stage.spec.duration { return .watched(round.watched, of: round.stage.spec.duration) }
        if round.samples < round.stage.spec.samples { return .samples(round.samples, of: round.stage.spec.samples) }
        let open = round.waiting ?? round.promoteIf.first { $0.verdict != .pass }
        return open.map(JudgementReason.gate) ?? JudgementReason("its conditions do not hold")
    }
}
