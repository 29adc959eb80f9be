extension JSONValue {
    /// The text in canonical form (RFC 8785): no space, members sorted by the UTF-16 code units of their names, so that
    /// values that mean the same have the same bytes.
    package var canonicalText: String {
        var writer = JSONWriter()
        writer.value(sorted)
        return writer.text
    }

    /// The text on one line, members in their own order.
    package var text: String {
        var writer = JSONWriter()
        writer.value(self)
        return writer.text
    }

    private var sorted: JSONValue {
        switch self {
        case .array(let elements):
            return .array(elements.map(\.sorted))
        case .object(let object):
            let members = object.members.sorted { $0.name.utf16.lexicographicallyPrecedes($1.name.utf16) }
            return .object(JSONObject(members.map { ($0.name, $0.value.sorted) }))
        default:
            return self
        }
    }
}
