/// Requests that are rows of a data set, drawn with replacement.
package struct TrafficSpec: Sendable, Hashable {
    package struct Group: Sendable, Hashable {
        package let name: String
        package let share: Rational

        package init(name: String, share: Rational) {
            self.name = name
            self.share = share
        }
    }

    package let replay: DataSelection
    package let rate: Rate
    /// What a unit is called; the made-up ones are named `unit-0`, `unit-1` and so on.
    package let unit: String
    package let users: Int
    package let groups: [Group]
    package let seed: Int

    package init(replay: DataSelection, rate: Rate, unit: String, users: Int, groups: [Group], seed: Int) {
        self.replay = replay
        self.rate = rate
        self.unit = unit
        self.users = users
        self.groups = groups
        self.seed = seed
    }
}
