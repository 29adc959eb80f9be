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
        guard style == .plain else { return .string }
        let text = utf8
        guard let first = text.first else { return .null }
        if first.isASCIIDigit || Self.numberSigns.contains(first) { return Self.numberType(text) ?? .string }
        guard text.count <= 5 else { return .string }
        switch self.text {
        case "~", "null", "Null", "NULL": return .null
        case "true", "True", "TRUE", "false", "False", "FALSE": return .boolean
        default: return .string
        }
    }

    /// Whether its first byte leaves room for nothing, `~` or `null`; without the text nearly every value is told apart.
    var mayBeNull: Bool {
        guard tag == .none, let first = utf8.first else { return true }
        return first == UInt8(ascii: "~") || first | 0x20 == UInt8(ascii: "n")
    }

    /// What a number can begin with beside a digit.
    private static let numberSigns = Array("+-.".utf8)

    private static func numberType(_ text: ArraySlice<UInt8>) -> CoreType? {
        var rest = text
        if rest.first == UInt8(ascii: "0") {
            if rest.starts(with: "0x".utf8) { return rest.dropFirst(2).isHexadecimal ? .integer : nil }
            if rest.starts(with: "0o".utf8) { return rest.dropFirst(2).isOctal ? .integer : nil }
        }
        if rest.isOne(of: [".nan", ".NaN", ".NAN"]) { return .float }
        if let sign = rest.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") { rest.removeFirst() }
        if rest.isOne(of: [".inf", ".Inf", ".INF"]) { return .float }

        let whole = rest.takeDigits()
        if rest.isEmpty { return whole > 0 ? .integer : nil }
        var digits = whole
        if rest.first == UInt8(ascii: ".") {
            rest.removeFirst()
            digits += rest.takeDigits()
        }
        guard digits > 0 else { return nil }
        if let mark = rest.first, mark | 0x20 == UInt8(ascii: "e") {
            rest.removeFirst()
            if let sign = rest.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") { rest.removeFirst() }
            guard rest.takeDigits() > 0 else { return nil }
        }
        return rest.isEmpty ? .float : nil
    }
}

extension ArraySlice<UInt8> {
    /// Whether it is one of some words that begin with a point.
    fileprivate func isOne(of words: [String]) -> Bool {
        first == UInt8(ascii: ".") && words.contains { elementsEqual($0.utf8) }
    }

    /// Removes the digits at the front and says how many there were.
    fileprivate mutating func takeDigits() -> Int {
        let digits = prefix { $0.isASCIIDigit }.count
        removeFirst(digits)
        return digits
    }

    fileprivate var isOctal: Bool { !isEmpty && allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "7")).contains($0) } }

    fileprivate var isHexadecimal: Bool {
        !isEmpty && allSatisfy { $0.isASCIIDigit || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0 | 0x20) }
    }
}
