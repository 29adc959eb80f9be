/// What keeps a run from giving the candidate to more people, while it goes on in every other way.
package struct Pause: Sendable, Hashable {
    package enum Cause: Sendable, Hashable {
        /// The approval of a stage is awaited.
        case approval(stage: Int)
        /// Somebody asked to hold.
        case people
        /// A condition or an alert of the stage at hand asks to hold.
        case gate
        /// No change window is open.
        case window
    }

    package let cause: Cause
    /// When something else follows than waiting.
    package let until: Duration

    /// Whether only people, or the end of their time, move the run on.
    package var isForPeople: Bool {
        switch cause {
        case .approval, .people: true
        case .gate, .window: false
        }
    }
}
