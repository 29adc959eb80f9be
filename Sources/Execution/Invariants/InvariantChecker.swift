package import Plan

/// What holds of every transition of every run, checked without the interpreter's own reasons: only from what was, what
/// came in, what was decided and what is.
///
/// The interpreter asserts it in debug builds; tests ask it in every build, of every transition of small programs.
package struct InvariantChecker: Sendable {
    private let program: Program

    package init(program: Program) { self.program = program }

    /// A rule of runs that a transition breaks.
    package enum Violation: String, Sendable, Hashable, CaseIterable {
        /// A stage was promoted by its gates before it was watched for as long as it says, its warm-up aside.
        case unwatchedPromotion = "a stage is promoted before it was watched long enough"
        /// The candidate was given to more people without a passed gate, an approval or somebody who asked for it.
        case unearnedGrowth = "the audience grows without a passed gate or a promotion"
        /// A stage that people must agree to begins, and not enough have agreed.
        case unapprovedStage = "a stage begins that not everybody has agreed to who must"
        /// A stage was promoted whose units were not assigned as they were to be.
        case brokenAssignment = "a stage is promoted though its assignment is broken"
        /// A stage was entered that does not follow the one before it.
        case skippedStage = "a stage is entered out of turn"
        /// More people got the candidate while no change window was open.
        case outsideWindow = "a stage begins while no change window is open"
        /// A release that was rolled back starts again too soon, too often, where people have ended it, or with an alert left.
        case earlyRetry = "a release starts again before it may"
        /// A release that goes down stage by stage does not go on down, or not as the plan says.
        case brokenDescent = "a release on its way down does not go down as it must"
        /// Everyone is back on the baseline, and a stage still counts as having an audience; or a release ended otherwise
        /// than released with an audience left.
        case leftBehind = "the candidate still serves somebody after the rollback"
        /// Something can go on without end: a stage, a hold, an approval, the attempts.
        case unbounded = "a wait has no bound left"
        /// The run takes another way, and no decision says so.
        case unrecorded = "the run takes another way without a decision on record"
        /// Something happened after the end.
        case afterTheEnd = "something happens after the end"
        /// The end is not on record as it came, or is not the last decision.
        case unrecordedEnd = "the end is not on record"
        /// The run's time went back.
        case backInTime = "time goes back"
        /// A command was obeyed twice.
        case repeatedCommand = "a command counts twice"
    }

    /// The rules that a transition breaks.
    package func violations(from before: ReleaseState, by event: Event, to transition: Transition) -> [Violation] {
        let after = transition.state
        if before.outcome != nil {
            return after == before && transition.decisions.isEmpty ? [] : [.afterTheEnd]
        }
        var found: [Violation] = []
        if after.now < before.now { found.append(.backInTime) }
        if !endIsRecorded(after, transition.decisions) { found.append(.unrecordedEnd) }
        found += growth(before, transition) + entering(before, event, after) + bounds(before, transition)
        if !mayStartAgain(before, after) { found.append(.earlyRetry) }
        if !goesDown(before, transition) { found.append(.brokenDescent) }
        if !isRecorded(before, event, transition) { found.append(.unrecorded) }
        if !isWatched(before, transition) { found.append(.unwatchedPromotion) }
        if transition.state.stage?.assigned?.isBroken == true, isJudged(.promote, transition) {
            found.append(.brokenAssignment)
        }
        if case .command(let command) = event.payload, before.commandKeys.contains(command.key),
            transition.decisions.contains(where: { $0.type == "answered" })
        {
            found.append(.repeatedCommand)
        }
        return found
    }

    /// Whether nothing of a warm-up counts, and whatever is promoted was watched for its time and has its samples.
    private func isWatched(_ before: ReleaseState, _ transition: Transition) -> Bool {
        if let stage = transition.state.stage, stage.warmed < program.stages[stage.index].warmUp,
            stage.watched > .zero || stage.evidence != nil || stage.answered > 0
        {
            return false
        }
        return transition.decisions.allSatisfy { decision in
            guard case .judged(let judged) = decision.payload, judged.decision == .promote,
                let stage = before.stage.map({ program.stages[$0.index] })
            else { return true }
            return judged.watched >= stage.duration && judged.samples >= stage.samples
        }
    }

    private func action(at place: Int) -> Step.Action? {
        program.steps.indices.contains(place) ? program.steps[place].action : nil
    }

    private func endIsRecorded(_ after: ReleaseState, _ decisions: [Event]) -> Bool {
        let ends = decisions.indices.filter { if case .finished = decisions[$0].payload { true } else { false } }
        guard let outcome = after.outcome else { return ends.isEmpty }
        guard ends == [decisions.count - 1], case .finished(let finished)? = decisions.last?.payload else {
            return false
        }
        return finished.outcome == outcome
    }

    // MARK: Who has the candidate

    /// A step that leads to more people is reached by what earns it, in the same transition.
    private func growth(_ before: ReleaseState, _ transition: Transition) -> [Violation] {
        guard transition.state.place != before.place, let action = action(at: transition.state.place) else {
            return []
        }
        switch action {
        case .route(let stage):
            if let current = before.stage?.index, current > stage { return isSteppedBack(stage, before, transition) }
            if let approval = program.stages[stage].approval {
                return isApproved(program.stages[stage].name, approval, transition.decisions) ? [] : [.unapprovedStage]
            }
            return isEarned(stage, before, transition.decisions) ? [] : [.unearnedGrowth]
        case .approve(let stage): return isEarned(stage, before, transition.decisions) ? [] : [.unearnedGrowth]
        case .finish(.released) where transition.state.forcedOutcome == nil:
            return isEarned(program.stages.count, before, transition.decisions) ? [] : [.unearnedGrowth]
        default: return []
        }
    }

    /// Fewer people get the candidate, once in an attempt or on the way to nobody, and a judgement says so.
    private func isSteppedBack(_ stage: Int, _ before: ReleaseState, _ transition: Transition) -> [Violation] {
        guard let current = before.stage?.index, current == stage + 1 else { return [.skippedStage] }
        if transition.state.descent != nil { return isJudged(.stepDown, transition) ? [] : [.unrecorded] }
        if before.steppedBack.contains(current) { return [.unbounded] }
        return isJudged(.stepBack, transition) ? [] : [.unrecorded]
    }

    private func isJudged(_ decision: Event.Judged.Decision, _ transition: Transition) -> Bool {
        transition.decisions.contains {
            if case .judged(let judged) = $0.payload { judged.decision == decision } else { false }
        }
    }

    /// A way down begins where the plan has one, leads to fewer people at each step and to nobody at last, has an end at each
    /// stage, and is left by taking the candidate from everybody.
    private func goesDown(_ before: ReleaseState, _ transition: Transition) -> Bool {
        let after = transition.state
        guard let descent = after.descent else {
            guard before.descent != nil else { return true }
            switch action(at: after.place) {
            case .rollback?, .coolDown?, .finish?: return true
            default: return false
            }
        }
        let isBegun = before.descent == nil
        guard isBegun || descent.from == before.descent?.from, program.stages.indices.contains(descent.from),
            let pause = program.stages[descent.from].rollback.pause, after.operatorHold == nil, after.approval == nil,
            after.forcedOutcome == nil, !isJudged(.promote, transition), !isJudged(.hold, transition),
            let index = after.stage?.index, index <= (before.stage?.index ?? -1)
        else { return false }
        switch action(at: after.place) {
        case .route(let stage)?:
            return stage == index - 1 && descent.until == nil
                && (action(at: before.place) == .route(stage: stage) || isJudged(.stepDown, transition))
        case .observe(let stage)?:
            // After a failure it is tried again a little later, whatever rest is over by then.
            guard stage == index, let until = descent.until, until <= after.now + pause else { return false }
            return until > after.now || after.trouble != nil
        default: return false
        }
    }

    /// Whether the stage before was promoted just now; the first one has none before it.
    private func isEarned(_ stage: Int, _ before: ReleaseState, _ decisions: [Event]) -> Bool {
        guard stage > 0 else { return before.stage == nil }
        let name = program.stages[stage - 1].name
        guard before.stage?.index == stage - 1 else { return false }
        return decisions.contains { decision in
            switch decision.payload {
            case .judged(let judged):
                judged.stage == name && judged.decision == .promote
                    && judged.promoteIf.count == program.stages[stage - 1].promoteIf.count
                    && judged.promoteIf.allSatisfy { $0.verdict == .pass }
                    && !zip(judged.rollbackIf, program.stages[stage - 1].rollbackIf).contains { record, gate in
                        record.counts && gate.consequence != .warn
                            || record.verdict == .error && gate.onError != .ignore
                    }
            case .answered(let answered): answered.isAccepted && answered.action == .promote
            default: false
            }
        }
    }

    /// What leaves a cool-down otherwise than to the end has waited for it, and is no more than the program allows.
    private func mayStartAgain(_ before: ReleaseState, _ after: ReleaseState) -> Bool {
        guard let retry = program.retry else { return after.retries == 0 && after.coolDownUntil == nil }
        guard action(at: before.place) == .coolDown, action(at: after.place) != .coolDown else {
            let isCoolingDown = action(at: after.place) == .coolDown
            return after.retries == before.retries && (after.coolDownUntil != nil) == isCoolingDown
                && !(isCoolingDown && after.stage != nil)
        }
        if case .finish? = action(at: after.place) { return after.retries == before.retries }
        return after.retries == before.retries + 1 && after.retries <= retry.times
            && (before.coolDownUntil ?? after.now) <= after.now && !after.isForGood && after.forcedOutcome == nil
            && after.alerts.allSatisfy { $0 == .inactive }
    }

    private func isApproved(_ stage: String, _ spec: ApprovalSpec, _ decisions: [Event]) -> Bool {
        decisions.contains { decision in
            guard case .approval(let change) = decision.payload, change.stage == stage, change.state == .approved else {
                return false
            }
            let people = Set(change.by).intersection(spec.people)
            let roles = spec.roles.filter { !people.isDisjoint(with: $0.people) }
            return people.count >= spec.quorum
                && (spec.needsAllRoles ? roles.count == spec.roles.count : !roles.isEmpty)
        }
    }

    /// Stages are entered in turn, by a route, and left by one.
    private func entering(_ before: ReleaseState, _ event: Event, _ after: ReleaseState) -> [Violation] {
        var found: [Violation] = []
        if let index = after.stage?.index, index != before.stage?.index {
            let isInTurn =
                before.stage.map { stage in
                    index == stage.index - 1 || index == stage.index + 1 && before.descent == nil
                } ?? (index == 0)
            guard case .routed = event.payload, isInTurn, action(at: before.place) == .route(stage: index)
            else {
                found.append(.skippedStage)
                return found
            }
            if let changes = program.changes, let calendar = before.calendar, index > (before.stage?.index ?? -1),
                !program.isShadow(stage: index), !calendar.isOpen(changes, at: before.now)
            {
                found.append(.outsideWindow)
            }
        }
        switch (action(at: before.place), event.payload) {
        case (.rollback?, .routed), (.withdraw?, .routed):
            if after.stage != nil { found.append(.leftBehind) }
        default: break
        }
        if let outcome = after.outcome, outcome != .released, after.stage != nil {
            found.append(.leftBehind)
        }
        if after.outcome == .released, after.stage?.index != program.stages.count - 1 { found.append(.unearnedGrowth) }
        return found
    }

    // MARK: Bounds and records

    private func bounds(_ before: ReleaseState, _ transition: Transition) -> [Violation] {
        let after = transition.state
        var isBounded = after.attempt <= program.attempts && after.attempt - before.attempt <= 1
        if after.outcome == nil {
            if let approval = after.approval, approval.until <= after.now { isBounded = false }
            if let hold = after.operatorHold, hold.until <= after.now { isBounded = false }
            if let wait = after.windowWait, after.operatorHold == nil, after.stage?.heldSince == nil,
                wait.until <= after.now || wait.count > ChangesSpec.mostWaits
            {
                isBounded = false
            }
            if let until = after.coolDownUntil, until <= after.now { isBounded = false }
            if let trouble = after.trouble, trouble.retryAt > after.now + .seconds(24 * 3600) { isBounded = false }
        }
        for case .judged(let judged) in transition.decisions.map(\.payload) {
            guard let spec = program.stages.first(where: { $0.name == judged.stage }) else { continue }
            // On the way down the rest is the bound.
            if judged.decision == .goOn, judged.watched >= spec.within, before.descent == nil { isBounded = false }
            if judged.decision == .hold, let since = after.stage?.heldSince, after.now - since >= spec.holdFor {
                isBounded = false
            }
            // Somebody's hold has a bound of its own, and so has what the next stage waits for.
            if judged.decision == .wait, after.operatorHold == nil, before.operatorHold == nil, after.approval == nil,
                before.approval == nil, before.stage?.heldSince == nil, before.windowWait == nil
            {
                isBounded = false
            }
        }
        return isBounded ? [] : [.unbounded]
    }

    /// Whether a way back, or the end, is accounted for by a decision, a failure or a completion that leads there.
    private func isRecorded(_ before: ReleaseState, _ event: Event, _ transition: Transition) -> Bool {
        guard transition.state.place != before.place else { return true }
        switch action(at: transition.state.place) {
        case .rollback?, .withdraw?:
            if case .failed = event.payload { return true }
            return !transition.decisions.isEmpty
        case .finish(let outcome)?:
            if case .routed = event.payload { return true }
            return outcome == .released && transition.state.forcedOutcome == nil || !transition.decisions.isEmpty
        default: return true
        }
    }
}
