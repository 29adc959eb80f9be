import JSON

/// A condition in the one form that all have which ask the same in other words: a number stands on the right of a comparison,
/// and the parts of a list in the order of their text.
struct SameCondition: Hashable {
    let value: JSONValue

    init(_ condition: JSONValue) { value = Self.ordered(condition) }

    private static func ordered(_ condition: JSONValue) -> JSONValue {
        guard case .object(var object) = condition else { return condition }
        if let parts = object["of"]?.array {
            object["of"] = .array(parts.map(ordered).sorted { $0.canonicalText < $1.canonicalText })
        } else if let part = object["not"] {
            object["not"] = ordered(part)
        } else if let left = object["left"], let right = object["right"], left["constant"] != nil,
            right["constant"] == nil, let relation = object["relation"]?.string, let mirrored = mirrored[relation]
        {
            object["left"] = right
            object["right"] = left
            object["relation"] = .string(mirrored)
        }
        return .object(object)
    }

    private static let mirrored = ["<": ">", "<=": ">=", ">": "<", ">=": "<=", "==": "==", "!=": "!="]
}
