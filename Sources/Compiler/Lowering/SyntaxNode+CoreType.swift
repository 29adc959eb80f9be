import Plan
import PlanSyntax

/// What YAML 1.2's core schema takes a scalar for (chapter 10.3.2 of the specification), so that the compiler and the
/// JSON Schema, whose validators read plans by that schema, mean the same by a value.
enum CoreType {
    case string, integer, float, boolean, null
}

extension SyntaxNode {
    /// The core type of a scalar: by its tag, else by its text where it is plain.
    var coreType: CoreType {
        switch tag {
        case .string, .sequence, .mapping: return .string
        case .integer: return .integer
        case .float: return .float
        case .boolean: return .boolean
        case .null: return .null
        case .none: break
        }
        guard case .plain = style else { return .string }
        guard let first = firstByte else { return .null }
        if first.isDigit || first == UInt8(ascii: "+") || first == UInt8(ascii: "-") || first == UInt8(ascii: ".") {
            var type: CoreType?
            withText { type = Self.numberType($0) }
            return type ?? .string
        }
        guard textCount <= 5 else { return .string }
        switch first | 0x20 {
        case UInt8(ascii: "~"), UInt8(ascii: "n"), UInt8(ascii: "t"), UInt8(ascii: "f"): break
        default: return .string
        }
        switch text {
        case "~", "null", "Null", "NULL": return .null
        case "true", "True", "TRUE", "false", "False", "FALSE": return .boolean
        default: return .string
        }
    }

    /// Whether its first byte leaves room for nothing, `~` or `null`; without the text nearly every value is told apart.
    var mayBeNull: Bool {
        guard case .none = tag, let first = firstByte else { return true }
        return first == UInt8(ascii: "~") || first | 0x20 == UInt8(ascii: "n")
    }

    private static func numberType(_ text: Span<UInt8>) -> CoreType? {
        if text[0] == UInt8(ascii: "0"), text.count > 1 {
            if text[1] == UInt8(ascii: "x") { return text.areAll(from: 2, \.isHexadecimalDigit) ? .integer : nil }
            if text[1] == UInt8(ascii: "o") { return text.areAll(from: 2, \.isOctalDigit) ? .integer : nil }
        }
        if text.isOne(of: [".nan", ".NaN", ".NAN"], from: 0) { return .float }
        var place = text[0] == UInt8(ascii: "-") || text[0] == UInt8(ascii: "+") ? 1 : 0
        if text.isOne(of: [".inf", ".Inf", ".INF"], from: place) { return .float }

        let whole = text.digits(from: place)
        place += whole
        if place == text.count { return whole > 0 ? .integer : nil }
        var digits = whole
        if text[place] == UInt8(ascii: ".") {
            let decimals = text.digits(from: place + 1)
            place += 1 + decimals
            digits += decimals
        }
        guard digits > 0 else { return nil }
        if place < text.count, text[place] | 0x20 == UInt8(ascii: "e") {
            place += 1
            if place < text.count, text[place] == UInt8(ascii: "-") || text[place] == UInt8(ascii: "+") { place += 1 }
            let exponent = text.digits(from: place)
            guard exponent > 0 else { return nil }
            place += exponent
        }
        return place == text.count ? .float : nil
    }
}

extension Span<UInt8> {
    /// Whether what begins at `start` is one of some words that begin with a point.
    fileprivate func isOne(of words: @autoclosure () -> [String], from start: Int) -> Bool {
        guard start < count, self[start] == UInt8(ascii: "."), count - start == 4 else { return false }
        var text: [UInt8] = []
        for place in start..<count { text.append(self[place]) }
        return words().contains { text.elementsEqual($0.utf8) }
    }

    /// How many digits stand from `start` on.
    fileprivate func digits(from start: Int) -> Int {
        var place = start
        while place < count, self[place].isDigit { place += 1 }
        return place - start
    }

    /// Whether there are bytes from `start` on, and all of them are as asked for.
    fileprivate func areAll(from start: Int, _ isWanted: (UInt8) -> Bool) -> Bool {
        guard start < count else { return false }
        for place in start..<count where !isWanted(self[place]) { return false }
        return true
    }
}

extension UInt8 {
    /// The same as `isASCIIDigit`, in the room that asks it of every value.
    var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }

    /// The same as `isASCIILetter`.
    var isLetter: Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self | 0x20) }

    fileprivate var isOctalDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "7")).contains(self) }

    fileprivate var isHexadecimalDigit: Bool {
        isDigit || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(self | 0x20)
    }
}
