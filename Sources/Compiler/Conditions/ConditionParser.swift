import Diagnostics
import Plan

/// Reads a condition by the grammar of the plan language: recursive descent, bounded in depth.
///
/// This file has the conditions, `ConditionParser+Values.swift` what they compare.
struct ConditionParser {
    private let text: [UInt8]
    private let tokens: [ConditionToken]
    private let code: DiagnosticCode
    let span: (Range<Int>) -> SourceSpan
    private var index = 0
    private var depth = 0
    /// How many signs the comparison at hand has. Its tree is as deep as they are many, and whoever walks it recurses.
    var operatorCount = 0

    static let maximumDepth = 64
    static let maximumOperators = 256

    /// The condition that `text` is; `span` turns its byte offsets into places.
    static func condition(
        _ text: String,
        span: @escaping (Range<Int>) -> SourceSpan
    ) throws(Diagnostic) -> ConditionSyntax {
        var parser = try ConditionParser(text, .conditionSyntax, span: span)
        let condition = try parser.parseOr()
        try parser.expectEnd(after: "a condition")
        return condition
    }

    /// The metric that `text` is, by default in the placeholder of a message.
    static func metric(
        _ text: String,
        _ code: DiagnosticCode = .messageSyntax,
        span: @escaping (Range<Int>) -> SourceSpan
    ) throws(Diagnostic) -> MetricSyntax {
        var parser = try ConditionParser(text, code, span: span)
        let metric = try parser.parseMetric()
        try parser.expectEnd(after: "a metric")
        return metric
    }

    private init(
        _ text: String,
        _ code: DiagnosticCode,
        span: @escaping (Range<Int>) -> SourceSpan
    ) throws(Diagnostic) {
        self.text = Array(text.utf8)
        self.tokens = try ConditionLexer.tokens(self.text, code, span: span)
        self.code = code
        self.span = span
    }

    // MARK: Tokens

    var token: ConditionToken { tokens[index] }
    private var nextKind: ConditionToken.Kind? { index + 1 < tokens.count ? tokens[index + 1].kind : nil }
    /// The token before this one.
    private var lastToken: ConditionToken? { index > 0 ? tokens[index - 1] : nil }
    /// Where the tokens that have been read end.
    var endOfRead: Int { lastToken?.range.upperBound ?? 0 }

    /// The token at hand as messages call it.
    var found: String {
        if token.kind != .end { return "`" + String(decoding: text[token.range], as: UTF8.self) + "`" }
        return code == .messageSyntax ? "`}}`" : "the end of the condition"
    }

    func error(_ message: String, at token: ConditionToken? = nil, help: [String] = []) -> Diagnostic {
        Diagnostic(code, message, at: .init(span((token ?? self.token).range)), help: help)
    }

    /// What stands between the parenthesis at hand and the next that closes; nil where none does.
    var textInParentheses: String? {
        guard let closing = tokens[index...].first(where: { $0.kind == .sign(")") }) else { return nil }
        return String(decoding: text[token.range.upperBound..<closing.range.lowerBound], as: UTF8.self)
    }

    func isSign(_ sign: String) -> Bool { token.kind == .sign(sign) }

    mutating func advance() { index = min(index + 1, tokens.count - 1) }

    mutating func take(_ sign: String) -> Bool {
        guard isSign(sign) else { return false }
        advance()
        return true
    }

    mutating func takeWord(_ word: String) -> Bool {
        guard token.kind == .name(word) else { return false }
        advance()
        return true
    }

    mutating func expectClosing(_ sign: String, help: [String] = []) throws(Diagnostic) {
        guard take(sign) else { throw error("a `\(sign)` is missing before \(found)", help: help) }
    }

    mutating func deeper<Result>(
        _ parse: (inout ConditionParser) throws(Diagnostic) -> Result
    ) throws(Diagnostic) -> Result {
        guard depth < Self.maximumDepth else {
            throw error("the condition is nested more than \(Self.maximumDepth) deep")
        }
        depth += 1
        defer { depth -= 1 }
        return try parse(&self)
    }

