package import Plan

/// Gives everyone the baseline back in a run whose records this program does not lead to, because somebody asked for it.
///
/// Nothing is judged and nothing promoted. As every way back it is on record before it is taken, is tried without end, and
/// each failure is an alert to everybody; whatever ends the process, the next one goes on where this one was.
package struct Withdrawal<Store: EventStore, Environment: World> {
    private let interpreter: Interpreter
    private var store: Store
    private var world: Environment
    private let isOnce: Bool
    private let isInterrupted: () -> Bool
    private let show: (Event) -> Void

    /// - Parameters:
    ///   - interpreter: Of the program that the run was to go on with: its notifiers are told.
    ///   - isOnce: Whether to do what is due and no more.
    ///   - isInterrupted: Asked between two steps; once it says yes it stops there, to be resumed.
    ///   - show: Shown every event as it happens.
    package init(
        interpreter: Interpreter,
        store: Store,
        world: Environment,
        isOnce: Bool = false,
        isInterrupted: @escaping () -> Bool,
        show: @escaping (Event) -> Void
    ) {
        self.interpreter = interpreter
        self.store = store
        self.world = world
        self.isOnce = isOnce
        self.isInterrupted = isInterrupted
        self.show = show
    }

    /// Takes the candidate back and ends the run.
    ///
    /// - Parameter reason: Why the run is not gone on with.
    /// - Returns: How the run ended; nil where it was stopped before.
    package mutating func carryOut(
        _ withdrawal: WithdrawalRequest,
        because reason: String
    ) async throws(EventStoreError) -> Outcome? {
        let command = withdrawal.command
        let remark = command.note.map { ": \($0)" } ?? ""
        var at = withdrawal.at
        if !withdrawal.isOnRecord {
            let answer = Event.Answered(
                key: command.key,
                action: command.action,
                who: command.who,
                isAccepted: true,
                reason: "everyone is to have the baseline\(remark)"
            )
            try keep([Event(at: at, .command(command)), Event(at: at, .answered(answer))])
        }
        if withdrawal.isServing {
            var failures = withdrawal.failures
            while true {
                if isInterrupted() { return nil }
                let event = await world.perform(.route(stage: nil), at: at)
                at = max(at, event.at)
                try keep([event])
                guard case .failed(let failure) = event.payload else { break }
                failures += 1
                try await alarm(failure, failures, at, withdrawal)
                let retry = Effect.wait(until: at + Interpreter.backoff(failures))
                if isInterrupted() || isOnce && !world.isDue(retry, at: at) { return nil }
                let waited = await world.perform(retry, at: at)
                at = max(at, waited.at)
                try keep([waited])
            }
        }
        let outcome: Outcome = command.action == .abort ? .stopped : .rolledBack
        let finished = Event.Finished(outcome: outcome, reason: "\(command.who) asked for it\(remark); \(reason)")
        try keep([Event(at: at, .finished(finished))], outcome)
        return outcome
    }

    private mutating func alarm(
        _ failure: Event.Failure,
        _ count: Int,
        _ at: Duration,
        _ withdrawal: WithdrawalRequest
    ) async throws(EventStoreError) {
        let names = interpreter.program.notifiers.map(\.name)
        let change = Event.AlertChange(rollbackFailed: failure, count: count, notify: names)
        var transition = Transition(state: interpreter.initialState)
        transition.state.now = at
        // What a run has told by then are fewer than its records: no key is used twice.
        transition.state.notificationCount = withdrawal.records + count * names.count
        transition.notify(change)
        try keep([Event(at: at, .alert(change))])
        for notification in transition.state.notifications {
            try keep([await world.perform(.notify(notification), at: at)])
        }
    }

    /// Makes the events durable before anything follows from them.
    private mutating func keep(_ events: [Event], _ outcome: Outcome? = nil) throws(EventStoreError) {
        try store.append(events)
        var state = interpreter.initialState
        state.outcome = outcome
        try store.commit(state, stage: nil)
        for event in events { show(event) }
    }
}

/// A world outside which there is nothing: no target, and nobody to be told.
package struct AbsentWorld: World {
    private let units: Int

    /// - Parameter units: How many units there are, none of whom has the candidate from then on.
    package init(units: Int) { self.units = units }

    package mutating func perform(_ effect: Effect, at now: Duration) async -> Event {
        switch effect {
        case .route: Event(at: now, .routed(Event.Routed(stage: nil, units: 0, allUnits: units)))
        case .wait(let until): Event(at: until, .waited)
        case .notify(let notification):
            Event(
                at: now,
                .notified(
                    Event.Notified(key: notification.key, notifier: notification.notifier, problem: "nobody is there")
                )
            )
        case .prepare, .train, .load, .evaluate, .observe:
            Event(at: now, .failed(Event.Failure(step: effect.name, problem: "there is nothing to be seen")))
        }
    }
}
