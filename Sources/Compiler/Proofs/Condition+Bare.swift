import Plan

extension Condition {
    /// The condition in which metrics that say the same have the same name.
    func inBareWords(_ bare: BareReading) -> Condition {
        guard metrics.contains(where: { bare.isSaid(byVariant: $0.variant, selectors: $0.selectors) }) else {
            return self
        }
        return replaced(bare)
    }

    private func replaced(_ bare: BareReading) -> Condition {
        switch self {
        case .comparison(let comparison):
            .comparison(
                Comparison(comparison.left.inBareWords(bare), comparison.relation, comparison.right.inBareWords(bare))
            )
        case .not(let condition): .not(condition.replaced(bare))
        case .atLeast(let count, let conditions): .atLeast(count, of: conditions.map { $0.replaced(bare) })
        }
    }
}

extension Expression {
    fileprivate func inBareWords(_ bare: BareReading) -> Expression {
        switch self {
        case .constant: self
        case .metric(let metric): .metric(metric.inBareWords(bare))
        case .baseline(let metric): .baseline(metric.inBareWords(bare))
        case .binary(let sign, let left, let right): .binary(sign, left.inBareWords(bare), right.inBareWords(bare))
        }
    }
}

extension MetricReference {
    fileprivate func inBareWords(_ bare: BareReading) -> MetricReference {
        guard bare.isSaid(byVariant: variant, selectors: selectors) else { return self }
        return MetricReference(name, segment: segment, window: window)
    }
}
