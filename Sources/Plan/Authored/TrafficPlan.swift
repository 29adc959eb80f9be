package import Diagnostics

/// `traffic:`: where requests come from and whom they stand for.
package struct TrafficPlan: Sendable, Hashable {
    package struct Group: Sendable, Hashable {
        package let name: Located<String>
        package let share: Located<Rational>?

        package init(name: Located<String>, share: Located<Rational>?) {
            self.name = name
            self.share = share
        }
    }

    package let replay: DataReference?
    package let rate: Located<Rate>?
    package let unit: String
    package let users: Located<Int>
    /// Nil where it could not be read which groups there are.
    package let groups: [Group]?
    package let seed: Int
    package let span: SourceSpan

    package init(
        replay: DataReference?,
        rate: Located<Rate>?,
        unit: String,
        users: Located<Int>,
        groups: [Group]?,
        seed: Int,
        span: SourceSpan
    ) {
        self.replay = replay
        self.rate = rate
        self.unit = unit
        self.users = users
        self.groups = groups
        self.seed = seed
        self.span = span
    }
}
