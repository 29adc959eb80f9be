import JSON

/// Gates taken apart where their list says the same of the parts: all of what must hold must hold, and any of what takes back does.
enum GateParts {
    static func parts(of gates: [JSONValue], inTripwires isTripwire: Bool) -> [JSONValue] {
        gates.flatMap { parts(of: $0, isTripwire) }
    }

    private static func parts(of gate: JSONValue, _ isTripwire: Bool) -> [JSONValue] {
        guard case .object(let object) = gate, let condition = object["condition"],
            let count = condition["at_least"]?.integer, let conditions = condition["of"]?.array,
            count == (isTripwire ? 1 : conditions.count)
        else { return [gate] }
        // Of what must hold several times in a row now one part may, and now another.
        guard !isTripwire || (object["failures"] ?? 1) == 1 else { return [gate] }
        return conditions.flatMap { condition -> [JSONValue] in
            var part = object
            part["condition"] = condition
            return parts(of: .object(part), isTripwire)
        }
    }
}
