/// Rebuilds a run's state from its recorded events.
package enum Recovery {
    /// The state after the records, with the events themselves. Inputs are fed to the interpreter, and what it decides must
    /// be what was decided.
    package static func restore(
        _ records: [[UInt8]],
        interpreter: Interpreter
    ) throws(RecoveryError) -> (state: ReleaseState, events: [Event]) {
        var reader = EventReader(program: interpreter.program)
        var state = interpreter.initialState
        var events: [Event] = []
        var expected: ArraySlice<Event> = []
        for (index, record) in records.enumerated() {
            let event: Event
            do throws(EventError) {
                event = try reader.read(record)
            } catch {
                throw .unreadable(record: index + 1, problem: error.problem)
            }
            events.append(event)
            if event.isDecision {
                guard let decided = expected.popFirst(), decided.line == record else {
                    throw .differs(record: index + 1)
                }
            } else {
                guard expected.isEmpty else { throw .differs(record: index + 1) }
                let transition = interpreter.handle(event, in: state)
                state = transition.state
                expected = transition.decisions[...]
            }
        }
        guard expected.isEmpty else { throw .differs(record: records.count + 1) }
        return (state, events)
    }
}

/// Why a run's state cannot be rebuilt.
package enum RecoveryError: Error, Hashable, Sendable {
    /// A record, counted from 1, is no event.
    case unreadable(record: Int, problem: String)
    /// From this record on, counted from 1, this version of planrun decides otherwise than was decided.
    case differs(record: Int)
}
