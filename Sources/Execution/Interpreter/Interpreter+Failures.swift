import Plan

// What cannot be carried out: tried again after a while, and then given up, but for the way back.

extension Interpreter {
    /// How often an effect whose failure may pass is tried again before it counts as failed.
    static let retryLimit = 5

    /// How long to wait after so many failures in a row: from a second, each time twice as long, to about a minute.
    static func backoff(_ failures: Int) -> Duration { .seconds(1 << min(max(failures, 1) - 1, 6)) }

    func fail(_ failure: Event.Failure, _ transition: inout Transition) {
        let state = transition.state
        let count = state.failures + 1
        let since = state.trouble?.since ?? state.now
        switch step(at: state.place)?.action {
        // Nobody is doing anything that could fail.
        case .finish?: return
        case .rollback?, .withdraw?:
            // Nothing else is left to do, however often it fails: somebody must be got to see to it.
            transition.state.trouble = Trouble(count: count, since: since, retryAt: state.now + Self.backoff(count))
            alarm(failure, count, &transition)
        case _ where failure.isTransient && count <= Self.retryLimit:
            transition.state.trouble = Trouble(count: count, since: since, retryAt: state.now + Self.backoff(count))
        case _ where failure.isTransient && state.stage != nil && isObserving(state):
            let every = state.stage.map { program.stages[$0.index].every } ?? .zero
            transition.state.trouble = Trouble(count: 0, since: since, retryAt: state.now + every)
            goWithout(failure, &transition)
        default:
            transition.state.trouble = nil
            transition.state.forcedOutcome = .failed
            let isRouting = if case .route? = step(at: state.place)?.action { true } else { false }
            if state.stage != nil || isRouting {
                transition.state.reason = failure.problem
                return jump(to: .rollback, &transition)
            }
            giveUp(failure.problem, &transition)
        }
    }

    private func isObserving(_ state: ReleaseState) -> Bool {
        if case .observe? = step(at: state.place)?.action { return true }
        return pause(state) != nil
    }

    /// A stage that cannot be observed holds, for as long as a hold may last, or rolls back where a condition says so.
    private func goWithout(_ failure: Event.Failure, _ transition: inout Transition) {
        guard var stage = transition.state.stage else { return }
        let spec = program.stages[stage.index]
        let since = stage.heldSince ?? transition.state.now
        stage.heldSince = since
        transition.state.stage = stage
        let problem = "it cannot be observed: \(failure.problem)"
        let rollsBack =
            transition.state.descent != nil || (spec.rollbackIf + spec.promoteIf).contains { $0.onError == .rollback }
        let isOver = transition.state.now - since >= spec.holdFor
        let reason = isOver && !rollsBack ? "held for \(spec.holdFor.planText): \(problem)" : problem
        transition.decide(
            .judged(
                Event.Judged(
                    stage: spec.name,
                    decision: rollsBack || isOver ? .rollback : .hold,
                    reason: reason,
                    watched: stage.watched,
                    samples: stage.samples,
                    promoteIf: [],
                    rollbackIf: []
                )
            )
        )
        if rollsBack || isOver {
            transition.state.trouble = nil
            giveUp("stage `\(spec.name)`: \(reason)", &transition)
        }
    }

    /// Tells everybody who can be told that the candidate could not be taken back.
    private func alarm(_ failure: Event.Failure, _ count: Int, _ transition: inout Transition) {
        let change = Event.AlertChange(
            rollbackFailed: failure,
            count: count,
            notify: program.notifiers.map(\.name)
        )
        transition.decide(.alert(change))
        transition.notify(change)
    }
}

extension Event.AlertChange {
    /// The candidate could not be taken back.
    ///
    /// - Parameter count: How often in a row by now.
    init(rollbackFailed failure: Event.Failure, count: Int, notify names: [String]) {
        self.init(
            name: "rollback_failed",
            state: count == 1 ? .firing : .repeated,
            severity: .critical,
            message: "the candidate cannot be taken back: \(failure.problem)",
            gate: GateRecord(
                text: "the rollback fails",
                verdict: .fail,
                failures: count,
                failuresNeeded: 1,
                comparisons: []
            ),
            notify: names,
            isMessageMeasured: false
        )
    }
}
