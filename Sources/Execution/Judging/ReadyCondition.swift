import Plan

/// A condition whose metrics are ready to be read.
enum ReadyCondition: Sendable {
    case comparison(ReadyComparison)
    indirect case not(ReadyCondition)
    case atLeast(Int, of: [ReadyCondition])

    init(_ condition: Condition) {
        switch condition {
        case .comparison(let comparison): self = .comparison(ReadyComparison(comparison))
        case .not(let condition): self = .not(ReadyCondition(condition))
        case .atLeast(let count, let conditions): self = .atLeast(count, of: conditions.map(ReadyCondition.init))
        }
    }
}

/// Two values to compare.
final class ReadyComparison: Sendable {
    let left: ReadyExpression
    let relation: Comparison.Relation
    let right: ReadyExpression
    /// How many metrics are read for it.
    let readingCount: Int

    init(_ comparison: Comparison) {
        left = ReadyExpression(comparison.left)
        relation = comparison.relation
        right = ReadyExpression(comparison.right)
        readingCount = comparison.left.metrics.count + comparison.right.metrics.count
    }
}

/// One side of a comparison.
enum ReadyExpression: Sendable {
    case constant(Double)
    case reading(ReadyMetric, of: ModelRole)
    case operation(ReadyOperation)

    init(_ expression: Expression) {
        switch expression {
        case .constant(let value, _): self = .constant(value)
        case .metric(let reference): self = .reading(ReadyMetric(reference), of: .candidate)
        case .baseline(let reference): self = .reading(ReadyMetric(reference), of: .baseline)
        case .binary(let sign, let left, let right):
            self = .operation(ReadyOperation(sign, ReadyExpression(left), ReadyExpression(right)))
        }
    }
}

/// Two values joined to one.
final class ReadyOperation: Sendable {
    let sign: Expression.Operator
    let left: ReadyExpression
    let right: ReadyExpression

    init(_ sign: Expression.Operator, _ left: ReadyExpression, _ right: ReadyExpression) {
        self.sign = sign
        self.left = left
        self.right = right
    }
}
