import Metrics
package import Plan

/// The pure heart of a run: `(state, event) -> (state, decisions)`, and `state -> effect`. It has no clock, no file, no
/// network and no randomness; everything outside comes in as an event and goes out as an effect.
///
/// The same events lead to the same state and the same decisions; what else always holds is `InvariantChecker`'s, which
/// every transition is held against in debug builds.
package struct Interpreter: Sendable {
    package let program: Program
    /// The state of a run before its first event.
    package let initialState: ReleaseState
    private let steps: [PlacedStep]
    private let riskGates: [ReadyGate]
    private let stages: [ReadyStage]
    let alertJudge: AlertJudge
    private let stageJudge: StageJudge
    private let countedUnits: CountedUnits?
    private let checker: InvariantChecker

    package init(program: Program) {
        self.program = program
        alertJudge = AlertJudge(program: program)
        let budget = ErrorBudget(program)
        riskGates = (program.risk?.lowIf ?? []).map { ReadyGate($0, error: budget.promotion) }
        stages = program.stages.map { ReadyStage($0, budget: budget) }
        countedUnits = CountedUnits(program)
        stageJudge = StageJudge(stages: stages, descents: program.stages.descents, countedUnits: countedUnits)
        checker = InvariantChecker(program: program)
        steps = program.steps.map { PlacedStep($0, in: program) }
        let windows = program.metrics.compactMap(\.window) + program.alerts.map(\.duration)
        initialState = ReleaseState(
            place: 0,
            history: EvidenceHistory(reach: windows.max() ?? .zero),
            alertCount: program.alerts.count
        )
    }

    /// The step at hand, or nil where the program has none.
    func step(at place: Int) -> PlacedStep? { steps.indices.contains(place) ? steps[place] : nil }

    /// What is to be done next, or nil where the run is over. Asking twice gives the same effect with the same key.
    package func nextEffect(_ state: ReleaseState) -> Effect? {
        guard state.outcome == nil else { return nil }
        guard let step = step(at: state.place) else { return nil }
        let retryAt = state.trouble?.retryAt
        // Who has the candidate and should not have it comes before anybody is told: telling may take its time.
        if (retryAt ?? .zero) <= state.now, let lowering = lowering(at: step, state) { return lowering }
        if let notification = state.notifications.first { return .notify(notification) }
        if let retryAt, retryAt > state.now {
            return .wait(until: min(retryAt, pause(state)?.until ?? retryAt))
        }
        let from = state.trouble?.since ?? min(state.stage?.observedTo ?? state.now, state.now)
        let isReading = state.trouble?.isReading == true
        if step.mayPause, let pause = pause(state) {
            guard let stage = state.stage else { return .wait(until: pause.until) }
            let end = isReading ? state.now : min(intervalEnd(stage.index, state), pause.until)
            return .observe(stage: stage.index, attempt: state.attempt, interval: from..<end)
        }
        switch step.action {
        case .prepare(let data): return .prepare(data: data)
        case .train(let role): return .train(role, attempt: role == .candidate ? state.attempt : 1)
        case .load(let role): return .load(role)
        case .assess: return .evaluate(attempt: state.attempt)
        case .route(let stage): return .route(stage: stage)
        case .observe(let stage):
            let end = isReading ? state.now : intervalEnd(stage, state)
            return .observe(stage: stage, attempt: state.attempt, interval: from..<end)
        case .withdraw, .rollback: return .route(stage: nil)
        case .coolDown: return state.coolDownUntil.map { .wait(until: $0) }
        case .approve, .judge, .retrain, .finish: return nil
        }
    }

    /// What gives the candidate to fewer than have it now; nil where that is not what comes next.
    private func lowering(at step: PlacedStep, _ state: ReleaseState) -> Effect? {
        switch step.action {
        case .rollback, .withdraw: .route(stage: nil)
        case .route(let next): state.stage.flatMap { $0.index > next ? .route(stage: next) : nil }
        default: nil
        }
    }

    /// Until when the run can do something else before it takes the candidate back; nil where it is not about to.
    package func takesBack(_ state: ReleaseState) -> Duration? {
        guard state.outcome == nil, let step = step(at: state.place) else { return nil }
        switch step.action {
        case .rollback, .withdraw: return state.trouble?.retryAt ?? state.now
        default: return nil
        }
    }

    /// What the run waits for, with its audience as it is, or nil where it goes on: at the two steps that lead to more
    /// people with the candidate.
    package func pause(_ state: ReleaseState) -> Pause? {
        switch step(at: state.place)?.action {
        case .approve(let stage)?:
            guard let approval = state.approval else { return nil }
            let until = min(approval.until, state.operatorHold?.until ?? approval.until)
            return Pause(cause: .approval(stage: stage), until: until)
        case .route(stage: let next)?:
            // Fewer people than have it now need nobody's leave.
            if let stage = state.stage, stage.index > next { return nil }
            if let hold = state.operatorHold { return Pause(cause: .people, until: hold.until) }
            if let stage = state.stage, let since = stage.heldSince {
                return Pause(cause: .gate, until: since + program.stages[stage.index].holdFor)
            }
            return state.windowWait.map { Pause(cause: .window, until: $0.until) }
        default: return nil
        }
    }

    /// Whether nothing moves the run on but people, or the end of their time. A hold that somebody asked for is one
    /// while a stage is watched, too.
    package func isWaitingForPeople(_ state: ReleaseState) -> Bool {
        guard state.outcome == nil, state.notifications.isEmpty else { return false }
        if let pause = pause(state) { return pause.isForPeople }
        guard case .observe? = step(at: state.place)?.action else { return false }
        return state.operatorHold != nil
    }

    /// The state after an input event, and what was decided. An event that the state does not wait for changes nothing.
    /// The state is taken over, so that what it holds need not be copied where the caller has given it up.
    package func handle(_ event: Event, in state: consuming ReleaseState) -> Transition {
        #if DEBUG
            let before = copy state
            let transition = transition(by: event, in: state)
            assert(
                checker.violations(from: before, by: event, to: transition).isEmpty,
                "a transition breaks what always holds"
            )
            return transition
        #else
            return transition(by: event, in: state)
        #endif
    }

    /// The transition as it is, held against nothing.
    package func transition(by event: Event, in state: consuming ReleaseState) -> Transition {
        var transition = Transition(state: state)
        if transition.state.outcome == nil, !event.isDecision { take(event, &transition) }
        return transition
    }

    private func take(_ event: Event, _ transition: inout Transition) {
        transition.state.now = max(transition.state.now, event.at)
        switch event.payload {
        case .observed(let observed): handle(observed, &transition)
        case .started(let started):
            transition.state.author = started.author
            transition.state.calendar = started.calendar
        case .waited: break
        case .command(let command): take(command, &transition)
        case .notified(let notified):
            transition.state.notifications.removeAll { $0.key == notified.key }
        case .failed(let failure):
            fail(failure, &transition)
        default: handleCompletion(event, &transition)
        }
        if !isEnding(transition.state) { expire(&transition) }
        settle(&transition)
    }

    /// An observation is of the stage that is watched, or of the stage at hand while the next one waits.
    private func handle(_ observed: Event.Observed, _ transition: inout Transition) {
        guard let step = step(at: transition.state.place) else { return }
        if step.mayPause {
            guard pause(transition.state) != nil, let index = transition.state.stage?.index,
                program.stages[index].name == observed.stage
            else { return }
            return observe(observed, isWaiting: true, &transition)
        }
        guard case .observe(let stage) = step.action, program.stages[stage].name == observed.stage else { return }
        observe(observed, isWaiting: false, &transition)
    }

    /// A completion moves the run on where the step at hand waits for it.
    private func handleCompletion(_ event: Event, _ transition: inout Transition) {
        guard let step = step(at: transition.state.place) else { return }
        if step.mayPause, pause(transition.state) != nil { return }
        switch (step.action, event.payload) {
        case (.prepare(let data), .prepared(let prepared)) where data == prepared.data:
            transition.state.layouts[data] = program.layout(data: data, classes: prepared.classes)
            advance(.done, &transition)
        case (.train(let role), .trained(let trained)) where role == trained.model:
            advance(.done, &transition)
        case (.load(let role), .loaded(let loaded)) where role == loaded.model:
            advance(.done, &transition)
        case (.assess, .evaluated(let evaluated)):
            assess(evaluated, &transition)
        case (.route(let stage), .routed(let routed)):
            enter(stage, share: routed.share, &transition)
            rest(at: stage, &transition)
            advance(.done, &transition)
        case (.withdraw, .routed), (.rollback, .routed):
            transition.state.stage = nil
            advance(.done, &transition)
        default: break
        }
    }

    /// Takes the steps that need nobody outside.
    private func settle(_ transition: inout Transition) {
        while transition.state.outcome == nil, let step = step(at: transition.state.place) {
            switch step.action {
            case .retrain: retrain(&transition)
            case .coolDown:
                guard settleCoolDown(&transition) else { return }
            case .finish(let outcome):
                // Whoever is to be told of an alert is told before the run is over.
                guard transition.state.notifications.isEmpty else { return }
                end(transition.state.forcedOutcome ?? outcome, &transition)
            case .approve(let stage):
                guard settleApproval(stage: stage, &transition) else { return }
            case .route(let stage):
                let place = transition.state.place
                settleWindow(stage: stage, &transition)
                if transition.state.place == place { return }
            default: return
            }
        }
    }

    func advance(_ result: Step.Result, _ transition: inout Transition) {
        guard let next = step(at: transition.state.place)?.place(after: result) else { return }
        transition.state.place = next
        transition.state.trouble = nil
    }

    /// Takes a way back that leads off from every step, and so is not drawn at any.
    func jump(to action: Step.Action, _ transition: inout Transition) {
        guard let place = program.steps.firstIndex(where: { $0.action == action }) else { return }
        transition.state.place = place
        transition.state.approval = nil
        transition.state.windowWait = nil
        transition.state.coolDownUntil = nil
        transition.state.trouble = nil
        if action == .rollback { transition.state.descent = nil }
        // Whoever holds the run holds the next attempt, and the stage before, too.
        if action == .rollback || action == .finish(.released) { transition.state.operatorHold = nil }
    }

    /// Ends the release: everyone gets the baseline back, where somebody has the candidate.
    func giveUp(_ reason: String, _ transition: inout Transition) {
        transition.state.reason = reason
        if transition.state.stage != nil { return jump(to: .rollback, &transition) }
        transition.state.forcedOutcome = transition.state.forcedOutcome ?? .stopped
        jump(to: .finish(.released), &transition)
    }

    private func end(_ outcome: Outcome, _ transition: inout Transition) {
        transition.state.outcome = outcome
        var reason = transition.state.reason
        if outcome == .released {
            let why = transition.state.stage?.promotedBy.map { "as \($0) promoted it" } ?? "and its gates passed"
            reason = "everyone has the candidate, \(why)"
        }
        transition.decide(.finished(Event.Finished(outcome: outcome, reason: reason)))
    }

    // MARK: Risk

    private func assess(_ evaluated: Event.Evaluated, _ transition: inout Transition) {
        guard let risk = program.risk else { return }
        let judge = GateJudge(
            evidence: FixedEvidence(evidence: evaluated.evidence, readings: evaluated.readings)
        )
        if program.lacksReading(evaluated.readings, for: risk.lowIf), transition.state.failures < Self.retryLimit {
            return readAgain(since: transition.state.now, isReading: false, &transition)
        }
        let gates = riskGates.map { judge.judge($0, as: .requirement) }
        let isLow = gates.allSatisfy { $0.verdict == .pass }
        transition.decide(
            .assessed(
                Event.Assessed(
                    isLow: isLow,
                    attempt: transition.state.attempt,
                    attempts: program.attempts,
                    gates: gates
                )
            )
        )
        if let first = gates.first(where: { $0.verdict != .pass }) {
            transition.state.reason = "the risk is high: \(first.sentence)"
        }
        advance(isLow ? .lowRisk : .highRisk, &transition)
    }

    private func retrain(_ transition: inout Transition) {
        let next = transition.state.attempt + 1
        let isLeft = next <= program.attempts
        transition.decide(
            .retraining(
                Event.Retraining(
                    attempt: isLeft ? next : nil,
                    attempts: program.attempts,
                    reason: transition.state.reason
                )
            )
        )
        guard isLeft else {
            transition.state.reason += "; no recipe is left to retrain with"
            return advance(.exhausted, &transition)
        }
        transition.state.attempt = next
        transition.state.steppedBack = []
        alertJudge.resolveAll(&transition)
        transition.state.history.removeAll()
        transition.state.units = nil
        advance(.done, &transition)
    }

    // MARK: Stages

    private func enter(_ index: Int, share: Rational?, _ transition: inout Transition) {
        let stage = program.stages[index]
        transition.state.stage = StageState(
            index: index,
            observedTo: transition.state.now,
            share: countedUnits == nil ? nil : share ?? program.share(inStage: index),
            promoteFailures: Array(repeating: 0, count: stage.promoteIf.count),
            rollbackFailures: Array(repeating: 0, count: stage.rollbackIf.count)
        )
    }

    /// An interval's evidence is added, the alerts are judged, then the stage.
    ///
    /// - Parameter isWaiting: Whether the stage was promoted already, and the next one waits.
    func take(
        _ observed: Event.Observed,
        isWaiting: Bool,
        errorsCount: Bool,
        _ transition: inout Transition
    ) {
        guard let index = transition.state.stage?.index else { return }
        transition.state.trouble = nil
        transition.state.stage?.observedTo = transition.state.now
        transition.state.unreadable = errorsCount && !observed.readings.isEmpty ? observed.readings.unreadable : []
        // What was observed after a gap in one piece was not watched meanwhile.
        let watched = min(max(transition.state.now - observed.from, .zero), program.stages[index].every)
        // In place: a copy of the stage would make one of its evidence.
        let isWarmingUp = (transition.state.stage?.warmed ?? .zero) < program.stages[index].warmUp
        transition.state.stage?.add(observed.assigned)
        if isWarmingUp {
            transition.state.stage?.warmed += watched
        } else {
            transition.state.stage?.add(observed.evidence, in: stages[index])
            if let addition = observed.evidence?.units {
                if transition.state.units == nil {
                    transition.state.units = addition
                } else {
                    transition.state.units?.merge(addition)
                }
            }
            if let countedUnits {
                let counted = countedUnits.read(due: transition.state.stage?.share) { metric, model in
                    observed.readings.stated(metric, of: model)
                }
                transition.state.stage?.take(counted.units)
            }
            transition.state.stage?.answered += observed.answered ?? 0
            transition.state.stage?.watched += watched
        }
        transition.state.history.append(
            EvidenceHistory.Interval(
                from: observed.from,
                to: transition.state.now,
                evidence: observed.evidence,
                readings: observed.readings
            )
        )
        if !isWaiting { advance(.done, &transition) }
        let alerts = alertJudge.judge(&transition)
        let decision = stageJudge.judge(
            alerts,
            isWaiting: isWaiting,
            isWarmingUp: isWarmingUp,
            errorsCount: errorsCount,
            &transition
        )
        guard let decision else { return }
        switch (decision, isWaiting) {
        case (.stepBack, _):
            transition.state.steppedBack.insert(index)
            jump(to: .route(stage: index - 1), &transition)
        case (.stepDown, _): stepDown(from: index, &transition)
        case (.rollback, true): jump(to: .rollback, &transition)
        case (.retrain, true): jump(to: .withdraw, &transition)
        case (_, true): break
        case (.promote, false): advance(.promote, &transition)
        case (.rollback, false):
            // A hold does not outlast what it held.
            transition.state.operatorHold = nil
            transition.state.descent = nil
            advance(.rollback, &transition)
        case (.retrain, false): advance(.retrain, &transition)
        case (.goOn, false), (.hold, false), (.wait, false): advance(.goOn, &transition)
        }
    }
}
