import Plan

/// A query in PromQL with places for the model's label and for a window.
///
/// A label stays text, whatever it is: inside a string it is escaped as the string's quotes want it, inside one that follows `=~`
/// or `!~` as a regular expression too, and elsewhere it is a string itself.
struct PromQLTemplate: Hashable, Sendable {
    /// Where in the query a placeholder stands.
    private enum Place: Hashable, Sendable {
        case bare
        case string(quote: UInt8, isPattern: Bool)
    }

    private enum Part: Hashable, Sendable {
        case text(String)
        case model(Place)
        case window
    }

    private let parts: [Part]

    init(_ text: String) throws(Template.Problem) {
        var scanner = Scanner()
        parts = try Template(parsing: text, names: ["model", "window"]).parts.map { part in
            switch part {
            case .text(let text):
                scanner.read(text)
                return .text(text)
            case .placeholder("model"): return .model(scanner.place)
            case .placeholder: return .window
            }
        }
    }

    /// The query for a model and a window of whole milliseconds, or nil where the label cannot be written where it stands.
    func query(model: String, window: Duration) -> String? {
        var query = ""
        for part in parts {
            switch part {
            case .text(let text): query += text
            case .window: query += Self.duration(window)
            case .model(.bare): query += "\"" + Self.escape(model, in: UInt8(ascii: "\"")) + "\""
            case .model(.string(let quote, let isPattern)):
                let label = isPattern ? Self.pattern(model) : model
                if quote != UInt8(ascii: "`") {
                    query += Self.escape(label, in: quote)
                } else if !label.utf8.contains(quote) {
                    query += label
                } else {
                    return nil
                }
            }
        }
        return query
    }

    /// As PromQL has lengths of time, which have no part of a millisecond and are more than nothing.
    static func duration(_ window: Duration) -> String {
        Duration.milliseconds(max(1, window.nanoseconds / 1_000_000)).planText
    }

    /// Text inside quotes; PromQL has the escapes of Go.
    private static func escape(_ text: String, in quote: UInt8) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case UInt32(quote), UInt32(UInt8(ascii: "\\")): escaped += "\\" + String(scalar)
            case 0x0A: escaped += "\\n"
            case 0..<0x20, 0x7F: escaped += (scalar.value < 16 ? "\\x0" : "\\x") + String(scalar.value, radix: 16)
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }

    /// The regular expression (RE2) of a text that means itself.
    private static func pattern(_ text: String) -> String {
        var pattern = ""
        for scalar in text.unicodeScalars {
            if "\\.+*?()|[]{}^$".unicodeScalars.contains(scalar) { pattern += "\\" }
            pattern.unicodeScalars.append(scalar)
        }
        return pattern
    }

    /// Follows a query from its beginning to know what is a string and what is not.
    private struct Scanner {
        private var quote: UInt8?
        private var isEscaped = false
        private var isComment = false
        /// The last two bytes outside strings that are no blanks.
        private var last: (UInt8, UInt8) = (0, 0)
        private var isPattern = false

        var place: Place { quote.map { .string(quote: $0, isPattern: isPattern) } ?? .bare }

        mutating func read(_ text: String) {
            for byte in text.utf8 { read(byte) }
        }

        private mutating func read(_ byte: UInt8) {
            if isComment {
                isComment = byte != UInt8(ascii: "\n")
            } else if let quote {
                if isEscaped {
                    isEscaped = false
                } else if byte == UInt8(ascii: "\\"), quote != UInt8(ascii: "`") {
                    isEscaped = true
                } else if byte == quote {
                    self.quote = nil
                    last = (0, 0)
                }
            } else {
                switch byte {
                case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`"):
                    quote = byte
                    isPattern = last.1 == UInt8(ascii: "~") && [UInt8(ascii: "="), UInt8(ascii: "!")].contains(last.0)
                case UInt8(ascii: "#"): isComment = true
                case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"): break
                default: last = (last.1, byte)
                }
            }
        }
    }
}
