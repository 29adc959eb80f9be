/// What the clocks of a zone show, at any moment: changes that are known one by one, and a rule for all later ones.
///
/// Moments are whole seconds since 1970-01-01T00:00:00Z, offsets seconds that the clock is ahead of UTC.
package struct ZoneRules: Sendable, Hashable {
    /// A change of the clock.
    package struct Transition: Sendable, Hashable {
        package let at: Int
        /// The offset from then on.
        package let offset: Int

        package init(at: Int, offset: Int) {
            self.at = at
            self.offset = offset
        }
    }

    /// Such as `Europe/Berlin`, `UTC` or `+05:30`.
    package let name: String
    /// The offset before the first change that is known.
    package let first: Int
    /// In the order of time, each later than the one before.
    package let transitions: [Transition]
    /// The rule from the last of the transitions on, or, without any, at all times.
    package let rule: ZoneRule?

    package init(name: String, first: Int, transitions: [Transition] = [], rule: ZoneRule? = nil) {
        self.name = name
        self.first = first
        self.transitions = transitions
        self.rule = rule
    }

    package static let utc = ZoneRules(name: "UTC", first: 0)

    /// The zone of a name that says by itself what it is, `UTC` or an offset such as `+05:30`; nil for other names.
    package init?(fixed name: String) {
        if name == "UTC" {
            self = .utc
            return
        }
        let bytes = Array(name.utf8)
        let digits = [1, 2, 4, 5].map { bytes.count == 6 ? bytes[$0] : 0 }
        guard bytes.count == 6, bytes[3] == UInt8(ascii: ":"), digits.allSatisfy({ (0x30...0x39).contains($0) }),
            bytes[0] == UInt8(ascii: "+") || bytes[0] == UInt8(ascii: "-")
        else { return nil }
        let numbers = digits.map { Int($0 - 0x30) }
        let (hours, minutes) = (numbers[0] * 10 + numbers[1], numbers[2] * 10 + numbers[3])
        guard hours <= 14, minutes < 60 else { return nil }
        let seconds = hours * 3600 + minutes * 60
        self.init(name: name, first: bytes[0] == UInt8(ascii: "+") ? seconds : -seconds)
    }

    /// The offset at a moment. Where clocks are set back, the hour that comes twice has two moments; where they are set
    /// forward, no moment has the hour that is left out.
    package func offset(at moment: Int) -> Int {
        guard let last = transitions.last else { return rule?.offset(at: moment) ?? first }
        if moment >= last.at { return rule?.offset(at: moment) ?? last.offset }
        return transitions.last { $0.at <= moment }?.offset ?? first
    }

    /// The first change of the clock after a moment; nil where it never changes again.
    package func change(after moment: Int) -> Transition? {
        if let next = transitions.first(where: { $0.at > moment }) { return next }
        return rule?.change(after: moment)
    }

    /// The same from a moment on, without what is over by then and what the rule says anyway: so it does not matter how
    /// many changes a file lists.
    package func from(_ moment: Int) -> ZoneRules {
        var left = transitions.filter { $0.at > moment }
        let first = offset(at: moment)
        if let rule {
            while let last = left.last {
                let before = left.count > 1 ? left[left.count - 2] : Transition(at: moment, offset: first)
                guard rule.offset(at: before.at) == before.offset, rule.change(after: before.at) == last else { break }
                left.removeLast()
            }
        }
        return ZoneRules(name: name, first: first, transitions: left, rule: rule)
    }
}
