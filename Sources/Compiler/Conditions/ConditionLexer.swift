import Diagnostics
import Plan

/// Cuts a condition into tokens. Quantities with their unit, such as `1h30m`, `5%` and `20/s`, are one token each.
struct ConditionLexer {
    private let text: [UInt8]
    /// What faults are called: those of a condition, or of a message's placeholder.
    private let code: DiagnosticCode
    private let span: (Range<Int>) -> SourceSpan
    private var offset = 0

    private init(_ text: [UInt8], _ code: DiagnosticCode, span: @escaping (Range<Int>) -> SourceSpan) {
        self.text = text
        self.code = code
        self.span = span
    }

    /// All the tokens, the last of them `.end`.
    static func tokens(
        _ text: [UInt8],
        _ code: DiagnosticCode,
        span: @escaping (Range<Int>) -> SourceSpan
    ) throws(Diagnostic) -> [ConditionToken] {
        var lexer = ConditionLexer(text, code, span: span)
        var tokens: [ConditionToken] = []
        while true {
            let token = try lexer.next()
            tokens.append(token)
            if token.kind == .end { return tokens }
        }
    }

    private mutating func next() throws(Diagnostic) -> ConditionToken {
        while offset < text.count, Self.spaces.contains(text[offset]) { offset += 1 }
        guard offset < text.count else { return ConditionToken(kind: .end, range: offset..<offset) }
        let byte = text[offset]
        switch byte {
        case _ where byte.isASCIIDigit: return try quantity()
        case _ where ConditionName.canStart(with: byte): return name()
        case UInt8(ascii: "\""), UInt8(ascii: "'"): return try quoted(by: byte)
        default: return try sign()
        }
    }

    private func words(_ range: Range<Int>) -> String { String(decoding: text[range], as: UTF8.self) }

    private func error(
        _ message: String,
        _ code: DiagnosticCode? = nil,
        at range: Range<Int>,
        help: [String] = []
    ) -> Diagnostic {
        Diagnostic(code ?? self.code, message, at: .init(span(range)), help: help)
    }

    private mutating func name() -> ConditionToken {
        let start = offset
        while offset < text.count, ConditionName.canContain(text[offset]) { offset += 1 }
        return ConditionToken(kind: .name(words(start..<offset)), range: start..<offset)
    }

    // MARK: Quantities

    private mutating func quantity() throws(Diagnostic) -> ConditionToken {
        let start = offset
        while offset < text.count, ConditionName.canContain(text[offset]) || text[offset] == UInt8(ascii: ".") {
            offset += 1
        }
        if offset < text.count, text[offset] == UInt8(ascii: "%") {
            offset += 1
        } else if offset + 1 < text.count, text[offset] == UInt8(ascii: "/"),
            [UInt8(ascii: "s"), UInt8(ascii: "m"), UInt8(ascii: "h"), UInt8(ascii: "d")].contains(text[offset + 1]),
            offset + 2 == text.count || !ConditionName.canContain(text[offset + 2])
        {
            offset += 2
        }
        let word = words(start..<offset)
        guard let kind = Self.quantity(word, text[start..<offset]) else {
            throw error(
                "`\(word)` is not a number or a quantity",
                .badQuantity,
                at: start..<offset,
                help: [QuantityHelp.condition(word)]
            )
        }
        return ConditionToken(kind: kind, range: start..<offset)
    }

    private static func quantity(_ word: String, _ bytes: ArraySlice<UInt8>) -> ConditionToken.Kind? {
        if bytes.last == UInt8(ascii: "%") {
            // By way of the exponent, since dividing by 100 would round a second time: `0.7%` is `0.007`.
            let digits = word.dropLast()
            return Rational(decimal: digits).flatMap { _ in Double(digits + "e-2") }.map { .percent($0) }
        }
        if bytes.contains(UInt8(ascii: "/")) { return Rate(planText: word).map { .rate($0.perSecond.value) } }
        if let number = Rational(decimal: word) {
            return bytes.contains(UInt8(ascii: ".")) ? Double(word).map { .number($0) } : .integer(number.numerator)
        }
        return Duration(planText: word).map { .duration($0) }
    }

