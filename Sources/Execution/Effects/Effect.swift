package import Plan

/// What a run wants done next. A world carries it out and answers with an input event.
package enum Effect: Sendable, Hashable {
    /// Read a data set and check it; answered by `prepared`.
    case prepare(data: String)
    /// Learn a model; answered by `trained`.
    case train(ModelRole, attempt: Int)
    /// Read a model from the file that it is kept in; answered by `loaded`.
    case load(ModelRole)
    /// Let both models answer the rows that risk is assessed on; answered by `evaluated`.
    case evaluate(attempt: Int)
    /// Give the candidate to a stage's audience, or take it from everyone where that is nil; answered by `routed`.
    case route(stage: Int?)
    /// Watch a stage for one interval; answered by `observed`.
    case observe(stage: Int, attempt: Int, interval: Range<Duration>)
    /// Let time go by, with nobody to watch; answered by `waited`, at that time or, where something came up, before.
    case wait(until: Duration)
    /// Tell a notifier of an alert; answered by `notified`.
    case notify(Notification)

    /// Whether it changes anything outside the process. The journal is made durable before such an effect.
    package var isExternal: Bool {
        switch self {
        case .route, .notify: true
        // What is trained again may be trained elsewhere, under a key that the journal must know by then.
        case .train(_, let attempt): attempt > 1
        case .prepare, .load, .evaluate, .observe, .wait: false
        }
    }
}

/// An alert on its way to one notifier.
package struct Notification: Sendable, Hashable {
    /// The same for every delivery of the same notification, so that a sink can recognise a repeat.
    package let key: String
    package let notifier: String
    package let alert: String
    package let state: Event.AlertChange.State
    package let severity: AlertSeverity
    package let message: String
    /// The run's own time at which the alert changed its state.
    package let at: Duration

    package init(
        key: String,
        notifier: String,
        alert: String,
        state: Event.AlertChange.State,
        severity: AlertSeverity,
        message: String,
        at: Duration
    ) {
        self.key = key
        self.notifier = notifier
        self.alert = alert
        self.state = state
        self.severity = severity
        self.message = message
        self.at = at
    }
}
