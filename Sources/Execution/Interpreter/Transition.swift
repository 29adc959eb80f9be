/// What an event led to: the next state, and what was decided on the way there, in order.
package struct Transition: Sendable, Equatable {
    package var state: ReleaseState
    package var decisions: [Event] = []

    init(state: consuming ReleaseState) { self.state = state }

    mutating func decide(_ payload: Event.Payload) {
        decisions.append(Event(at: state.now, payload))
    }
}
