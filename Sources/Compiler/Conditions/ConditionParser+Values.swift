import Diagnostics
import Plan

// Comparisons, and the sums, products and metrics that they compare.

extension ConditionParser {
    private static let quoting = "quote names that have other characters than letters, digits and `_`"
    private static let keywords: Set = ["and", "or", "not", "by", "over", "of"]

    private var relation: Comparison.Relation? {
        if case .sign(let sign) = token.kind { Comparison.Relation(rawValue: sign) } else { nil }
    }

    mutating func parseComparison() throws(Diagnostic) -> ConditionSyntax {
        let left = try parseSum()
        guard let relation else {
            if isSign("=") { throw error("`=` does not compare", help: ["write `==`"]) }
            throw error(
                "a comparison is missing before \(found)",
                help: ["compare with `<`, `<=`, `>`, `>=`, `==` or `!=`, as in `accuracy >= 0.85`"]
            )
        }
        let place = span(token.range)
        advance()
        let right = try parseSum()
        guard self.relation == nil else {
            throw error("comparisons cannot be chained", help: ["join two comparisons with `and`"])
        }
        return .comparison(left, Located(relation, at: place), right)
    }

    private mutating func parseSum() throws(Diagnostic) -> ExpressionSyntax {
        try parseChain([("+", .plus), ("-", .minus)]) { parser throws(Diagnostic) in try parser.parseProduct() }
    }

    private mutating func parseProduct() throws(Diagnostic) -> ExpressionSyntax {
        try parseChain([("*", .times), ("/", .dividedBy)]) { parser throws(Diagnostic) in try parser.parseAtom() }
    }

    /// Parts joined by signs of one rank, from the left.
    private mutating func parseChain(
        _ signs: [(text: String, meaning: Expression.Operator)],
        _ parsePart: (inout ConditionParser) throws(Diagnostic) -> ExpressionSyntax
    ) throws(Diagnostic) -> ExpressionSyntax {
        var left = try parsePart(&self)
        while let sign = signs.first(where: { isSign($0.text) }) {
            guard operatorCount < Self.maximumOperators else {
                throw error("the comparison has more than \(Self.maximumOperators) signs")
            }
            operatorCount += 1
            advance()
            left = .binary(sign.meaning, left, try parsePart(&self))
        }
        return left
    }

    private mutating func parseAtom() throws(Diagnostic) -> ExpressionSyntax {
        let place = span(token.range)
        let constant: ExpressionSyntax
        switch token.kind {
        case .number(let value): constant = .number(Located(value, at: place))
        case .integer(let value): constant = .number(Located(Double(value), at: place))
        case .percent(let value): constant = .percent(Located(value, at: place))
        case .duration(let value): constant = .duration(Located(value, at: place))
        case .rate(let value): constant = .rate(Located(value, at: place))
        case .text(let value): constant = .text(Located(value, at: place))
        case .name("baseline"): constant = .baseline(place)
        case .name(let name) where !Self.keywords.contains(name): return .metric(try parseMetric())
        case .sign("("):
            advance()
            let sum = try deeper { parser throws(Diagnostic) in try parser.parseSum() }
            try expectClosing(")")
            return sum
        case .sign("-"): throw error("a value cannot start with `-`", help: ["subtract from nothing: `0 - x`"])
        case .name, .sign, .end: throw error("a metric or a value is missing before \(found)")
        }
        advance()
        return constant
    }

    // MARK: Metrics

    mutating func parseMetric() throws(Diagnostic) -> MetricSyntax {
        let start = token.range.lowerBound
        var path = [try parseName("a metric")]
        while take(".") { path.append(try parseName("the rest of a metric's name")) }
        if isSign("("), let inside = textInParentheses {
            let name = path.map(\.value).joined(separator: ".")
            throw error(
                "classes stand in brackets, not in parentheses",
                help: ["write `\(name)\(inside.isEmpty ? "" : "[\(inside)]")`"]
            )
        }
        var selectors: [Located<String>] = []
        if take("[") {
            repeat { selectors.append(try parseSelector()) } while take(",")
            try expectClosing("]", help: isSign("-") || isSign(".") ? [Self.quoting] : [])
        }
        let columns = takeWord("by") ? try parseSegmentColumns() : []
        let window = takeWord("over") ? try parseWindow() : nil
        if window != nil, token.kind == .name("by") {
            throw error("`by` stands before `over`", help: ["write it as in `accuracy by region over 5m`"])
        }
        return MetricSyntax(
            path: path,
            selectors: selectors,
            segmentColumns: columns,
            window: window,
            span: span(start..<endOfRead)
        )
    }

    /// One column, or several with `x` between them.
    private mutating func parseSegmentColumns() throws(Diagnostic) -> [Located<String>] {
        var columns: [Located<String>] = []
        repeat {
            let place = token
            let column = try parseName("the column after `\(columns.isEmpty ? "by" : SegmentColumns.sign)`")
            guard !columns.contains(where: { $0.value == column.value }) else {
                throw error("`\(column.value)` is crossed with itself", at: place)
            }
            columns.append(column)
            guard columns.count <= SegmentColumns.maximumCount else {
                throw error("more than \(SegmentColumns.maximumCount) columns are crossed", at: place)
            }
        } while takeWord(SegmentColumns.sign)
        return columns
    }

    private mutating func parseName(_ what: String) throws(Diagnostic) -> Located<String> {
        guard case .name(let name) = token.kind else { throw error("\(what) is missing before \(found)") }
        let located = Located(name, at: span(token.range))
        advance()
        return located
    }

    private mutating func parseWindow() throws(Diagnostic) -> Located<Duration> {
        guard case .duration(let duration) = token.kind, duration > .zero else {
            throw error("`over` is followed by a duration such as `1h`")
        }
        let located = Located(duration, at: span(token.range))
        advance()
        return located
    }

    private mutating func parseSelector() throws(Diagnostic) -> Located<String> {
        let text: String
        switch token.kind {
        case .name(let name), .text(let name): text = name
        case .integer(let number): text = String(number)
        default:
            throw error(
                "a class or category is missing before \(found)",
                help: isSign("]") ? [] : [Self.quoting]
            )
        }
        let located = Located(text, at: span(token.range))
        advance()
        if isSign("=") { throw error("no metric takes a named selector", help: ["give the class alone"]) }
        return located
    }
}
