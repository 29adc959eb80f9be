import Plan
import Statistics

/// A comparison that intervals about shares have decided, to be weighed again with other counts: what is plainly a count of so
/// many trials follows from the record alone.
struct WeighedComparison: Sendable {
    private struct Share: Sendable {
        let successes: Int
        let trials: Int
        let weight: Double
    }

    /// The metric's text.
    let metric: String
    private let relation: Comparison.Relation
    private let candidate: Share
    private let baseline: Share?
    private let constant: Double
    private let error: Double

    /// Nil where the record's bounds are not those that its counts give: then something else was weighed.
    init?(_ comparison: Comparison, _ record: ComparisonRecord) {
        guard record.segments.isEmpty, let evidence = record.evidence, evidence.method == .interval,
            let contrast = Contrast(comparison), let lower = evidence.lower, let upper = evidence.upper
        else { return nil }
        func share(_ model: ModelRole, _ weight: Double) -> Share? {
            record.readings.first { $0.model == model && $0.metric == contrast.metric.text }.flatMap { reading in
                guard let successes = reading.successes, let trials = reading.trials else { return nil }
                return Share(successes: successes, trials: trials, weight: weight)
            }
        }
        guard let own = share(.candidate, contrast.candidate) else { return nil }
        let other = contrast.baseline == 0 ? nil : share(.baseline, contrast.baseline)
        guard contrast.baseline == 0 || other != nil else { return nil }
        metric = contrast.metric.text
        relation = comparison.relation
        candidate = own
        baseline = other
        constant = contrast.constant
        error = evidence.error
        guard let bounds = bounds(own.successes), abs(bounds.lower - lower) < 1e-9, abs(bounds.upper - upper) < 1e-9
        else { return nil }
    }

    /// Whether it holds with so large a share of the same trials; nil where the evidence does not tell.
    func answer(_ value: Double?) -> Bool? {
        let successes = value.map { Int(($0 * Double(candidate.trials)).rounded()) } ?? candidate.successes
        guard let bounds = bounds(successes) else { return nil }
        return relation.holds(above: bounds.lower, below: bounds.upper)
    }

    /// The shares at which the answer changes: it does so at two counts at most, as the bounds grow with the count.
    var limits: [Double] {
        let trials = candidate.trials
        func answer(_ successes: Int) -> Bool? {
            bounds(successes).flatMap { relation.holds(above: $0.lower, below: $0.upper) }
        }
        let (first, last) = (answer(0), answer(trials))
        /// The first count from which on it is as asked for.
        func turn(_ isThere: (Bool?) -> Bool) -> Int {
            var (low, high) = (0, trials)
            while low < high {
                let middle = (low + high) / 2
                if isThere(answer(middle)) { high = middle } else { low = middle + 1 }
            }
            return low
        }
        let turns = Set([turn { $0 != first }, turn { $0 == last }])
        return turns.sorted().map { Double($0) / Double(trials) }
    }

    private func bounds(_ successes: Int) -> (lower: Double, upper: Double)? {
        var terms: [RecoveredInterval.Term] = []
        let own = Share(successes: successes, trials: candidate.trials, weight: candidate.weight)
        for share in [own] + (baseline.map { [$0] } ?? []) {
            guard
                let interval = WilsonInterval(
                    successes: share.successes,
                    trials: share.trials,
                    confidence: max(0, 1 - 2 * error)
                )
            else { return nil }
            let value = Double(share.successes) / Double(share.trials)
            terms.append(.init(value: value, lower: interval.lower, upper: interval.upper, weight: share.weight))
        }
        let interval = RecoveredInterval(terms)
        return (interval.lower + constant, interval.upper + constant)
    }
}
