import Plan

/// The correlation of truth and prediction: Gorodkin's R_K (Comput. Biol. Chem. 28, 2004), which for two classes is
/// Matthews' coefficient.
enum MatthewsCorrelation: Metric {
    static let descriptor = MetricDescriptor(
        "mcc",
        "The Matthews correlation coefficient of truth and prediction, for several classes Gorodkin's R_K.",
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
        let spreadOfTruth = products.square &- products.actual
        let spreadOfPredictions = products.square &- products.predicted
        guard spreadOfTruth > 0 else {
            return .undefined(samples: labelled, because: "every labelled row is of one class")
        }
        guard spreadOfPredictions > 0 else {
            return .undefined(samples: labelled, because: "every labelled row was predicted as one class")
        }
        let scale = Double(spreadOfTruth).squareRoot() * Double(spreadOfPredictions).squareRoot()
        let correlation = Double(products.agreement &- products.chance) / scale
        return .defined(min(max(correlation, -1), 1), samples: labelled)
    }
}
