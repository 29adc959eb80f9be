import Plan

// Starting again after a rollback.

extension Interpreter {
    /// Whether a release that is taken back now may start again.
    func mayRetry(_ state: ReleaseState) -> Bool {
        guard let retry = program.retry else { return false }
        return state.retries < retry.times && !state.isForGood && state.forcedOutcome == nil
    }

    /// Begins the cool-down, or starts the release again once it is over; leads to the end where it may not.
    ///
    /// - Returns: Whether the run has moved on.
    func settleCoolDown(_ transition: inout Transition) -> Bool {
        guard let retry = program.retry, mayRetry(transition.state) else {
            transition.state.coolDownUntil = nil
            advance(.exhausted, &transition)
            return true
        }
        let number = transition.state.retries + 1
        guard let until = transition.state.coolDownUntil else {
            // What has fired was about a candidate that nobody has any longer.
            alertJudge.resolveAll(&transition)
            transition.state.history.removeAll()
            transition.state.units = nil
            let until = transition.state.now + retry.after
            transition.state.coolDownUntil = until
            record(.coolingDown, number, until: until, reason: transition.state.reason, &transition)
            return false
        }
        guard until <= transition.state.now else { return false }
        transition.state.coolDownUntil = nil
        transition.state.retries = number
        transition.state.steppedBack = []
        transition.state.reason = ""
        record(.started, number, until: nil, reason: "the cool-down of \(retry.after.planText) is over", &transition)
        advance(.done, &transition)
        return true
    }

    private func record(
        _ state: Event.Retry.State,
        _ number: Int,
        until: Duration?,
        reason: String,
        _ transition: inout Transition
    ) {
        transition.decide(
            .retry(
                Event.Retry(
                    state: state,
                    number: number,
                    times: program.retry?.times ?? 0,
                    until: until,
                    reason: reason
                )
            )
        )
    }
}
