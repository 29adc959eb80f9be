import Plan

// Metrics that could not be had: read again after a while, and then for each condition what it says.

extension Interpreter {
    /// An observation counts as it is where every metric could be had, where nothing that decides needs the ones that could
    /// not, where they could not be had again, or where they have been tried often enough. Else it is made again a little later, unless the rest of it
    /// decides something that should not wait for that.
    func observe(_ observed: Event.Observed, isWaiting: Bool, _ transition: inout Transition) {
        guard !observed.readings.isEmpty, let index = transition.state.stage?.index,
            isToBeReadAgain(observed.readings, transition.state, program.stages[index])
        else { return take(observed, isWaiting: isWaiting, errorsCount: true, &transition) }
        var asItIs = transition
        take(observed, isWaiting: isWaiting, errorsCount: false, &asItIs)
        if asItIs.isUrgent { return transition = asItIs }
        readAgain(since: transition.state.trouble?.since ?? observed.from, isReading: true, &transition)
    }

    private func isToBeReadAgain(_ readings: [Reading], _ state: ReleaseState, _ stage: StageSpec) -> Bool {
        guard state.failures < Self.retryLimit, !readings.passing.unreadable.isSubset(of: state.unreadable) else {
            return false
        }
        let gates = (stage.promoteIf + stage.rollbackIf).filter { $0.onError != .ignore }
        return program.lacksReading(readings, for: gates)
            || program.alerts.contains { readings.lack($0.condition) }
    }

    func readAgain(since: Duration, isReading: Bool, _ transition: inout Transition) {
        let count = transition.state.failures + 1
        let retryAt = transition.state.now + Self.backoff(count)
        transition.state.trouble = Trouble(count: count, since: since, retryAt: retryAt, isReading: isReading)
    }
}

extension Program {
    /// Whether one of the conditions reads a metric that could not be had, and may be a little later.
    func lacksReading(_ readings: [Reading], for gates: [GateSpec]) -> Bool {
        gates.contains { readings.lack($0.condition) }
    }
}

extension [Reading] {
    /// The readings that could not be had, each by its model and metric.
    var unreadable: Set<String> {
        Set(filter { $0.problem != nil }.map { "\($0.model.rawValue) \($0.metric)" })
    }

    /// Those that may be had a little later.
    fileprivate var passing: [Reading] { filter { $0.problem != nil && !$0.isLasting } }

    /// Whether the condition reads a metric that could not be had, and may be a little later.
    fileprivate func lack(_ condition: Condition) -> Bool {
        let missing = passing
        guard !missing.isEmpty else { return false }
        return condition.metrics.contains { metric in
            missing.contains { $0.metric == metric.text || $0.metric == metric.withoutWindow.text }
        }
    }
}

extension Transition {
    /// Whether something was decided that moves the run, or an alert changed.
    fileprivate var isUrgent: Bool {
        decisions.contains { decision in
            switch decision.payload {
            case .judged(let judged): ![.goOn, .hold, .wait].contains(judged.decision)
            case .alert: true
            default: false
            }
        }
    }
}
