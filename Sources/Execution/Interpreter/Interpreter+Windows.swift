import Plan

// When more people may get the candidate, by the calendar.

extension Interpreter {
    /// Whether entering a stage gives the candidate to people who do not have it.
    func isGrowth(to stage: Int, _ state: ReleaseState) -> Bool {
        !program.isShadow(stage: stage) && stage > (state.stage?.index ?? -1)
    }

    /// Lets a stage that is to begin wait for a change window, where none is open.
    func settleWindow(stage: Int, _ transition: inout Transition) {
        let state = transition.state
        guard let changes = program.changes, let calendar = state.calendar, isGrowth(to: stage, state) else { return }
        // Whatever else holds the run goes first, and has a bound of its own.
        guard state.operatorHold == nil, state.stage?.heldSince == nil else { return }
        let opening = calendar.opening(of: changes, from: state.now)
        if opening <= state.now {
            guard state.windowWait != nil else { return }
            transition.state.windowWait = nil
            let reason = "a change window is open at \(calendar.text(state.now))"
            transition.decide(.hold(Event.HoldChange(state: .resumed, cause: .window, until: nil, reason: reason)))
            return
        }
        if let wait = state.windowWait, wait.until > state.now { return }
        let count = (state.windowWait?.count ?? 0) + 1
        guard count <= ChangesSpec.mostWaits else {
            transition.state.windowWait = nil
            let reason = "\(ChangesSpec.mostWaits) change windows have passed while the stage held"
            transition.decide(.hold(Event.HoldChange(state: .expired, cause: .window, until: nil, reason: reason)))
            return giveUp(reason, &transition)
        }
        transition.state.windowWait = WindowWait(until: opening, count: count)
        let reason =
            "stage `\(program.stages[stage].name)` waits for the change window that opens at \(calendar.text(opening))"
        transition.decide(.hold(Event.HoldChange(state: .held, cause: .window, until: opening, reason: reason)))
    }
}
