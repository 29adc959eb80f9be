import Execution
import JSON
import Plan

/// The body of a request with places for rows.
///
/// A row is JSON where JSON is expected, and the same as text inside a string, so that no value of a row ends the string.
struct RowTemplate: Sendable {
    private enum Part: Sendable {
        case text(String)
        case rows(isSeveral: Bool, isInString: Bool)
    }

    private let parts: [Part]
    /// Whether it takes more than one row at once.
    let takesSeveral: Bool

    /// Nil where a secret is not set, or there are other placeholders.
    init?(_ text: SecretText, _ secrets: Secrets) {
        var parts: [Part] = []
        var isInString = false
        var isEscaped = false
        func scan(_ text: String) {
            for byte in text.utf8 {
                if isEscaped {
                    isEscaped = false
                } else if byte == UInt8(ascii: "\\") {
                    isEscaped = isInString
                } else if byte == UInt8(ascii: "\"") {
                    isInString.toggle()
                }
            }
        }
        for part in text.parts {
            switch part {
            case .secret:
                guard let value = secrets.reveal(SecretText([part])) else { return nil }
                scan(value)
                parts.append(.text(value))
            case .text(let text):
                guard let template = try? Template(parsing: text, names: ["row", "rows"]) else { return nil }
                for part in template.parts {
                    switch part {
                    case .text(let text):
                        scan(text)
                        parts.append(.text(text))
                    case .placeholder(let name):
                        parts.append(.rows(isSeveral: name == "rows", isInString: isInString))
                    }
                }
            }
        }
        self.parts = parts
        takesSeveral = parts.contains { if case .rows(isSeveral: true, _) = $0 { true } else { false } }
    }

    func filled(_ rows: RemoteRows) -> String {
        let objects = rows.rows.map { row in JSONValue.object(JSONObject(Array(zip(rows.columns, row)))) }
        return parts.map { part in
            switch part {
            case .text(let text): return text
            case .rows(let isSeveral, let isInString):
                let text = isSeveral ? JSONValue.array(objects).text : objects.first?.text ?? "null"
                // In quotes of its own, which stand in the template already.
                return isInString ? String(JSONValue.string(text).text.dropFirst().dropLast()) : text
            }
        }.joined()
    }
}
