/// The world that a program is carried out in: a replay's, that of the log that it names, or that of live traffic.
package enum RunWorld: World {
    case replay(ReplayWorld)
    case recorded(RecordedWorld)
    case live(LiveWorld)

    package var timeStandsStill: Bool {
        switch self {
        case .replay(let world): world.timeStandsStill
        case .recorded(let world): world.timeStandsStill
        case .live(let world): world.timeStandsStill
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
        case .live(var world):
            defer { self = .live(world) }
            return await world.perform(effect, at: now)
        }
    }

    package mutating func perform(_ effect: Effect, at now: Duration, while isWanted: () -> Bool) async -> Event? {
        guard case .live(var world) = self else { return await perform(effect, at: now) }
        defer { self = .live(world) }
        return await world.perform(effect, at: now, while: isWanted)
    }

    package mutating func hasEnded(before effect: Effect) -> Bool {
        guard case .recorded(var world) = self else { return false }
        defer { self = .recorded(world) }
        return world.hasEnded(before: effect)
    }

    package func isDue(_ effect: Effect, at now: Duration) -> Bool {
        guard case .live(let world) = self else { return true }
        return world.isDue(effect, at: now)
    }

    package func rest(before effect: Effect) async {
        if case .live(let world) = self { await world.rest(before: effect) }
    }

    package func time(after last: Duration) -> Duration {
        guard case .live(let world) = self else { return last }
        return world.time(after: last)
    }
}
