/// What an event led to: the next state, and what was decided on the way there, in order.
package struct Transition: Sendable, Equatable {
    package var state: ReleaseState
    package var decisions: [Event] = []

    init(state: consuming ReleaseState) { self.state = state }

    /// The next state, for whoever needs nothing else any longer: it is handed on and not copied.
    package consuming func takeState() -> ReleaseState { state }

    mutating func decide(_ payload: consuming Event.Payload) {
        decisions.append(Event(at: state.now, payload))
    }

    /// Puts an alert on the way to its notifiers.
    mutating func notify(_ change: Event.AlertChange) {
        for notifier in change.notify {
            state.notificationCount += 1
            state.notifications.append(
                Notification(
                    key: "\(change.name)-\(state.notificationCount)",
                    notifier: notifier,
                    alert: change.name,
                    state: change.state,
                    severity: change.severity,
                    message: change.message,
                    at: state.now
                )
            )
        }
    }
}
