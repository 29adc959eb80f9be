import Platform

/// The time of a live run: what has gone by since it began, by a clock that no correction of the time of day moves once the
/// process has begun.
package struct LiveClock: Sendable {
    /// The run's time at a reading of the machine's clock.
    private let anchor: (time: Duration, reading: Int64)

    /// - Parameters:
    ///   - startedAt: When the run began, since 1970.
    ///   - last: The time of the run's last event: its time never goes back, whatever the time of day says.
    package init(startedAt: Duration, last: Duration = .zero) {
        let elapsed = Clock.sinceEpoch() - startedAt
        anchor = (max(elapsed, last), Clock.bootNanoseconds())
    }

    /// The run's time at this moment.
    package var now: Duration { anchor.time + .nanoseconds(Clock.bootNanoseconds() - anchor.reading) }
}
