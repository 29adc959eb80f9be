/// A sum, product or single value in a comparison; durations are in seconds.
package indirect enum Expression: Hashable, Sendable {
    package enum Operator: String, Hashable, Sendable {
        case plus = "+"
        case minus = "-"
        case times = "*"
        case dividedBy = "/"

        /// The two numbers joined; nil for a division by zero.
        package func apply(_ left: Double, _ right: Double) -> Double? {
            switch self {
            case .plus: left + right
            case .minus: left - right
            case .times: left * right
            case .dividedBy: right == 0 ? nil : left / right
            }
        }
    }

    case constant(Double, ValueType)
    /// The metric on the candidate.
    case metric(MetricReference)
    /// The metric on the baseline.
    case baseline(MetricReference)
    case binary(Operator, Expression, Expression)

    package var metrics: [MetricReference] {
        switch self {
        case .constant: []
        case .metric(let reference), .baseline(let reference): [reference]
        case .binary(_, let left, let right): left.metrics + right.metrics
        }
    }

    package var readsBaseline: Bool {
        switch self {
        case .baseline: true
        case .constant, .metric: false
        case .binary(_, let left, let right): left.readsBaseline || right.readsBaseline
        }
    }
}
