import JSON
import Plan

/// Two gates that ask the same of the same metric and differ in their number, such as `accuracy >= 0.85` and `accuracy >= 0.8`, or
/// in whether it may be just that.
struct GateMatch {
    /// Whether the new one holds more often than the old one; nil where it holds as often, or where that is not known.
    private let holdsMoreOften: Bool?

    /// Nil where the conditions ask different things.
    init?(_ old: JSONValue, _ new: JSONValue, _ bare: BareReading) {
        let (old, new) = (SameCondition(old, bare).value, SameCondition(new, bare).value)
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
