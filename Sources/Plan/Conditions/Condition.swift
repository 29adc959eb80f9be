/// A typed condition: what is asked of the metrics, with every name resolved.
package indirect enum Condition: Hashable, Sendable {
    case comparison(Comparison)
    case not(Condition)
    /// At least so many of the conditions hold: all for `and` and `all of`, one for `or` and `any of`.
    case atLeast(Int, of: [Condition])

    /// The metrics that it reads, those of the baseline among them.
    package var metrics: [MetricReference] {
        switch self {
        case .comparison(let comparison): comparison.left.metrics + comparison.right.metrics
        case .not(let condition): condition.metrics
        case .atLeast(_, let conditions): conditions.flatMap(\.metrics)
        }
    }

    /// Whether it compares with the baseline model.
    package var readsBaseline: Bool {
        switch self {
        case .comparison(let comparison): comparison.left.readsBaseline || comparison.right.readsBaseline
        case .not(let condition): condition.readsBaseline
        case .atLeast(_, let conditions): conditions.contains(where: \.readsBaseline)
        }
    }
}
