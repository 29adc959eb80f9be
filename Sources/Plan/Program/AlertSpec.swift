/// A condition watched throughout.
package struct AlertSpec: Sendable, Hashable {
    package let name: String
    package let condition: Condition
    /// The condition in words, the same for the same condition however it was spelt.
    package let text: String
    /// How long it must hold before the alert fires, and how far back it looks.
    package let duration: Duration
    /// How long it goes on firing after the condition last held.
    package let keepFiringFor: Duration
    /// How often its notifiers are told again while it fires, or nil for once only.
    package let repeatEvery: Duration?
    package let minimumSamples: Int
    package let severity: AlertSeverity
    package let message: Message
    package let notify: [String]
    package let consequence: AlertConsequence

    package init(
        name: String,
        condition: Condition,
        text: String,
        duration: Duration,
        keepFiringFor: Duration = .zero,
        repeatEvery: Duration? = nil,
        minimumSamples: Int,
        severity: AlertSeverity,
        message: Message,
        notify: [String],
        consequence: AlertConsequence
    ) {
        self.name = name
        self.condition = condition
        self.text = text
        self.duration = duration
        self.keepFiringFor = keepFiringFor
        self.repeatEvery = repeatEvery
        self.minimumSamples = minimumSamples
        self.severity = severity
        self.message = message
        self.notify = notify
        self.consequence = consequence
    }
}
