package import Plan

/// Explains a decision of a run from its records, and from the program where that is at hand.
package struct DecisionExplainer: Sendable {
    private let decisions: RunDecisions
    /// The program that decided, or nil where its plan is gone or is another by now.
    private let program: Program?
    /// The condition that recorded words stand for.
    private let condition: @Sendable (String) -> Condition?

    package init(
        _ decisions: RunDecisions,
        program: Program?,
        condition: @escaping @Sendable (String) -> Condition?
    ) {
        self.decisions = decisions
        self.program = program
        self.condition = condition
    }

    /// The explanation of the decision at a place, or nil where there is none to explain.
    package func explanation(at place: Int) -> DecisionExplanation? {
        guard decisions.events.indices.contains(place) else { return nil }
        let event = decisions.events[place]
        switch event.payload {
        case .assessed(let assessed): return risk(assessed, event.at, place)
        case .judged(let judged): return stage(judged, event.at, place)
        case .alert(let change): return alert(change, event.at, place)
        case .failed(let failure):
            return explanation(.step(failure.step), event.at, place, decision: "failed", reason: failure.problem)
        case .answered(let answered):
            let decision = answered.action.rawValue
            return explanation(.person(answered.who), event.at, place, decision: decision, reason: answered.reason)
        case .approval(let change):
            let decision = change.state.rawValue
            return explanation(.approval(change.stage), event.at, place, decision: decision, reason: change.reason)
        case .hold(let change):
            return explanation(.hold, event.at, place, decision: change.state.rawValue, reason: change.reason)
        case .retry(let retry): return self.retry(retry, event.at, place)
        default: return nil
        }
    }

    /// A start after a rollback, with what the release was rolled back for.
    private func retry(_ retry: Event.Retry, _ at: Duration, _ place: Int) -> DecisionExplanation {
        var reason = retry.reason
        if let until = retry.until {
            reason += "; nobody has the candidate until \(until.planText), for \((until - at).planText)"
        } else {
            for case .retry(let rest) in decisions.events[..<place].reversed().map(\.payload) {
                reason += "; it was rolled back: \(rest.reason)"
                break
            }
        }
        let subject = DecisionExplanation.Subject.retry(number: retry.number, times: retry.times)
        return explanation(subject, at, place, decision: retry.state.rawValue, reason: reason)
    }

    private func explanation(
        _ subject: DecisionExplanation.Subject,
        _ at: Duration,
        _ place: Int,
        decision: String,
        reason: String,
        gates: [ExplainedGate] = [],
        turn: DecisionTurn? = nil
    ) -> DecisionExplanation {
        DecisionExplanation(
            subject: subject,
            at: at,
            number: decisions.number(at: place),
            count: decisions.judgementCount,
            decision: decision,
            reason: reason,
            watched: nil,
            samples: nil,
            terms: nil,
            gates: gates,
            turn: turn
        )
    }

    // MARK: Risk

    private func risk(_ assessed: Event.Assessed, _ at: Duration, _ place: Int) -> DecisionExplanation {
        let gates = assessed.gates.enumerated().map { index, record in
            gate(.lowIf, index, record, program?.risk?.lowIf)
        }
        let failed = gates.indices.filter { gates[$0].record.verdict != .pass }
        let decision = assessed.isLow ? "low" : "high"
        let decide: ([GateRecord.Verdict]) -> String = { $0.allSatisfy { $0 == .pass } ? "low" : "high" }
        let unanswered = failed.filter { gates[$0].record.verdict != .fail }
        let turn =
            DecisionTurn.smallest(of: gates, from: decision, decide)
            ?? DecisionTurn.smallest(of: gates, from: decision, assuming: unanswered, decide)
        return explanation(
            .risk,
            at,
            place,
            decision: decision,
            reason: failed.first.map { gates[$0].record.sentence } ?? "all conditions hold",
            gates: gates,
            turn: turn
        )
    }

    // MARK: Alerts

    private func alert(_ change: Event.AlertChange, _ at: Duration, _ place: Int) -> DecisionExplanation {
        let gate = gate(of: change)
        let spec = program?.alerts.first { $0.name == change.name }
        // What it would have been on the other answer. Kept firing, it goes on for a while whatever was read now.
        let (met, unmet) = change.state == .resolved ? ("firing", "resolved") : (change.state.rawValue, "inactive")
        let isKept = change.state == .repeated && spec?.keepFiringFor != .zero
        let turn =
            isKept
            ? nil
            : DecisionTurn.smallest(of: [gate], from: change.state.rawValue) { verdicts in
                verdicts == [.fail] ? met : unmet
            }
        return explanation(
            .alert(change.name),
            at,
            place,
            decision: change.state.rawValue,
            reason: change.message,
            gates: [gate],
            turn: turn
        )
    }

    private func gate(of change: Event.AlertChange) -> ExplainedGate {
        let spec = program?.alerts.first { $0.name == change.name }
        return ExplainedGate(
            .alert(change.name),
            0,
            change.gate,
            consequence: spec?.consequence.rawValue,
            minimumSamples: spec?.minimumSamples,
            evidence: nil,
            condition: condition(change.gate.text)
        )
    }

    // MARK: Stages

    private func stage(_ judged: Event.Judged, _ at: Duration, _ place: Int) -> DecisionExplanation {
        let spec = program?.stages.first { $0.name == judged.stage }
        let requirements = judged.promoteIf.enumerated().map { gate(.promoteIf, $0, $1, spec?.promoteIf) }
        let tripwires = judged.rollbackIf.enumerated().map { gate(.rollbackIf, $0, $1, spec?.rollbackIf) }
        let alerts = changes(before: place, at: at).map(gate(of:))
        let gates = requirements + tripwires + alerts
        let isHeldFromBefore = standing(before: place, at: at).contains { name in
            program.map { $0.alerts.first { $0.name == name }?.consequence == .hold }
                ?? judged.reason.contains("`\(name)`")
        }
        let verdicts = StageVerdicts(
            judged: judged,
            spec: spec,
            gates: gates,
            failuresBefore: failures(before: place, judged, spec, gates),
            isHeldFromBefore: isHeldFromBefore,
            wayBack: WayBack(from: judged, at: at, after: decisions.events[..<place], program)
        )
        let decision = judged.decision.rawValue
        let unanswered = gates.indices.filter {
            let verdict = gates[$0].record.verdict
            return gates[$0].role == .promoteIf
                ? verdict == .noData || verdict == .inconclusive || verdict == .error
                : gates[$0].role == .rollbackIf
                    && (verdict == .noData && gates[$0].waitsForData
                        || verdict == .error && gates[$0].onError != .ignore)
        }
        let turn =
            DecisionTurn.smallest(of: gates, from: decision) { verdicts.decision($0) }
            ?? DecisionTurn.smallest(
                of: gates,
                from: decision,
                missingRequests: verdicts.isLongEnough ? verdicts.missingRequests : 0,
                assuming: unanswered
            ) { verdicts.decision($0, withEnoughRequests: true) }
        return DecisionExplanation(
            subject: .stage(judged.stage),
            at: at,
            number: decisions.number(at: place),
            count: decisions.judgementCount,
            decision: judged.decision.rawValue,
            reason: judged.reason,
            watched: judged.watched,
            samples: judged.samples,
            terms: spec.map { .init(duration: $0.duration, within: $0.within, samples: $0.samples) },
            gates: gates,
            turn: turn
        )
    }

    /// How many judgements in a row each gate had failed before the one at a place, by the judgement before it in the same
    /// visit of the stage.
    private func failures(
        before place: Int,
        _ judged: Event.Judged,
        _ spec: StageSpec?,
        _ gates: [ExplainedGate]
    ) -> [Int] {
        var previous: Event.Judged?
        for case .judged(let earlier) in decisions.events[..<place].reversed().map(\.payload) {
            // In a warm-up nothing counts as watched.
            let isSameVisit = earlier.watched < judged.watched || judged.watched == .zero
            if earlier.stage == judged.stage, isSameVisit { previous = earlier }
            break
        }
        // Failures of `promote_if` count from the moment on at which they could have promoted.
        let wasDue = previous.map { earlier in
            spec.map { earlier.watched >= $0.duration && earlier.samples >= $0.samples } ?? true
        }
        return gates.map { gate in
            let records = gate.role == .promoteIf ? (wasDue == true ? previous?.promoteIf : nil) : previous?.rollbackIf
            guard gate.role == .promoteIf || gate.role == .rollbackIf, let records,
                records.indices.contains(gate.index)
            else { return 0 }
            return records[gate.index].failures
        }
    }

    /// The alerts that began to fire with the observation that the judgement at a place is about.
    private func changes(before place: Int, at: Duration) -> [Event.AlertChange] {
        var changes: [Event.AlertChange] = []
        for event in decisions.events[..<place].reversed() {
            guard event.at == at, case .alert(let change) = event.payload else { break }
            if change.state == .firing { changes.insert(change, at: 0) }
        }
        return changes
    }

    /// The alerts that have been firing since an earlier observation.
    private func standing(before place: Int, at: Duration) -> Set<String> {
        var firing: Set<String> = []
        for event in decisions.events[..<place] {
            guard case .alert(let change) = event.payload else { continue }
            switch change.state {
            case .firing where event.at < at: firing.insert(change.name)
            case .resolved: firing.remove(change.name)
            case .pending, .firing, .repeated: break
            }
        }
        return firing
    }

    private func gate(
        _ role: ExplainedGate.Role,
        _ index: Int,
        _ record: GateRecord,
        _ specs: [GateSpec]?
    ) -> ExplainedGate {
        let spec = specs.flatMap { $0.indices.contains(index) ? $0[index] : nil }
        return ExplainedGate(
            role,
            index,
            record,
            consequence: spec?.consequence?.rawValue,
            minimumSamples: spec?.minimumSamples,
            evidence: spec?.evidence,
            waitsForData: spec?.noData != .ignore,
            onError: spec?.onError ?? .hold,
            condition: condition(record.text)
        )
    }
}
