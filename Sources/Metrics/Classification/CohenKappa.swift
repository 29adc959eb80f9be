import Plan

/// How much more truth and prediction agree than chance would make them.
enum CohenKappa: Metric {
    static let descriptor = MetricDescriptor(
        "kappa",
        "Cohen's kappa: the agreement of truth and prediction beyond chance, as a share of what there could be.",
        type: .score,
        range: -1...1,
        better: .higher,
        source: .labels,
        evidence: [.point, .interval]
    )
    static let accumulators: [any Accumulator.Type] = [ConfusionMatrix.self]

    static func value(_ query: MetricQuery, in accumulators: AccumulatorSet) -> MetricValue {
        guard let matrix = accumulators[ConfusionMatrix.self] else { return .notKept }
        let labelled = matrix.labelled
        guard labelled > 0 else { return .noLabelledRow }
        let products = ConfusionProducts(matrix)
        let possible = products.square &- products.chance
        guard possible > 0 else {
            return .undefined(samples: labelled, because: "every labelled row is of one class and predicted so")
        }
        let kappa = Double(products.agreement &- products.chance) / Double(possible)
        return .defined(min(max(kappa, -1), 1), samples: labelled)
    }
}
