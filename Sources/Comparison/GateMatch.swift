import JSON

/// Two gates that ask the same of the same metric and differ in their number, such as `accuracy >= 0.85` and `accuracy >= 0.8`.
struct GateMatch {
    /// How the number changed: above 0 where it grew.
    private let change: Double
    private let relation: String

    /// Nil where the conditions ask different things.
    init?(_ old: JSONValue, _ new: JSONValue) {
        guard let relation = old["relation"]?.string, new["relation"] == old["relation"], old["left"] == new["left"],
            let before = old["right"].flatMap(Offset.init), let after = new["right"].flatMap(Offset.init),
            before.from == after.from, before.sign == after.sign
        else { return nil }
        self.relation = relation
        change = (after.amount - before.amount) * (after.sign == "-" ? -1 : 1)
    }

    /// What the change does to the risk of a release.
    ///
    /// - Parameter isTripwire: whether the condition stops a release where it holds; otherwise it must hold.
    func effect(isTripwire: Bool) -> Change.Effect {
        guard change != 0, relation.hasPrefix("<") || relation.hasPrefix(">") else { return .none }
        let holdsMoreOften = relation.hasPrefix("<") == (change > 0)
        return holdsMoreOften == isTripwire ? .lessRisk : .moreRisk
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
