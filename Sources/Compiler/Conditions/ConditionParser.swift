import Diagnostics
import Plan

/// Reads a condition by the grammar of the plan language: recursive descent, bounded in depth.
struct ConditionParser {
    private let text: [UInt8]
    private let tokens: [ConditionToken]
    private let span: (Range<Int>) -> SourceSpan
    private var index = 0
    private var depth = 0

    private static let maximumDepth = 64
    private static let keywords: Set = ["and", "or", "not", "by", "over", "of"]

    /// The condition that `text` is; `span` turns its byte offsets into places.
    static func parse(
        _ text: String,
        span: @escaping (Range<Int>) -> SourceSpan
    ) throws(Diagnostic) -> ConditionSyntax {
        var parser = try ConditionParser(text, span: span)
        let condition = try parser.parseOr()
        try parser.expectEnd(after: "a condition")
        return condition
    }

    /// The metric that `text` is, for messages.
    static func parseMetric(
        _ text: String,
        span: @escaping (Range<Int>) -> SourceSpan
    ) throws(Diagnostic) -> MetricSyntax {
        var parser = try ConditionParser(text, span: span)
        let metric = try parser.parseMetric()
        try parser.expectEnd(after: "a metric")
        return metric
    }

    private init(_ text: String, span: @escaping (Range<Int>) -> SourceSpan) throws(Diagnostic) {
        self.text = Array(text.utf8)
        self.tokens = try ConditionLexer.tokens(text, span: span)
        self.span = span
    }

    private var token: ConditionToken { tokens[index] }
    private var nextKind: ConditionToken.Kind? { index + 1 < tokens.count ? tokens[index + 1].kind : nil }

    private func error(_ message: String, help: [String] = []) -> Diagnostic {
        Diagnostic(.conditionSyntax, message, at: .init(span(token.range)), help: help)
    }

    private func isSign(_ sign: String) -> Bool { token.kind == .sign(sign) }

    private func isWord(_ word: String) -> Bool { token.kind == .name(word) }

    private mutating func take(_ sign: String) -> Bool {
        guard isSign(sign) else { return false }
        index += 1
        return true
    }

    private mutating func takeWord(_ word: String) -> Bool {
        guard isWord(word) else { return false }
        index += 1
        return true
    }

    private func expectEnd(after what: String) throws(Diagnostic) {
        guard token.kind != .end else { return }
        let found = token.described(in: text)
        if isSign("=") { throw error("`=` does not compare", help: ["write `==`"]) }
        throw error("\(found) cannot follow \(what)", help: ["join conditions with `and` or `or`"])
    }

