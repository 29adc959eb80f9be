import Plan
import Statistics

/// A metric of how far probabilities are from what happened.
protocol ProbabilityMetric: ColumnMetric where Tally == ProbabilityTally {
    var columns: ScoreColumns { get }

    /// Between which numbers the metric can lie.
    static var range: ClosedRange<Double> { get }

    /// What each row costs.
    static func costs(of tally: ProbabilityTally) -> Moments
}

extension ProbabilityMetric {
    func tally(_ list: inout ColumnList) -> ProbabilityTally {
        ProbabilityTally(
            score: list.number(columns.score),
            label: list.text(columns.label),
            positive: columns.positive
        )
    }

    func value(of tally: ProbabilityTally) -> MetricValue {
        guard tally.outside == 0 else {
            return .undefined(samples: tally.count, because: "`\(columns.score)` is not from 0 to 1 everywhere")
        }
        guard let number = Self.costs(of: tally).mean else {
            return .undefined(samples: 0, because: "there is no labelled row with a score")
        }
        return .defined(number, samples: tally.count)
    }

    func interval(of tally: ProbabilityTally, confidence: Double) -> MetricInterval? {
        guard tally.outside == 0 else { return nil }
        return MetricInterval(Self.costs(of: tally), confidence: confidence)?.clipped(to: Self.range)
    }
}
