import Plan

// Going down stage by stage, until nobody has the candidate.

extension Interpreter {
    /// Leads to the stage below, at whose audience the candidate then rests.
    func stepDown(from index: Int, _ transition: inout Transition) {
        if transition.state.descent == nil {
            transition.state.descent = Descent(from: index, until: nil)
            // What led to it would only be found again: what counts on the way down is what is seen there.
            transition.state.history.removeAll()
            transition.state.units = nil
        }
        transition.state.descent?.until = nil
        // A hold does not outlast what it held.
        transition.state.operatorHold = nil
        jump(to: .route(stage: index - 1), &transition)
    }

    /// Begins the rest at a stage that was entered on the way down. The candidate is warm by then.
    func rest(at index: Int, _ transition: inout Transition) {
        guard let from = transition.state.descent?.from, let pause = program.stages[from].rollback.pause else { return }
        transition.state.descent?.until = transition.state.now + pause
        transition.state.stage?.warmed = program.stages[index].warmUp
    }

    /// When the interval at hand ends: with its stage's `every`, or with a rest on the way down. It began where the last one
    /// ended, unless it has to be made again.
    func intervalEnd(_ stage: Int, _ state: ReleaseState) -> Duration {
        let begun = state.trouble == nil ? state.stage?.observedTo ?? state.now : state.now
        let end = max(state.now, begun + program.stages[stage].every)
        return state.descent?.until.map { max(state.now, min(end, $0)) } ?? end
    }
}
