/// Appends JSON to a buffer of bytes as it goes, with no tree in between: the form for events on their way to a log.
///
/// Commas are placed by the writer. Numbers that JSON cannot say (infinite, not a number) are written as `null`.
package struct JSONWriter: Sendable {
    package private(set) var bytes: [UInt8] = []
    private var needsComma = false

    package init() {}

    /// The text written so far.
    package var text: String { String(decoding: bytes, as: UTF8.self) }

    /// A writer with room for so many bytes.
    package init(capacity: Int) { bytes.reserveCapacity(capacity) }

    /// Forgets the text and keeps its room, for the next line.
    package mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
        needsComma = false
    }

    /// Writes an object whose members `content` writes.
    package mutating func object(_ content: (inout JSONWriter) -> Void) {
        enclose(UInt8(ascii: "{"), UInt8(ascii: "}"), content)
    }

    /// Writes an array whose elements `content` writes.
    package mutating func array(_ content: (inout JSONWriter) -> Void) {
        enclose(UInt8(ascii: "["), UInt8(ascii: "]"), content)
    }

    /// Writes the name of the next member.
    package mutating func name(_ name: String) {
        append(quoted: name, then: UInt8(ascii: ":"))
        needsComma = false
    }

    /// Writes a member that holds text.
    package mutating func member(_ name: String, _ value: String) {
        self.name(name)
        string(value)
    }

    /// Writes a member that holds a whole number.
    package mutating func member(_ name: String, _ value: Int) {
        self.name(name)
        integer(value)
    }

    /// Writes a member that holds a number.
    package mutating func member(_ name: String, _ value: Double) {
        self.name(name)
        number(value)
    }

    /// Writes a member that holds a truth value.
    package mutating func member(_ name: String, _ value: Bool) {
        self.name(name)
        bool(value)
    }

    /// Writes a member that holds an object.
    package mutating func object(_ name: String, _ content: (inout JSONWriter) -> Void) {
        self.name(name)
        object(content)
    }

    /// Writes a member that holds an array.
    package mutating func array(_ name: String, _ content: (inout JSONWriter) -> Void) {
        self.name(name)
        array(content)
    }

    /// Writes an array of whole numbers, all in one piece.
    package mutating func array(of numbers: borrowing Span<Int>) {
        separate()
        bytes.append(addingCapacity: numbers.count * JSONNumber.longest + 2) { output in
            output.append(UInt8(ascii: "["))
            for index in numbers.indices {
                if index > 0 { output.append(UInt8(ascii: ",")) }
                JSONNumber.append(numbers[index], to: &output)
            }
            output.append(UInt8(ascii: "]"))
        }
    }

    package mutating func string(_ value: String) { append(quoted: value, then: nil) }

    package mutating func integer(_ value: Int) {
        separate()
        JSONNumber.append(value, to: &bytes)
    }

    /// Writes a whole number that may have more than 64 bits, as text: a reader may not have more room for a number.
    package mutating func text(_ value: Int128) {
        guard let short = Int(exactly: value) else { return string(value.description) }
        separate()
        bytes.append(UInt8(ascii: "\""))
        JSONNumber.append(short, to: &bytes)
        bytes.append(UInt8(ascii: "\""))
    }

    package mutating func number(_ value: Double) {
        separate()
        JSONNumber.append(value, to: &bytes)
    }

    package mutating func bool(_ value: Bool) {
        separate()
        bytes.append(contentsOf: (value ? "true" : "false").utf8)
    }

    package mutating func null() {
        separate()
        bytes.append(contentsOf: "null".utf8)
    }

    /// Writes a whole value.
    package mutating func value(_ value: JSONValue) {
        switch value {
        case .null: null()
        case .bool(let value): bool(value)
        case .integer(let value): integer(value)
        case .number(let value): number(value)
        case .string(let value): string(value)
        case .array(let elements):
            array { writer in for element in elements { writer.value(element) } }
        case .object(let object):
            self.object { writer in
                for member in object.members {
                    writer.name(member.name)
                    writer.value(member.value)
                }
            }
        }
    }

    private mutating func enclose(_ open: UInt8, _ close: UInt8, _ content: (inout JSONWriter) -> Void) {
        separate()
        bytes.append(open)
        needsComma = false
        content(&self)
        bytes.append(close)
        needsComma = true
    }

    private mutating func separate() {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
        needsComma = true
    }

    /// Writes text in quotes, with a comma before it where one is needed; then a byte that follows it at once.
    private mutating func append(quoted text: String, then next: UInt8?) {
        let text = text.utf8.span
        guard Self.isPlain(text) else {
            separate()
            bytes.append(UInt8(ascii: "\""))
            for index in text.indices { appendEscaped(text[index]) }
            bytes.append(UInt8(ascii: "\""))
            if let next { bytes.append(next) }
            return
        }
        // All in one piece: most of what is written is short names.
        let needsComma = needsComma
        bytes.append(addingCapacity: text.count + 4) { output in
            if needsComma { output.append(UInt8(ascii: ",")) }
            output.append(UInt8(ascii: "\""))
            for index in text.indices { output.append(text[index]) }
            output.append(UInt8(ascii: "\""))
            if let next { output.append(next) }
        }
        self.needsComma = true
    }

    /// Whether text stands in quotes as it is: nearly all does.
    private static func isPlain(_ text: borrowing Span<UInt8>) -> Bool {
        for index in text.indices {
            let byte = text[index]
            if byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { return false }
        }
        return true
    }

    private mutating func appendEscaped(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\""): bytes.append(contentsOf: #"\""#.utf8)
        case UInt8(ascii: "\\"): bytes.append(contentsOf: #"\\"#.utf8)
        case 0x08: bytes.append(contentsOf: #"\b"#.utf8)
        case 0x0C: bytes.append(contentsOf: #"\f"#.utf8)
        case 0x0A: bytes.append(contentsOf: #"\n"#.utf8)
        case 0x0D: bytes.append(contentsOf: #"\r"#.utf8)
        case 0x09: bytes.append(contentsOf: #"\t"#.utf8)
        case 0..<0x20:
            bytes.append(contentsOf: #"\u00"#.utf8)
            bytes.append(Self.hexadecimal[Int(byte >> 4)])
            bytes.append(Self.hexadecimal[Int(byte & 15)])
        default: bytes.append(byte)
        }
    }

    private static let hexadecimal = Array("0123456789abcdef".utf8)
}
