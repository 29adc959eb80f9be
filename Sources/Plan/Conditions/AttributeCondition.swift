/// A typed condition over the attributes of units, such as `region != "north"`.
package indirect enum AttributeCondition: Hashable, Sendable {
    /// A value that an attribute is compared with.
    package enum Value: Hashable, Sendable {
        case text(String)
        case number(Double)
        case boolean(Bool)
    }

    case comparison(attribute: String, Comparison.Relation, Value)
    case not(AttributeCondition)
    /// At least so many of the conditions hold: all for `and` and `all of`, one for `or` and `any of`.
    case atLeast(Int, of: [AttributeCondition])

    /// Whether it holds for a unit of which that is known. What is not known fits no comparison.
    package func holds(_ value: (String) -> Value?) -> Bool {
        switch self {
        case .comparison(let attribute, let relation, let named):
            switch (value(attribute), named) {
            case (nil, _): false
            case (.number(let number)?, .number(let named)): relation.holds(number, named)
            case (let value?, let named): (value == named) == (relation == .equal)
            }
        case .not(let condition): !condition.holds(value)
        case .atLeast(let count, let conditions): conditions.count { $0.holds(value) } >= count
        }
    }

    /// The condition as text, always the same for the same condition.
    package var text: String {
        switch self {
        case .comparison(let attribute, let relation, let value):
            return "\(attribute) \(relation.rawValue) \(value.text)"
        case .not(let condition):
            return "not \(condition.operandText)"
        case .atLeast(let count, let conditions) where conditions.count > 1 && count == conditions.count:
            return conditions.map(\.operandText).joined(separator: " and ")
        case .atLeast(1, let conditions):
            return conditions.map(\.operandText).joined(separator: " or ")
        case .atLeast(let count, let conditions):
            return "\(count) of (\(conditions.map(\.text).joined(separator: ", ")))"
        }
    }

    /// The text with parentheses where it stands beside `and`, `or` or `not`.
    private var operandText: String {
        switch self {
        case .comparison, .not: text
        case .atLeast: "(\(text))"
        }
    }
}

extension AttributeCondition.Value {
    package var type: ValueType {
        switch self {
        case .text: .text
        case .number: .score
        case .boolean: .boolean
        }
    }

    fileprivate var text: String {
        switch self {
        case .text(let text):
            let quote = text.contains("\"") ? "'" : "\""
            return quote + text + quote
        case .number(let value): return Expression.text(of: value)
        case .boolean(let value): return value ? "true" : "false"
        }
    }
}
