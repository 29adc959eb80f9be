import JSON
import Plan

/// Two gates of which one takes the place of the other: they ask the same of the same metric and differ in their number, such as
/// `accuracy >= 0.85` and `accuracy >= 0.8`, or in whether it may be just that, or one of them is the other with `and` or `or`.
struct GateMatch {
    /// Whether the new one holds more often than the old one; nil where it holds as often, or where that is not known.
    private let holdsMoreOften: Bool?

    init(holdsMoreOften: Bool?) { self.holdsMoreOften = holdsMoreOften }

    /// Nil where the conditions ask different things.
    init?(_ old: JSONValue, _ new: JSONValue, _ bare: BareReading) {
        let (old, new) = (SameCondition(old, bare).value, SameCondition(new, bare).value)
        if let isWider = Self.isWider(new, than: old) ?? Self.isWider(old, than: new).map({ !$0 }) {
            holdsMoreOften = isWider
            return
        }
        guard let relation = old["relation"]?.string, let newRelation = new["relation"]?.string,
            old["left"] == new["left"], let before = old["right"].flatMap(Offset.init),
            let after = new["right"].flatMap(Offset.init), before.from == after.from, before.sign == after.sign
        else { return nil }
        let isBelow = relation.hasPrefix("<")
        guard isBelow || relation.hasPrefix(">") else {
            guard relation == newRelation else { return nil }
            holdsMoreOften = nil
            return
        }
        guard relation.first == newRelation.first else { return nil }
        let change = (after.amount - before.amount) * (after.sign == "-" ? -1 : 1)
        if change != 0 {
            holdsMoreOften = isBelow == (change > 0)
        } else {
            holdsMoreOften = relation == newRelation ? nil : newRelation.hasSuffix("=")
        }
    }

    /// Whether the list holds more often than the condition that is one of its parts; nil where it is none, or that is not known.
    private static func isWider(_ list: JSONValue, than part: JSONValue) -> Bool? {
        guard let count = list["at_least"]?.integer, let parts = list["of"]?.array, parts.count > 1,
            parts.contains(part)
        else { return nil }
        return count == 1 ? true : count == parts.count ? false : nil
    }

    /// What the change does to the risk of a release.
    ///
    /// - Parameter isTripwire: whether the condition stops a release where it holds; otherwise it must hold.
    func effect(isTripwire: Bool) -> Change.Effect {
        holdsMoreOften.map { $0 == isTripwire ? .lessRisk : .moreRisk } ?? .none
    }

    /// A constant, or something else with a constant added, taken away or multiplied.
    private struct Offset {
        let from: JSONValue?
        let sign: String?
        let amount: Double

        init?(_ value: JSONValue) {
            if let constant = value["constant"]?.number {
                (from, sign, amount) = (nil, nil, constant)
            } else if let sign = value["operator"]?.string, sign != "/",
                let constant = value["right"]?["constant"]?.number
            {
                (from, self.sign, amount) = (value["left"], sign, constant)
            } else {
                return nil
            }
        }
    }
}
