/// A JSON text together with what it says, for whoever changes a value and leaves every other byte as it is.
package struct JSONText: Hashable, Sendable {
    /// A step from a value to one inside it.
    package enum Step: Hashable, Sendable {
        case member(String)
        case element(Int)
    }

    package let bytes: [UInt8]
    package let value: JSONValue

    /// Reads the text as `JSONValue` does.
    package init(_ bytes: [UInt8]) throws(JSONError) {
        value = try JSONValue(parsing: bytes)
        self.bytes = bytes
    }

    /// The bytes of the value that the steps lead to, without the space around it; nil where one leads nowhere.
    package func range(of steps: [Step]) -> Range<Int>? {
        var walk = JSONWalk(bytes: bytes)
        for step in steps {
            switch step {
            case .member(let name): guard walk.enter(name) else { return nil }
            case .element(let index): guard walk.enter(index) else { return nil }
            }
        }
        return walk.value
    }

    /// The text with other bytes at some places, which are apart from each other.
    package func replacing(_ changes: [(range: Range<Int>, bytes: [UInt8])]) -> [UInt8] {
        var changed = bytes
        for change in changes.sorted(by: { $0.range.lowerBound > $1.range.lowerBound }) {
            changed.replaceSubrange(change.range, with: change.bytes)
        }
        return changed
    }
}

/// Goes through a text that is known to be JSON.
private struct JSONWalk {
    let bytes: [UInt8]
    var offset = 0

    init(bytes: [UInt8]) {
        self.bytes = bytes
        skipSpace()
    }

    /// The value that starts here.
    var value: Range<Int> {
        var walk = self
        walk.skipValue()
        return offset..<walk.offset
    }

    private var current: UInt8 { offset < bytes.count ? bytes[offset] : 0 }

    private mutating func skipSpace() {
        while offset < bytes.count, bytes[offset] <= 0x20 { offset += 1 }
    }

    /// Goes to the value of a member, where this is an object that has one.
    mutating func enter(_ name: String) -> Bool {
        guard open(UInt8(ascii: "{")) else { return false }
        while current == UInt8(ascii: "\"") {
            let key = value
            offset = key.upperBound
            skipSpace()
            // The colon.
            offset += 1
            skipSpace()
            if (try? JSONValue(parsing: Array(bytes[key])))?.string == name { return true }
            skipToNext()
        }
        return false
    }

    /// Goes to an element, where this is an array that has so many.
    mutating func enter(_ index: Int) -> Bool {
        guard open(UInt8(ascii: "[")) else { return false }
        var place = 0
        while offset < bytes.count, current != UInt8(ascii: "]") {
            if place == index { return true }
            skipToNext()
            place += 1
        }
        return false
    }

    private mutating func open(_ bracket: UInt8) -> Bool {
        guard current == bracket else { return false }
        offset += 1
        skipSpace()
        return true
    }

    /// Over the value that starts here and the comma behind it.
    private mutating func skipToNext() {
        skipValue()
        skipSpace()
        guard current == UInt8(ascii: ",") else { return }
        offset += 1
        skipSpace()
    }

    private mutating func skipValue() {
        var depth = 0
        repeat {
            switch current {
            case UInt8(ascii: "\""): skipString()
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                depth += 1
                offset += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                depth -= 1
                offset += 1
            case UInt8(ascii: ","), UInt8(ascii: ":"), 0...0x20: offset += 1
            default: skipWord()
            }
        } while depth > 0 && offset < bytes.count
    }

    private mutating func skipString() {
        offset += 1
        while offset < bytes.count, bytes[offset] != UInt8(ascii: "\"") {
            offset += bytes[offset] == UInt8(ascii: "\\") ? 2 : 1
        }
        offset += 1
    }

    /// Over a number, `true`, `false` or `null`.
    private mutating func skipWord() {
        while offset < bytes.count, !Self.endsWord(bytes[offset]) { offset += 1 }
    }

    private static func endsWord(_ byte: UInt8) -> Bool {
        byte <= 0x20 || byte == UInt8(ascii: ",") || byte == UInt8(ascii: "]") || byte == UInt8(ascii: "}")
    }
}
