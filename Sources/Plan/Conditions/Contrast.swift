/// A comparison of one metric on the candidate, and perhaps on the baseline, with a number: its left side less its right side
/// as a weighted sum.
package struct Contrast: Hashable, Sendable {
    package let metric: MetricReference
    /// The weight of the metric on the candidate, which is not 0.
    package let candidate: Double
    /// The weight of the metric on the baseline.
    package let baseline: Double
    package let constant: Double

    /// Nil where the comparison reads several metrics, or is not such a sum.
    package init?(_ comparison: Comparison) {
        guard let left = Sum(comparison.left), let right = Sum(comparison.right),
            let sum = left.plus(right.times(-1)), let reference = sum.reference, sum.candidate != 0
        else { return nil }
        metric = reference
        candidate = sum.candidate
        baseline = sum.baseline
        constant = sum.constant
    }

    private struct Sum {
        var reference: MetricReference?
        var candidate = 0.0
        var baseline = 0.0
        var constant = 0.0

        init?(_ expression: Expression) {
            switch expression {
            case .constant(let value, _): constant = value
            case .metric(let metric): (reference, candidate) = (metric, 1)
            case .baseline(let metric): (reference, baseline) = (metric, 1)
            case .binary(let sign, let left, let right):
                guard let left = Sum(left), let right = Sum(right),
                    let sum = left.joined(with: right, by: sign)
                else { return nil }
                self = sum
            }
        }

        private func joined(with other: Sum, by sign: Expression.Operator) -> Sum? {
            switch sign {
            case .plus: plus(other)
            case .minus: plus(other.times(-1))
            case .times: other.reference == nil ? times(other.constant) : reference == nil ? other.times(constant) : nil
            case .dividedBy: other.reference == nil && other.constant != 0 ? times(1 / other.constant) : nil
            }
        }

        func plus(_ other: Sum) -> Sum? {
            guard reference == nil || other.reference == nil || reference == other.reference else { return nil }
            var sum = self
            sum.reference = reference ?? other.reference
            sum.candidate += other.candidate
            sum.baseline += other.baseline
            sum.constant += other.constant
            return sum
        }

        func times(_ factor: Double) -> Sum {
            var product = self
            product.candidate *= factor
            product.baseline *= factor
            product.constant *= factor
            return product
        }
    }
}
