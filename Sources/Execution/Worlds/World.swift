/// Everything outside the interpreter: it carries out effects and answers each with an input event.
package protocol World {
    /// Carries out one effect at the run's time `now`. What cannot be carried out is answered by `failed`, and a notifier
    /// that cannot be told by `notified` with its problem; a world never throws.
    mutating func perform(_ effect: Effect, at now: Duration) async -> Event

    /// The same, but for what takes its time elsewhere: once it is no longer wanted it is broken off, and nil. It is asked for anew, or
    /// under its key. A share is set to the end.
    ///
    /// - Parameter isWanted: Asked again and again meanwhile.
    mutating func perform(_ effect: Effect, at now: Duration, while isWanted: () -> Bool) async -> Event?

    /// Whether the run's time stands still while nothing but people move the run on, as that of requests does which nobody
    /// sends meanwhile.
    var timeStandsStill: Bool { get }

    /// Whether the effect can be carried out without waiting for its time.
    func isDue(_ effect: Effect, at now: Duration) -> Bool

    /// Lets a little time go by where the effect is not due: not so much that what people ask waits for it.
    func rest(before effect: Effect) async

    /// Whether what the world shows ends before the effect could be carried out.
    mutating func hasEnded(before effect: Effect) -> Bool

    /// The run's time at this moment, given the time of its last event.
    func time(after last: Duration) -> Duration
}

extension World {
    package mutating func perform(_ effect: Effect, at now: Duration, while isWanted: () -> Bool) async -> Event? {
        await perform(effect, at: now)
    }

    package var timeStandsStill: Bool { false }
    package func isDue(_ effect: Effect, at now: Duration) -> Bool { true }
    package func rest(before effect: Effect) async {}
    package mutating func hasEnded(before effect: Effect) -> Bool { false }
    package func time(after last: Duration) -> Duration { last }
}
