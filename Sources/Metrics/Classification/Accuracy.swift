import Plan
import Statistics

/// The share of the labelled rows that are predicted as what they are.
enum Accuracy: CountedMetric {
    static let descriptor = MetricDescriptor(
        "accuracy",
        "The share of the labelled rows that are predicted as what they are.",
        type: .fraction,
        range: 0...1,
        better: .higher,
        source: .labels,
        evidence: [.point, .interval, .sequential],
        isPaired: true
    )
    static let accumulators: [any Accumulator.Type] = [ConfusionMatrix.self]
    static let readsOnlyWhatIsRight = true

    static func counts(_ query: MetricQuery, in accumulators: AccumulatorSet) -> MetricCounts? {
        accumulators.answers
    }

    static func value(of counts: MetricCounts) -> MetricValue {
        .proportion(counts.part, of: counts.whole, samples: counts.whole, whenEmpty: "there is no labelled row")
    }

    static func pairs(_ query: MetricQuery, in tally: PairTally, layout: OutcomeLayout) -> PairedOutcomes? {
        tally.right(about: nil)
    }
}
