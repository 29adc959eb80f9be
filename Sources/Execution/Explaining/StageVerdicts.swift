import Plan

/// What a stage's judgement comes to on other verdicts than it had: the order of `StageJudge`, as far as the record of one
/// judgement tells it.
///
/// Without the plan a gate of `rollback_if` is taken to roll back, and one of `promote_if` to do nothing but keep the stage
/// from being promoted.
struct StageVerdicts {
    let judged: Event.Judged
    let spec: StageSpec?
    /// Those of `promote_if`, of `rollback_if`, and of the alerts that began to fire.
    let gates: [ExplainedGate]
    /// How many judgements in a row each gate had failed before this one.
    let failuresBefore: [Int]
    /// Whether an alert that has been firing since before keeps the stage from being promoted.
    let isHeldFromBefore: Bool
    /// Where the ways back lead from here.
    let wayBack: WayBack

    /// How many requests were missing for a promotion.
    var missingRequests: Int { max(0, (spec?.samples ?? 0) - judged.samples) }

    /// Whether the stage had been watched long enough to be promoted, as far as that is known.
    var isLongEnough: Bool {
        spec.map { judged.watched >= $0.duration } ?? (judged.decision == .promote || isAtDeadline)
    }

    /// The decision on those verdicts, in the events' word.
    func decision(_ verdicts: [GateRecord.Verdict], withEnoughRequests: Bool = false) -> String {
        // Of a broken assignment no gate is asked.
        if judged.misassigned != nil { return "rollback" }
        let isDue = isLongEnough && (withEnoughRequests || missingRequests == 0)
        var isHeld = isHeldFromBefore
        // Of alerts the gravest speaks.
        let alerts = consequences(verdicts) { if case .alert = $0 { true } else { false } }
        if alerts.contains("rollback") { return "rollback" }
        if alerts.contains("retrain") { return wayBack.calm == nil ? "retrain" : "rollback" }
        if alerts.contains("hold") { isHeld = true }
        // Of gates the first, those of `rollback_if` before the others.
        let tripped = consequences(verdicts) { $0 == .rollbackIf }
        if let calm = wayBack.calm {
            let isLacking = gates.indices.contains {
                gates[$0].role == .rollbackIf && gates[$0].onError != .ignore && isUnreadable($0, verdicts)
            }
            return isLacking || tripped.contains { !["hold", "warn"].contains($0) } ? "rollback" : calm
        }
        let refused = isDue ? consequences(verdicts) { $0 == .promoteIf } : []
        let unreadable = gates.indices.filter { isUnreadable($0, verdicts) && (gates[$0].role == .rollbackIf || isDue) }
        if unreadable.contains(where: { gates[$0].onError == .rollback }) { return "rollback" }
        if unreadable.contains(where: { gates[$0].onError == .hold }) { isHeld = true }
        if isDue, judged.reason.contains(AssignedUnits.unknown) { isHeld = true }
        for consequence in tripped + refused {
            switch consequence {
            case "rollback": return wayBack.rollback
            case "step_back": return wayBack.stepBack
            case "retrain": return "retrain"
            case "hold": isHeld = true
            default: break
            }
        }
        if isHeld { return hold }
        if judged.decision == .wait { return "wait" }
        let isWaiting = gates.indices.contains {
            gates[$0].waitsForData && verdicts[$0] == .noData && !isAlert($0)
                || gates[$0].onError != .ignore && isUnreadable($0, verdicts)
        }
        let isPassed = gates.indices.allSatisfy { gates[$0].role != .promoteIf || verdicts[$0] == .pass }
        if isDue, !isWaiting, isPassed { return "promote" }
        // Without the plan nobody knows whether it was time to promote.
        let isUnknown = spec == nil && ![.goOn, .promote].contains(judged.decision)
        guard isAtDeadline else { return isUnknown ? "otherwise" : "go_on" }
        return isWaiting || judged.samples == 0 ? hold : atDeadline
    }

    private var hold: String { judged.reason.hasPrefix("held for ") ? wayBack.rollback : "hold" }

    private var isAtDeadline: Bool {
        spec.map { judged.watched >= $0.within } ?? judged.reason.contains("not promoted within ")
    }

    private var atDeadline: String {
        switch spec?.otherwise {
        case .rollback?: wayBack.rollback
        case .stepBack?: wayBack.stepBack
        case .retrain?: "retrain"
        case .hold?: hold
        case nil: judged.decision.rawValue
        }
    }

    /// Whether it is a gate of the stage whose value could not be had.
    private func isUnreadable(_ index: Int, _ verdicts: [GateRecord.Verdict]) -> Bool {
        verdicts[index] == .error && !isAlert(index)
    }

    private func isAlert(_ index: Int) -> Bool { if case .alert = gates[index].role { true } else { false } }

    /// What the gates of a role that fail often enough lead to, in the plan's words and its order.
    private func consequences(
        _ verdicts: [GateRecord.Verdict],
        _ isOne: (ExplainedGate.Role) -> Bool
    ) -> [String] {
        gates.indices.compactMap { index in
            let gate = gates[index]
            guard isOne(gate.role), verdicts[index] == .fail,
                failuresBefore[index] + 1 >= gate.record.failuresNeeded
            else { return nil }
            return gate.consequence ?? (gate.role == .promoteIf ? "warn" : "rollback")
        }
    }
}