    // MARK: Text and signs

    private mutating func quoted(by quote: UInt8) throws(Diagnostic) -> ConditionToken {
        let start = offset
        offset += 1
        while offset < text.count, text[offset] != quote { offset += 1 }
        guard offset < text.count else { throw error("the closing quote is missing", at: start..<start + 1) }
        offset += 1
        return ConditionToken(kind: .text(words(start + 1..<offset - 1)), range: start..<offset)
    }

    private static let spaces: [UInt8] = [0x20, 0x09, 0x0A, 0x0D]

    private static let signs = [
        "<=", ">=", "==", "!=", "<", ">", "+", "-", "*", "/", "(", ")", "[", "]", ",", ".", "=",
    ]
    .map { (text: $0, bytes: Array($0.utf8)) }

    /// What other languages write, and what it is here: tried before the signs, as some begin like one.
    private static let otherSigns = [
        ("&&", "and"), ("||", "or"), ("===", "=="), ("!==", "!="), ("=>", ">="), ("=<", "<="), ("<>", "!="),
    ].map { (text: $0, bytes: Array($0.utf8), meant: $1) }
    private static let otherCharacters = [
        "≥": ">=", "≤": "<=", "≠": "!=", "&": "and", "|": "or", "!": "not", "–": "-", "−": "-", "×": "*", "÷": "/",
        "（": "(", "）": ")", "，": ",", "“": "\"", "”": "\"", "‘": "'", "’": "'",
    ]

    /// The signs that are told by their first byte and the one behind it, which most are.
    private func plainSign() -> String? {
        let next = offset + 1 < text.count ? text[offset + 1] : 0
        switch text[offset] {
        case UInt8(ascii: ">"): return next == UInt8(ascii: "=") ? ">=" : ">"
        case UInt8(ascii: "<") where next != UInt8(ascii: ">"): return next == UInt8(ascii: "=") ? "<=" : "<"
        case UInt8(ascii: "."): return "."
        case UInt8(ascii: "["): return "["
        case UInt8(ascii: "]"): return "]"
        case UInt8(ascii: "("): return "("
        case UInt8(ascii: ")"): return ")"
        case UInt8(ascii: "-"): return "-"
        case UInt8(ascii: "+"): return "+"
        case UInt8(ascii: "*"): return "*"
        case UInt8(ascii: ","): return ","
        default: return nil
        }
    }

    private mutating func sign() throws(Diagnostic) -> ConditionToken {
        let start = offset
        if let sign = plainSign() {
            offset += sign.utf8.count
            return ConditionToken(kind: .sign(sign), range: start..<offset)
        }
        for sign in Self.otherSigns where begins(with: sign.bytes) {
            throw error(
                "`\(sign.text)` cannot stand in a condition",
                at: start..<start + sign.bytes.count,
                help: ["write `\(sign.meant)`"]
            )
        }
        for sign in Self.signs where begins(with: sign.bytes) {
            offset += sign.bytes.count
            return ConditionToken(kind: .sign(sign.text), range: start..<offset)
        }
        let character = String(decoding: text[start...].prefix(64), as: UTF8.self).first.map(String.init) ?? ""
        throw error(
            "`\(character)` cannot stand in a condition",
            at: start..<min(text.count, start + max(1, character.utf8.count)),
            help: Self.characterHelp(character)
        )
    }

    private func begins(with sign: [UInt8]) -> Bool { text[offset...].starts(with: sign) }

    private static func characterHelp(_ character: String) -> [String] {
        if let meant = otherCharacters[character] { return ["write `\(meant)`"] }
        if character == "%" { return ["write it directly behind its number: `5%`"] }
        if character.first?.isLetter == true {
            return ["quote names that have other characters than letters, digits and `_`"]
        }
        return []
    }
}
