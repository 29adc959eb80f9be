import Plan

extension Metric {
    /// Between which numbers the value lies; nil where there is no value or no way to tell.
    package static func interval(
        _ query: MetricQuery,
        in accumulators: AccumulatorSet,
        confidence: Double
    ) -> MetricInterval? {
        let value = value(query, in: accumulators)
        guard value.value != nil, descriptor.evidence.contains(.interval) else { return nil }
        if let share = MetricInterval(value.proportion, confidence: confidence) { return share }
        if let matrix = accumulators[ConfusionMatrix.self], self.accumulators.allSatisfy({ $0 == ConfusionMatrix.self })
        {
            // Large matrices have mostly empty cells, and drawing them all again says little.
            guard matrix.size <= 32 else { return nil }
            var drawn = AccumulatorSet([ConfusionMatrix.self], layout: accumulators.layout)
            return MetricInterval(of: matrix.counts, confidence: confidence) { counts in
                drawn.replace(with: matrix.holding(counts))
                return self.value(query, in: drawn).value
            }
        }
        return nil
    }
}