    private func expectEnd(after what: String) throws(Diagnostic) {
        guard token.kind != .end else { return }
        if isSign("=") { throw error("`=` does not compare", help: ["write `==`"]) }
        if isSign(")") || isSign("]") { throw error("this \(found) closes nothing") }
        if isSign("<") || isSign(">"), code == .messageSyntax {
            throw error("\(found) cannot follow \(what)", help: ["a placeholder is one metric, as in `{{accuracy}}`"])
        }
        var help = code == .messageSyntax ? [] : ["join conditions with `and` or `or`"]
        if isSign(","), let point = pointedNumber { help = ["write it with a point: `\(point)`"] }
        if case .name(let word) = token.kind {
            if ["and", "or"].contains(word.lowercased()) { help = ["write `\(word.lowercased())`"] }
            if let number = lastToken, number.isBareNumber {
                let joined = String(decoding: text[number.range], as: UTF8.self) + word
                if Duration(planText: joined) != nil { help = ["write it without a space: `\(joined)`"] }
            }
        }
        throw error("\(found) cannot follow \(what)", help: help)
    }

    /// The number that a comma cuts in two, with a point in its place; nil where it stands between anything but digits.
    private var pointedNumber: String? {
        guard let number = lastToken, number.isBareNumber, number.range.upperBound == token.range.lowerBound else {
            return nil
        }
        let tail = text[token.range.upperBound...].prefix { $0.isDigit || $0.isLetter || $0 == UInt8(ascii: "%") }
        guard tail.first?.isDigit == true else { return nil }
        return String(decoding: text[number.range] + [UInt8(ascii: ".")] + tail, as: UTF8.self)
    }

    // MARK: Conditions

    private mutating func parseOr() throws(Diagnostic) -> ConditionSyntax {
        var parts = [try parseAnd()]
        while takeWord("or") { parts.append(try parseAnd()) }
        return parts.count == 1 ? parts[0] : .or(parts)
    }

    private mutating func parseAnd() throws(Diagnostic) -> ConditionSyntax {
        var parts = [try parseNot()]
        while takeWord("and") { parts.append(try parseNot()) }
        return parts.count == 1 ? parts[0] : .and(parts)
    }

    private mutating func parseNot() throws(Diagnostic) -> ConditionSyntax {
        let range = token.range
        if takeWord("not") {
            let condition = try deeper { parser throws(Diagnostic) in try parser.parseNot() }
            return .not(condition, span(range))
        }
        if nextKind == .name("of") { return try parseCounted() }
        if isSign("("), try enclosesCondition() {
            advance()
            let condition = try deeper { parser throws(Diagnostic) in try parser.parseOr() }
            try expectClosing(")")
            return condition
        }
        operatorCount = 0
        return try parseComparison()
    }

    /// `any of (...)`, `all of (...)`, `2 of (...)`.
    private mutating func parseCounted() throws(Diagnostic) -> ConditionSyntax {
        let head = token
        switch head.kind {
        case .name("any"), .name("all"), .integer: break
        default:
            throw error("\(found) cannot stand before `of`", help: ["write `any of`, `all of` or a number: `2 of`"])
        }
        advance()
        advance()
        guard take("(") else { throw error("`of` is followed by conditions in parentheses") }
        var conditions: [ConditionSyntax] = []
        repeat {
            conditions.append(try deeper { parser throws(Diagnostic) in try parser.parseOr() })
        } while take(",")
        try expectClosing(")")
        guard case .integer(let count) = head.kind else {
            return head.kind == .name("any") ? .any(conditions) : .all(conditions)
        }
        guard count >= 1 else { throw error("`0 of` asks for nothing", at: head) }
        guard count <= conditions.count else {
            let have =
                conditions.count == 1 ? "there is only 1 condition" : "there are only \(conditions.count) conditions"
            throw error("`\(count) of` can never hold, as \(have)", at: head)
        }
        return .atLeast(Located(count, at: span(head.range)), of: conditions)
    }

    /// Whether the parenthesis at hand encloses a condition rather than a sum: it does where a relation, `and`, `or`,
    /// `not` or `of` stands inside it. What stands in brackets are the names of classes.
    private func enclosesCondition() throws(Diagnostic) -> Bool {
        var parentheses = 0
        var brackets = 0
        for token in tokens[index...] {
            switch token.kind {
            case .sign("["): brackets += 1
            case .sign("]"): brackets -= 1
            case .sign("("): parentheses += 1
            case .sign(")"):
                parentheses -= 1
                if parentheses == 0 { return false }
            case .sign(let sign) where Comparison.Relation(rawValue: sign) != nil: return true
            case .name("and"), .name("or"), .name("not"), .name("of"):
                if brackets == 0 { return true }
            default: break
            }
        }
        throw error("this `(` is never closed")
    }
}
