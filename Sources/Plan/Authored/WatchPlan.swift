package import Diagnostics

/// `watch:`: how long and how often a stage is looked at. Nearly every rule reads it of every stage, which would copy a structure.
package final class WatchPlan: Sendable {
    /// What few stages say.
    private struct Rest: Sendable {
        let warmUp: Located<Duration>?
        let samples: Located<Int>?
    }

    package let every: Located<Duration>?
    package let duration: Located<Duration>?
    package let within: Located<Duration>?
    private let rest: Boxed<Rest>?
    package let minimumSamples: Int
    /// `hold_for`, stated or not.
    package let holdFor: Duration
    private let holdSpan: SourceSpan?
    package let span: SourceSpan

    /// - Parameters:
    ///   - holdFor: `hold_for` where the plan states it.
    ///   - standardHold: What it is where the plan does not.
    package init(
        warmUp: Located<Duration>? = nil,
        every: Located<Duration>?,
        duration: Located<Duration>?,
        within: Located<Duration>?,
        samples: Located<Int>?,
        minimumSamples: Int,
        holdFor: Located<Duration>?,
        standardHold: Duration,
        span: SourceSpan
    ) {
        self.every = every
        self.duration = duration
        self.within = within
        rest = warmUp != nil || samples != nil ? Boxed(Rest(warmUp: warmUp, samples: samples)) : nil
        self.minimumSamples = minimumSamples
        self.holdFor = holdFor?.value ?? standardHold
        holdSpan = holdFor?.span
        self.span = span
    }

    /// `warm_up`, where the plan states it.
    package var warmUp: Located<Duration>? { rest?.value.warmUp }
    package var samples: Located<Int>? { rest?.value.samples }
    /// `hold_for` where the plan states it.
    package var statedHold: Located<Duration>? { holdSpan.map { Located(holdFor, at: $0) } }
}
