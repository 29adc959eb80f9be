import Diagnostics
import Plan

/// Resolves and types a condition over what is known of units: `region != 'north' and age >= 18`.
struct AttributeTyper {
    /// The attributes of units, or nil where they are not known.
    let attributes: [AttributePlan]?
    private var speller = Speller()
    private(set) var diagnostics: [Diagnostic] = []

    init(attributes: [AttributePlan]?) { self.attributes = attributes }

    /// The typed condition, or nil where diagnostics say what is wrong.
    mutating func type(_ syntax: ConditionSyntax) -> AttributeCondition? {
        switch syntax {
        case .comparison(let left, let relation, let right): comparison(left, relation, right)
        case .not(let condition, _): type(condition).map(AttributeCondition.not)
        case .and(let conditions), .all(let conditions): types(conditions, atLeast: conditions.count)
        case .or(let conditions), .any(let conditions): types(conditions, atLeast: 1)
        case .atLeast(let count, let conditions): types(conditions, atLeast: count.value)
        }
    }

    private mutating func types(_ conditions: [ConditionSyntax], atLeast count: Int) -> AttributeCondition? {
        // All are typed before any is given up, so that every mistake shows.
        let typed = conditions.map { type($0) }
        let usable = typed.compactMap { $0 }
        guard usable.count == typed.count else { return nil }
        return usable.count == 1 ? usable[0] : .atLeast(count, of: usable)
    }

    private mutating func comparison(
        _ left: ExpressionSyntax,
        _ relation: Located<Comparison.Relation>,
        _ right: ExpressionSyntax
    ) -> AttributeCondition? {
        switch (left.attribute, right.attribute) {
        case (let name?, nil): return compare(name, left.span, relation, right)
        case (nil, let name?):
            return compare(name, right.span, Located(relation.value.mirrored, at: relation.span), left)
        case (.some, .some), (nil, nil):
            diagnostics.append(
                Diagnostic(
                    .typeMismatch,
                    "an audience compares one attribute with one value",
                    at: .init(left.span.union(right.span)),
                    help: ["write it as in `region != \"north\"`"]
                )
            )
            return nil
        }
    }

    private mutating func compare(
        _ name: String,
        _ span: SourceSpan,
        _ relation: Located<Comparison.Relation>,
        _ right: ExpressionSyntax
    ) -> AttributeCondition? {
        guard let value = value(right) else { return nil }
        guard let type = type(of: name, at: span) else { return nil }
        // Where the attributes are not known, the value says what type it would have to be.
        let expected = type ?? value.attributeType
        guard value.attributeType == expected else {
            diagnostics.append(
                Diagnostic(
                    .typeMismatch,
                    "a \(expected.rawValue) cannot be compared with a \(value.attributeType.rawValue)",
                    at: .init(right.span, "a \(value.attributeType.rawValue)"),
                    secondary: [.init(span, "a \(expected.rawValue)")]
                )
            )
            return nil
        }
        let isOrder = relation.value != .equal && relation.value != .notEqual
        guard !isOrder || expected == .number else {
            diagnostics.append(
                Diagnostic(
                    .typeMismatch,
                    "a \(expected.rawValue) has no order: `\(relation.value.rawValue)` cannot compare it",
                    at: .init(relation.span),
                    help: ["write `==` or `!=`"]
                )
            )
            return nil
        }
        return .comparison(attribute: name, relation.value, value)
    }

    /// The type of an attribute; nil where there is none of that name, and a nil type where the attributes are unknown.
    private mutating func type(of name: String, at span: SourceSpan) -> AttributeType?? {
        guard let attributes else { return .some(nil) }
        if let attribute = attributes.first(where: { $0.name.value == name }) { return attribute.type }
        let known = attributes.map(\.name.value)
        diagnostics.append(
            Diagnostic(
                .unknownReference,
                "nothing is known of units by the name `\(name)`",
                at: .init(span),
                help: known.isEmpty
                    ? ["only a log with such a column, or a router with `attributes`, tells units apart"]
                    : speller.help(for: name, among: known, "the attributes are")
            )
        )
        return nil
    }

    private mutating func value(_ syntax: ExpressionSyntax) -> AttributeCondition.Value? {
        switch syntax {
        case .text(let text): return .text(text.value)
        case .number(let number): return .number(number.value)
        case .metric(let metric) where metric.name == "true": return .boolean(true)
        case .metric(let metric) where metric.name == "false": return .boolean(false)
        case .metric, .percent, .duration, .rate, .baseline, .binary:
            diagnostics.append(
                Diagnostic(
                    .typeMismatch,
                    "an attribute is compared with a text, a number, `true` or `false`",
                    at: .init(syntax.span)
                )
            )
            return nil
        }
    }
}

extension ExpressionSyntax {
    /// The attribute that the expression names, or nil where it is anything else.
    fileprivate var attribute: String? {
        guard case .metric(let metric) = self, metric.path.count == 1, metric.selectors.isEmpty, metric.segment == nil,
            metric.window == nil, metric.name != "true", metric.name != "false"
        else { return nil }
        return metric.name
    }
}

extension AttributeCondition.Value {
    fileprivate var attributeType: AttributeType {
        switch self {
        case .text: .text
        case .number: .number
        case .boolean: .boolean
        }
    }
}

extension Comparison.Relation {
    /// The relation with its sides exchanged.
    fileprivate var mirrored: Comparison.Relation {
        switch self {
        case .less: .greater
        case .lessOrEqual: .greaterOrEqual
        case .greater: .less
        case .greaterOrEqual: .lessOrEqual
        case .equal, .notEqual: self
        }
    }
}
