package import Diagnostics

/// `watch:`: how long and how often a stage is looked at.
package struct WatchPlan: Sendable, Hashable {
    /// `warm_up`, where the plan states it.
    package let warmUp: Located<Duration>?
    package let every: Located<Duration>?
    package let duration: Located<Duration>?
    package let within: Located<Duration>?
    package let samples: Located<Int>?
    package let minimumSamples: Int
    /// `hold_for`, stated or not.
    package let holdFor: Duration
    /// `hold_for` where the plan states it.
    package let statedHold: Located<Duration>?
    package let span: SourceSpan

    package init(
        warmUp: Located<Duration>? = nil,
        every: Located<Duration>?,
        duration: Located<Duration>?,
        within: Located<Duration>?,
        samples: Located<Int>?,
        minimumSamples: Int,
        holdFor: Duration,
        statedHold: Located<Duration>? = nil,
        span: SourceSpan
    ) {
        self.warmUp = warmUp
        self.every = every
        self.duration = duration
        self.within = within
        self.samples = samples
        self.minimumSamples = minimumSamples
        self.holdFor = holdFor
        self.statedHold = statedHold
        self.span = span
    }
}
