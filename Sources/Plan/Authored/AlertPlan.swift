package import Diagnostics

/// One of the `alerts:`.
package struct AlertPlan: Sendable, Hashable {
    package let name: Located<String>?
    package let when: GatePlan?
    package let duration: Located<Duration>?
    package let keepFiringFor: Located<Duration>?
    package let repeatEvery: Located<Duration>?
    package let severity: AlertSeverity
    package let message: MessagePlan?
    package let notify: [Located<String>]
    package let consequence: Located<AlertConsequence>
    package let span: SourceSpan

    package init(
        name: Located<String>?,
        when: GatePlan?,
        duration: Located<Duration>?,
        keepFiringFor: Located<Duration>? = nil,
        repeatEvery: Located<Duration>? = nil,
        severity: AlertSeverity,
        message: MessagePlan?,
        notify: [Located<String>],
        consequence: Located<AlertConsequence>,
        span: SourceSpan
    ) {
        self.name = name
        self.when = when
        self.duration = duration
        self.keepFiringFor = keepFiringFor
        self.repeatEvery = repeatEvery
        self.severity = severity
        self.message = message
        self.notify = notify
        self.consequence = consequence
        self.span = span
    }
}
