/// Everything outside the interpreter: it carries out effects and answers each with an input event.
package protocol World {
    /// Carries out one effect at the run's time `now`. What cannot be carried out is answered by `failed`, and a notifier
    /// that cannot be told by `notified` with its problem; a world never throws.
    mutating func perform(_ effect: Effect, at now: Duration) async -> Event
}
