package import JSON
package import Plan

/// A world whose clock readings are those of another run: what is `measured` in its events comes from recorded ones.
///
/// A run that is fed another run's measurements must decide as that run did; where it does not, the two differ in more
/// than their clocks.
package struct RecordedMeasurements<Base: World>: World {
    private var base: Base
    private var reader: EventReader
    private var recorded: ArraySlice<JSONValue>

    /// - Parameter recorded: The recorded run's events, as JSON, in order.
    package init(_ base: Base, program: Program, recorded: [JSONValue]) {
        self.base = base
        self.reader = EventReader(program: program)
        self.recorded = recorded[...]
    }

    package var timeStandsStill: Bool { base.timeStandsStill }

    package mutating func perform(_ effect: Effect, at now: Duration) async -> Event {
        let event = await base.perform(effect, at: now)
        do {
            var json = try JSONValue(parsing: event.line)
            if let measured = nextMeasurements(of: event.type), case .object(var object) = json {
                object["measured"] = measured
                json = .object(object)
            }
            return try reader.read(json)
        } catch {
            return Event(
                at: now,
                .failed(Event.Failure(step: event.type, problem: "the recorded measurements do not fit"))
            )
        }
    }

    private mutating func nextMeasurements(of type: String) -> JSONValue? {
        guard let index = recorded.firstIndex(where: { $0["type"]?.string == type }) else { return nil }
        defer { recorded = recorded[(index + 1)...] }
        return recorded[index]["measured"]
    }
}
