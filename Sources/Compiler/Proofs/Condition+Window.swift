import Plan

extension Condition {
    /// The condition with its metrics read over a window where it states none.
    func reading(over window: Duration) -> Condition {
        switch self {
        case .comparison(let comparison):
            .comparison(
                Comparison(
                    comparison.left.reading(over: window),
                    comparison.relation,
                    comparison.right.reading(over: window)
                )
            )
        case .not(let condition): .not(condition.reading(over: window))
        case .atLeast(let count, let conditions): .atLeast(count, of: conditions.map { $0.reading(over: window) })
        }
    }
}

extension Expression {
    fileprivate func reading(over window: Duration) -> Expression {
        switch self {
        case .constant: self
        case .metric(let reference): .metric(reference.reading(over: window))
        case .baseline(let reference): .baseline(reference.reading(over: window))
        case .binary(let sign, let left, let right):
            .binary(sign, left.reading(over: window), right.reading(over: window))
        }
    }
}

extension MetricReference {
    fileprivate func reading(over window: Duration) -> MetricReference {
        MetricReference(name, variant: variant, selectors: selectors, window: self.window ?? window)
    }
}
