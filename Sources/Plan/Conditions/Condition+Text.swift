extension Condition {
    /// The condition as text, always the same for the same condition: what events and reports call it.
    package var text: String {
        switch self {
        case .comparison(let comparison):
            return "\(comparison.left.text) \(comparison.relation.rawValue) \(comparison.right.text)"
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

extension Expression {
    /// The expression as text; shares are decimals, and durations carry their unit.
    package var text: String {
        switch self {
        case .constant(let value, .duration): return Duration.nanoseconds(Int64((value * 1e9).rounded())).planText
        case .constant(let value, .rate): return "\(Self.text(of: value))/s"
        case .constant(let value, _): return Self.text(of: value)
        case .metric(let reference): return reference.text
        case .baseline: return "baseline"
        case .binary(let sign, let left, let right):
            let isProduct = sign == .times || sign == .dividedBy
            return [
                left.text(inProduct: isProduct, onTheRight: false), sign.rawValue,
                right.text(inProduct: isProduct, onTheRight: true),
            ].joined(separator: " ")
        }
    }

    /// The text with parentheses where it would be read otherwise without them.
    private func text(inProduct: Bool, onTheRight: Bool) -> String {
        guard case .binary(let sign, _, _) = self else { return text }
        let isSum = sign == .plus || sign == .minus
        return onTheRight || (inProduct && isSum) ? "(\(text))" : text
    }

    /// A number as conditions write it.
    static func text(of value: Double) -> String {
        value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : "\(value)"
    }
}
