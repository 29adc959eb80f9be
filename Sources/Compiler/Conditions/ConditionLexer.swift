import Diagnostics
import Plan

/// Cuts a condition into tokens. Quantities with their unit, such as `1h30m`, `5%` and `20/s`, are one token each.
struct ConditionLexer {
    let text: [UInt8]
    let span: (Range<Int>) -> SourceSpan
    private var offset = 0

    init(_ text: String, span: @escaping (Range<Int>) -> SourceSpan) {
        self.text = Array(text.utf8)
        self.span = span
    }

    /// All the tokens, the last of them `.end`.
    static func tokens(
        _ text: String,
        span: @escaping (Range<Int>) -> SourceSpan
    ) throws(Diagnostic) -> [ConditionToken] {
        var lexer = ConditionLexer(text, span: span)
        var tokens: [ConditionToken] = []
        while true {
            let token = try lexer.next()
            tokens.append(token)
            if token.kind == .end { return tokens }
        }
    }

    private mutating func next() throws(Diagnostic) -> ConditionToken {
        while offset < text.count, [0x20, 0x09, 0x0A, 0x0D].contains(text[offset]) { offset += 1 }
        let start = offset
        guard start < text.count else { return ConditionToken(kind: .end, range: start..<start) }
        let byte = text[start]
        switch byte {
        case _ where Lowering.isDigit(byte): return try quantity()
        case _ where Lowering.isLetter(byte) || byte == UInt8(ascii: "_"): return name()
        case UInt8(ascii: "\""), UInt8(ascii: "'"): return try quoted(by: byte)
        default: return try sign()
        }
    }

    private mutating func name() -> ConditionToken {
        let start = offset
        while offset < text.count, Self.isNameByte(text[offset]) { offset += 1 }
        return ConditionToken(
            kind: .name(String(decoding: text[start..<offset], as: UTF8.self)),
            range: start..<offset
        )
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        Lowering.isLetter(byte) || Lowering.isDigit(byte) || byte == UInt8(ascii: "_")
    }

    private mutating func quantity() throws(Diagnostic) -> ConditionToken {
        let start = offset
        while offset < text.count, Self.isNameByte(text[offset]) || text[offset] == UInt8(ascii: ".") { offset += 1 }
        if offset < text.count, text[offset] == UInt8(ascii: "%") {
            offset += 1
        } else if offset + 1 < text.count, text[offset] == UInt8(ascii: "/"),
            [UInt8(ascii: "s"), UInt8(ascii: "m"), UInt8(ascii: "h"), UInt8(ascii: "d")].contains(text[offset + 1]),
            offset + 2 == text.count || !Self.isNameByte(text[offset + 2])
        {
            offset += 2
        }
        let word = String(decoding: text[start..<offset], as: UTF8.self)
        guard let kind = Self.quantity(word) else {
            throw Diagnostic(
                .badQuantity,
                "`\(word)` is not a number or a quantity",
                at: .init(span(start..<offset)),
                help: ["quantities carry their unit, with no space between: `5%`, `30m`, `1h30m`, `250ms`, `20/s`"]
            )
        }
        return ConditionToken(kind: kind, range: start..<offset)
    }

    private static func quantity(_ word: String) -> ConditionToken.Kind? {
        if word.hasSuffix("%") { return Rational(decimal: word.dropLast()).map { .percent($0.value) } }
        if word.contains("/") { return Rate(planText: word).map { .rate($0.perSecond.value) } }
        if let number = Rational(decimal: word) {
            return number.denominator == 1 && !word.contains(".")
                ? .integer(number.numerator) : Double(word).map { .number($0) }
        }
        return Duration(planText: word).map { .duration($0) }
    }

    private mutating func quoted(by quote: UInt8) throws(Diagnostic) -> ConditionToken {
        let start = offset
        offset += 1
        while offset < text.count, text[offset] != quote { offset += 1 }
        guard offset < text.count else {
            throw Diagnostic(.conditionSyntax, "the closing quote is missing", at: .init(span(start..<start + 1)))
        }
        offset += 1
        let content = String(decoding: text[start + 1..<offset - 1], as: UTF8.self)
        return ConditionToken(kind: .text(content), range: start..<offset)
    }

    private static let signs = [
        "<=", ">=", "==", "!=", "<", ">", "+", "-", "*", "/", "(", ")", "[", "]", ",", ".", "=",
    ]

    private mutating func sign() throws(Diagnostic) -> ConditionToken {
        let start = offset
        for sign in Self.signs where text[start...].starts(with: sign.utf8) {
            offset += sign.utf8.count
            return ConditionToken(kind: .sign(sign), range: start..<offset)
        }
        let rest = String(decoding: text[start...], as: UTF8.self)
        let character = rest.first.map(String.init) ?? ""
        let mends = ["≥": ">=", "≤": "<=", "≠": "!=", "&": "and", "|": "or", "–": "-", "−": "-"]
        throw Diagnostic(
            .conditionSyntax,
            "`\(character)` has no meaning in a condition",
            at: .init(span(start..<start + max(1, character.utf8.count))),
            help: mends[character].map { ["write `\($0)`"] } ?? []
        )
    }
}
