import JSON
import Plan

/// A condition in the one form that all have which ask the same in other words: a number stands on the right of a comparison,
/// nothing is denied, the parts of a list stand in the order of their text, and a metric has its bare name where that says the same.
struct SameCondition: Hashable {
    let value: JSONValue

    init(_ condition: JSONValue, _ bare: BareReading) {
        value = Self.ordered(bare == .unknown ? condition : Self.named(condition, bare))
    }

    private static func named(_ value: JSONValue, _ bare: BareReading) -> JSONValue {
        switch value {
        case .array(let items): return .array(items.map { named($0, bare) })
        case .object(var object):
            for member in object.members { object[member.name] = named(member.value, bare) }
            let selectors = object["selectors"]?.array?.compactMap(\.string) ?? []
            if object["name"] != nil, bare.isSaid(byVariant: object["variant"]?.string, selectors: selectors) {
                object["variant"] = nil
                object["selectors"] = nil
            }
            return .object(object)
        default: return value
        }
    }

    private static func ordered(_ condition: JSONValue) -> JSONValue {
        guard case .object(var object) = condition else { return condition }
        if let parts = object["of"]?.array {
            object["of"] = .array(parts.map(ordered).sorted { $0.canonicalText < $1.canonicalText })
        } else if let part = object["not"] {
            return ordered(denied(part))
        } else if let left = object["left"], let right = object["right"], left["constant"] != nil,
            right["constant"] == nil, let relation = object["relation"]?.string, let mirrored = mirrored[relation]
        {
            object["left"] = right
            object["right"] = left
            object["relation"] = .string(mirrored)
        }
        return .object(object)
    }

    /// The condition that holds where this one does not; what has no answer has none either way.
    private static func denied(_ condition: JSONValue) -> JSONValue {
        guard case .object(var object) = condition else { return condition }
        if let part = object["not"] { return part }
        if let count = object["at_least"]?.integer, let parts = object["of"]?.array {
            object["at_least"] = .integer(parts.count - count + 1)
            object["of"] = .array(parts.map(denied))
        } else if let relation = object["relation"]?.string, let opposite = opposite[relation] {
            object["relation"] = .string(opposite)
        }
        return .object(object)
    }

    private static let opposite = ["<": ">=", "<=": ">", ">": "<=", ">=": "<", "==": "!=", "!=": "=="]

    private static let mirrored = ["<": ">", "<=": ">=", ">": "<", ">=": "<=", "==": "==", "!=": "!="]
}
