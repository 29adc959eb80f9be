package import Plan

/// Which model served whom and when in a run, from its `routed` events and the program's audiences.
package struct ServingHistory: Sendable {
    private struct Route {
        let at: Duration
        /// For each unit whether it has the candidate; nil where nobody has.
        let members: [Bool]?
    }

    private let audience: ReplayAudience
    private let routes: [Route]

    /// - Parameter events: The run's events, in order; others than `routed` are passed over.
    package init(program: Program, events: [Event]) {
        let audience = ReplayAudience(program: program)
        self.audience = audience
        routes = events.compactMap { event in
            guard case .routed(let routed) = event.payload else { return nil }
            let stage = routed.stage.flatMap { name in program.stages.firstIndex { $0.name == name } }
            return Route(at: event.at, members: stage.map { audience.members(stage: $0) })
        }
    }

    /// The model that served a unit at a time of the run. Before the first stage, and for units that the replay does not
    /// have, it is the baseline.
    package func model(for unit: String, at time: Duration) -> ModelRole {
        guard let number = audience.number(of: unit), let route = routes.last(where: { $0.at <= time }),
            let members = route.members
        else { return .baseline }
        return members[number] ? .candidate : .baseline
    }

    /// Whether the replay has that unit.
    package func knows(_ unit: String) -> Bool { audience.number(of: unit) != nil }
}