    private mutating func deeper<Result>(
        _ parse: (inout ConditionParser) throws(Diagnostic) -> Result
    ) throws(Diagnostic) -> Result {
        guard depth < Self.maximumDepth else { throw error("the condition is nested more than 64 deep") }
        depth += 1
        defer { depth -= 1 }
        return try parse(&self)
    }

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
        if let counted = try parseCounted() { return counted }
        if isSign("("), try isParenthesisedCondition() {
            _ = take("(")
            let condition = try deeper { parser throws(Diagnostic) in try parser.parseOr() }
            guard take(")") else { throw error("a `)` is missing before \(token.described(in: text))") }
            return condition
        }
        return try parseComparison()
    }

    /// `any of (...)`, `all of (...)`, `2 of (...)`.
    private mutating func parseCounted() throws(Diagnostic) -> ConditionSyntax? {
        guard nextKind == .name("of") else { return nil }
        let head = token
        index += 2
        guard take("(") else { throw error("`of` is followed by conditions in parentheses") }
        var conditions: [ConditionSyntax] = []
        repeat {
            conditions.append(try deeper { parser throws(Diagnostic) in try parser.parseOr() })
        } while take(",")
        guard take(")") else { throw error("a `)` is missing before \(token.described(in: text))") }
        switch head.kind {
        case .name("any"): return .any(conditions)
        case .name("all"): return .all(conditions)
        case .integer(let count) where count >= 1 && count <= conditions.count:
            return .atLeast(Located(count, at: span(head.range)), of: conditions)
        case .integer(let count):
            throw Diagnostic(
                .conditionSyntax,
                "\(count) of \(conditions.count) conditions cannot hold",
                at: .init(span(head.range))
            )
        default:
            throw Diagnostic(
                .conditionSyntax,
                "\(head.described(in: text)) cannot stand before `of`",
                at: .init(span(head.range)),
                help: ["write `any of`, `all of` or a number such as `2 of`"]
            )
        }
    }

    /// Whether the parenthesis at hand encloses a condition rather than a sum: it does where a relation, `and`, `or`,
    /// `not` or `of` stands inside it at its own level.
    private func isParenthesisedCondition() throws(Diagnostic) -> Bool {
        var level = 0
        for token in tokens[index...] {
            switch token.kind {
            case .sign("("), .sign("["): level += 1
            case .sign(")"), .sign("]"):
                level -= 1
                if level == 0 { return false }
            case .sign("<"), .sign("<="), .sign(">"), .sign(">="), .sign("=="), .sign("!="): return true
            case .name("and"), .name("or"), .name("not"), .name("of"): return true
            default: break
            }
        }
        throw error("this `(` is never closed")
    }

    private mutating func parseComparison() throws(Diagnostic) -> ConditionSyntax {
        let left = try parseSum()
        guard case .sign(let sign) = token.kind, let relation = Comparison.Relation(rawValue: sign) else {
            if isSign("=") { throw error("`=` does not compare", help: ["write `==`"]) }
            throw error(
                "a comparison is missing before \(token.described(in: text))",
                help: ["compare with `<`, `<=`, `>`, `>=`, `==` or `!=`, as in `accuracy >= 0.85`"]
            )
        }
        let place = span(token.range)
        index += 1
        let right = try parseSum()
        if case .sign(let sign) = token.kind, Comparison.Relation(rawValue: sign) != nil {
            throw error("comparisons cannot be chained", help: ["join two comparisons with `and`"])
        }
        return .comparison(left, Located(relation, at: place), right)
    }

    private mutating func parseSum() throws(Diagnostic) -> ExpressionSyntax {
        var left = try parseProduct()
        while isSign("+") || isSign("-") {
            let sign: Expression.Operator = isSign("+") ? .plus : .minus
            index += 1
            left = .binary(sign, left, try parseProduct())
        }
        return left
    }

    private mutating func parseProduct() throws(Diagnostic) -> ExpressionSyntax {
        var left = try parseAtom()
        while isSign("*") || isSign("/") {
            let sign: Expression.Operator = isSign("*") ? .times : .dividedBy
            index += 1
            left = .binary(sign, left, try parseAtom())
        }
        return left
    }

    private mutating func parseAtom() throws(Diagnostic) -> ExpressionSyntax {
        let place = span(token.range)
        switch token.kind {
        case .number(let value): return advance(.number(Located(value, at: place)))
        case .integer(let value): return advance(.number(Located(Double(value), at: place)))
        case .percent(let value): return advance(.percent(Located(value, at: place)))
        case .duration(let value): return advance(.duration(Located(value, at: place)))
        case .rate(let value): return advance(.rate(Located(value, at: place)))
        case .text(let value): return advance(.text(Located(value, at: place)))
        case .name("baseline"): return advance(.baseline(place))
        case .name(let name) where !Self.keywords.contains(name): return .metric(try parseMetric())
        case .sign("("):
            index += 1
            let sum = try deeper { parser throws(Diagnostic) in try parser.parseSum() }
            guard take(")") else { throw error("a `)` is missing before \(token.described(in: text))") }
            return sum
        case .sign("-"):
            throw error("a value cannot start with `-`", help: ["write `0 - x`"])
        default:
            throw error("a metric or a value is missing before \(token.described(in: text))")
        }
    }

    private mutating func advance(_ expression: ExpressionSyntax) -> ExpressionSyntax {
        index += 1
        return expression
    }

    private mutating func parseName(_ what: String) throws(Diagnostic) -> Located<String> {
        guard case .name(let name) = token.kind else {
            throw error("\(what) is missing before \(token.described(in: text))")
        }
        let located = Located(name, at: span(token.range))
        index += 1
        return located
    }

    private mutating func parseMetric() throws(Diagnostic) -> MetricSyntax {
        let start = token.range.lowerBound
        var path = [try parseName("a metric")]
        while take(".") { path.append(try parseName("the rest of a metric's name")) }
        var selectors: [Located<String>] = []
        if take("[") {
            repeat { selectors.append(try parseSelector()) } while take(",")
            guard take("]") else { throw error("a `]` is missing before \(token.described(in: text))") }
        }
        let segment = takeWord("by") ? try parseName("the column after `by`") : nil
        var window: Located<Duration>?
        if takeWord("over") {
            guard case .duration(let duration) = token.kind, duration > .zero else {
                throw error("`over` is followed by a duration such as `1h`")
            }
            window = Located(duration, at: span(token.range))
            index += 1
        }
        let end = tokens[index - 1].range.upperBound
        return MetricSyntax(
            path: path,
            selectors: selectors,
            segment: segment,
            window: window,
            span: span(start..<end)
        )
    }

    private mutating func parseSelector() throws(Diagnostic) -> Located<String> {
        let place = span(token.range)
        switch token.kind {
        case .name(let text), .text(let text):
            index += 1
            if isSign("=") { throw error("no metric takes a named selector yet") }
            return Located(text, at: place)
        case .integer(let number):
            index += 1
            return Located(String(number), at: place)
        default:
            throw error(
                "a class or category is missing before \(token.described(in: text))",
                help: ["quote names that have other characters than letters, digits and `_`"]
            )
        }
    }
}
