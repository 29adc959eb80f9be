import Diagnostics
package import Plan

/// Reads conditions back from the words that events have for them, so that a record explains itself without its plan.
package enum RecordedConditions {
    /// The condition that the words of a program's condition stand for, or nil where they are none of this version's.
    ///
    /// Metrics keep their whole text as their name: they are compared with readings by it, and never resolved.
    package static func condition(_ text: String) -> Condition? {
        let file = SourceFile.ID(index: 0)
        return (try? ConditionParser.condition(text) { SourceSpan(file: file, $0) }).flatMap { Condition(recorded: $0) }
    }
}

extension Condition {
    fileprivate init?(recorded syntax: ConditionSyntax) {
        func all(_ parts: [ConditionSyntax], _ count: Int) -> Condition? {
            let conditions = parts.compactMap { Condition(recorded: $0) }
            return conditions.count == parts.count ? .atLeast(count, of: conditions) : nil
        }
        let condition: Condition?
        switch syntax {
        case .comparison(let left, let relation, let right):
            let metric = (left.metrics + right.metrics).first?.recordedReference
            if let left = Expression(recorded: left, metric), let right = Expression(recorded: right, metric) {
                condition = .comparison(Comparison(left, relation.value, right))
            } else {
                condition = nil
            }
        case .not(let part, _): condition = Condition(recorded: part).map { .not($0) }
        case .and(let parts), .all(let parts): condition = all(parts, parts.count)
        case .or(let parts), .any(let parts): condition = all(parts, 1)
        case .atLeast(let count, of: let parts): condition = all(parts, count.value)
        }
        guard let condition else { return nil }
        self = condition
    }
}

extension Expression {
    /// - Parameter metric: What `baseline` stands for in the comparison.
    fileprivate init?(recorded syntax: ExpressionSyntax, _ metric: MetricReference?) {
        switch syntax {
        case .number(let value): self = .constant(value.value, .score)
        case .percent(let value): self = .constant(value.value, .fraction)
        case .duration(let value): self = .constant(value.value.seconds, .duration)
        case .rate(let value): self = .constant(value.value, .rate)
        case .text: return nil
        case .baseline:
            guard let metric else { return nil }
            self = .baseline(metric)
        case .metric(let metric): self = .metric(metric.recordedReference)
        case .binary(let sign, let left, let right):
            guard let left = Expression(recorded: left, metric), let right = Expression(recorded: right, metric) else {
                return nil
            }
            self = .binary(sign, left, right)
        }
    }
}

extension MetricSyntax {
    fileprivate var recordedReference: MetricReference {
        MetricReference(
            name,
            selectors: selectors.map(\.value),
            segment: segment?.value,
            window: window?.value
        )
    }
}
