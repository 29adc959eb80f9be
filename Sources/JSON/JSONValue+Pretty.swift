extension JSONValue {
    /// The text over several lines, indented by two, short arrays of plain values on one line: for people.
    package var prettyText: String {
        var text = ""
        appendPretty(to: &text, indent: 0)
        return text
    }

    private func appendPretty(to output: inout String, indent: Int) {
        let inner = String(repeating: "  ", count: indent + 1)
        let outer = String(repeating: "  ", count: indent)
        switch self {
        case .array(let elements) where !isPrintedOnOneLine(elements):
            output += "[\n"
            for (index, element) in elements.enumerated() {
                output += inner
                element.appendPretty(to: &output, indent: indent + 1)
                output += index + 1 < elements.count ? ",\n" : "\n"
            }
            output += outer + "]"
        case .object(let object) where !object.members.isEmpty:
            output += "{\n"
            for (index, member) in object.members.enumerated() {
                output += inner + JSONValue.string(member.name).text + ": "
                member.value.appendPretty(to: &output, indent: indent + 1)
                output += index + 1 < object.members.count ? ",\n" : "\n"
            }
            output += outer + "}"
        case .array(let elements):
            output += "[" + elements.map(\.text).joined(separator: ", ") + "]"
        default:
            output += text
        }
    }

    private func isPrintedOnOneLine(_ elements: [JSONValue]) -> Bool {
        var width = 0
        for element in elements {
            if element.array != nil || element.object != nil { return false }
            width += element.text.utf8.count + 2
        }
        return width <= 80
    }
}
