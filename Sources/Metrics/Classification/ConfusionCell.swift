import Plan

/// One cell of the confusion matrix.
enum ConfusionCell: Metric {
    static let descriptor = MetricDescriptor(
        "confusion",
        "The number of rows of the first class that are predicted as the second.",
        selector: .classPair,
        type: .count,
        range: 0...(.infinity),
        source: .labels,
        isOfTrueClass: true
    )
    static let accumulators: [any Accumulator.Type] = [ConfusionMatrix.self]

    static func value(_ query: MetricQuery, in accumulators: AccumulatorSet) -> MetricValue {
        guard let matrix = accumulators[ConfusionMatrix.self] else { return .notKept }
        let labelled = matrix.labelled
        let classes = 0..<matrix.size
        guard let actual = query.index, classes.contains(actual),
            let predicted = query.secondIndex, classes.contains(predicted)
        else {
            return .undefined(samples: labelled, because: "it needs a true class and a predicted one")
        }
        return .defined(Double(matrix[actual, predicted]), samples: labelled)
    }
}
