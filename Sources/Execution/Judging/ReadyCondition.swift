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

    /// How many metrics are read for it.
    var readingCount: Int {
        switch self {
        case .comparison(let comparison): comparison.readingCount
        case .not(let condition): condition.readingCount
        case .atLeast(_, let conditions): conditions.reduce(0) { $0 + $1.readingCount }
        }
    }

    /// The record of each comparison, given what was read in the order of the condition.
    func records(of values: inout ArraySlice<ReadValue>) -> [ComparisonRecord] {
        switch self {
        case .comparison(let comparison): return [comparison.record(of: &values)]
        case .not(let condition): return condition.records(of: &values)
        case .atLeast(_, let conditions):
            var records: [ComparisonRecord] = []
            for condition in conditions { records += condition.records(of: &values) }
            return records
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
    /// The same as a sum over one metric, where it is one.
    let contrast: ReadyContrast?
    /// The metrics that are read by segments, and by which column; the compiler refuses two.
    let bySegments: [ReadyMetric]
    let segment: String?

    init(_ comparison: Comparison) {
        left = ReadyExpression(comparison.left)
        relation = comparison.relation
        right = ReadyExpression(comparison.right)
        readingCount = comparison.left.metrics.count + comparison.right.metrics.count
        contrast = ReadyContrast(comparison)
        bySegments = (comparison.left.metrics + comparison.right.metrics).filter { $0.segment != nil }.map(
            ReadyMetric.init
        )
        segment = bySegments.first?.reference.segment
    }

    /// The comparison with its numbers, given what was read.
    func record(of values: inout ArraySlice<ReadValue>) -> ComparisonRecord {
        var readings: [Reading] = []
        readings.reserveCapacity(readingCount)
        let left = left.value(of: &values, &readings)
        let right = right.value(of: &values, &readings)
        return ComparisonRecord(left: left, relation: relation, right: right, readings: readings)
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

    /// Its number, given what was read, of which it takes what is its own.
    fileprivate func value(of values: inout ArraySlice<ReadValue>, _ readings: inout [Reading]) -> Double? {
        switch self {
        case .constant(let value): return value
        case .reading(let metric, let model):
            let value = values.popFirst() ?? .nothing
            readings.append(metric.reading(value, of: model))
            return value.number
        case .operation(let operation):
            let left = operation.left.value(of: &values, &readings)
            let right = operation.right.value(of: &values, &readings)
            guard let left, let right else { return nil }
            return operation.sign.apply(left, right)
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
