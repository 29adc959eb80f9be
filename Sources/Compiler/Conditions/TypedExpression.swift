import Plan

/// A value with its type; nil for a bare number, which takes the type of the other side.
struct TypedExpression {
    let expression: Expression
    let type: ValueType?

    init(_ expression: Expression, _ type: ValueType?) {
        self.expression = expression
        self.type = type
    }

    /// The two values joined by the sign, or nil where that has no meaning: a share of a share is a share, a latency
    /// plus a share is nothing.
    func combined(_ sign: Expression.Operator, _ other: TypedExpression) -> TypedExpression? {
        switch sign {
        case .plus, .minus: sum(sign, other)
        case .times: product(other)
        case .dividedBy: quotient(other)
        }
    }

    /// Two constants are one: `0.9 - 0.05` is `0.85`, and the same program.
    private func joined(_ sign: Expression.Operator, _ other: TypedExpression, as type: ValueType?) -> TypedExpression {
        if case .constant(let left, _) = expression, case .constant(let right, _) = other.expression,
            let value = sign.apply(left, right), value.isFinite
        {
            return TypedExpression(.constant(Self.rounded(value), type ?? .score), type)
        }
        return TypedExpression(.binary(sign, expression, other.expression), type)
    }

    /// The number without the error that binary fractions bring: comparisons take numbers that are as near for equal.
    private static func rounded(_ value: Double) -> Double {
        let scaled = value * 1e12
        return abs(scaled) < 9e15 ? scaled.rounded() / 1e12 : value
    }

    private func sum(_ sign: Expression.Operator, _ other: TypedExpression) -> TypedExpression? {
        switch (type, other.type) {
        case (let a, let b) where a == b: joined(sign, other, as: a)
        case (let type?, nil) where type.takesBareNumbers:
            joined(sign, TypedExpression(other.expression.typed(type), type), as: type)
        case (nil, let type?) where type.takesBareNumbers:
            TypedExpression(expression.typed(type), type).joined(sign, other, as: type)
        default: nil
        }
    }

    private func product(_ other: TypedExpression) -> TypedExpression? {
        switch (type, other.type) {
        case (let type, nil), (nil, let type), (let type, .fraction?), (.fraction?, let type):
            asFactor(of: other).joined(.times, other.asFactor(of: self), as: type)
        default: nil
        }
    }

    /// A percentage that only scales another value is a plain number: `baseline * 90%` is `baseline * 0.9`.
    private func asFactor(of other: TypedExpression) -> TypedExpression {
        guard case .constant(let value, .fraction) = expression, other.type != nil else { return self }
        if case .constant = other.expression { return self }
        return TypedExpression(.constant(value, .score), type)
    }

    private func quotient(_ other: TypedExpression) -> TypedExpression? {
        switch (type, other.type) {
        case (let type, nil): joined(.dividedBy, other, as: type)
        case (let a?, let b?) where a == b: joined(.dividedBy, other, as: .score)
        default: nil
        }
    }
}

extension ValueType {
    /// Whether a bare number may stand for a value of this type.
    var takesBareNumbers: Bool {
        switch self {
        case .fraction, .count, .score: true
        case .duration, .rate, .text, .boolean: false
        }
    }
}

extension Expression {
    /// The expression with its bare numbers given a type.
    func typed(_ type: ValueType) -> Expression {
        switch self {
        case .constant(let value, .score): .constant(value, type)
        case .constant, .metric, .baseline: self
        case .binary(let sign, let left, let right): .binary(sign, left.typed(type), right.typed(type))
        }
    }
}
