/// The world that a program is carried out in: a replay's, or that of the log that it names.
package enum RunWorld: World {
    case replay(ReplayWorld)
    case recorded(RecordedWorld)

    package var timeStandsStill: Bool {
        switch self {
        case .replay(let world): world.timeStandsStill
        case .recorded(let world): world.timeStandsStill
        }
    }

    package mutating func perform(_ effect: Effect, at now: Duration) async -> Event {
        switch self {
        case .replay(var world):
            defer { self = .replay(world) }
            return await world.perform(effect, at: now)
        case .recorded(var world):
            defer { self = .recorded(world) }
            return await world.perform(effect, at: now)
        }
    }

    package mutating func hasEnded(before effect: Effect) -> Bool {
        guard case .recorded(var world) = self else { return false }
        defer { self = .recorded(world) }
        return world.hasEnded(before: effect)
    }
}
