import Metrics
import Plan
import Statistics

/// Finds between which numbers the two sides of a comparison differ at every look at once, from what each unit was shown
/// once since the candidate was first given to anybody.
struct SequentialEvidence<Evidence: EvidenceSource> {
    private let reader: MetricReader<Evidence>
    private let error: Double

    /// - Parameter error: The chance that the difference ever lies beyond either end.
    init(_ reader: MetricReader<Evidence>, error: Double) {
        self.reader = reader
        self.error = error
    }

    /// Nil where nothing was observed yet, or the comparison has no such evidence.
    func record(of comparison: ReadyComparison) -> EvidenceRecord? {
        comparison.contrast.flatMap(record)
    }

    /// The same of a sum over one metric.
    func record(of contrast: ReadyContrast) -> EvidenceRecord? {
        if let stated = stated(contrast) { return record(stated, stated, observations: nil) }
        if contrast.baseline == 0 { return oneModel(contrast) }
        return pairs(contrast) ?? arms(contrast)
    }

    /// What the world states is taken at its word.
    private func stated(_ contrast: ReadyContrast) -> Double? {
        var difference = contrast.constant
        for (model, weight) in [(ModelRole.candidate, contrast.candidate), (.baseline, contrast.baseline)] {
            guard weight != 0 else { continue }
            guard reader.isCertain(contrast.metric), let value = reader.stated(contrast.metric, of: model)?.value else {
                return nil
            }
            difference += weight * value
        }
        return difference
    }

    private func oneModel(_ contrast: ReadyContrast) -> EvidenceRecord? {
        guard let (interval, observations, share) = reader.sequence(contrast.metric, error: error) else { return nil }
        let ends = [interval.lower, interval.upper].map { $0 * contrast.candidate + contrast.constant }
        return record(
            min(ends[0], ends[1]),
            max(ends[0], ends[1]),
            observations: observations,
            counts: share.map { .shares(candidate: .init($0), baseline: nil) }
        )
    }

    /// Both models on the same requests, where the metric has an outcome of each.
    private func pairs(_ contrast: ReadyContrast) -> EvidenceRecord? {
        guard contrast.baseline == -contrast.candidate, let pairs = reader.unitPairs(contrast.metric),
            let sequence = PairedSequence(pairs.counts, error: error)
        else {
            return nil
        }
        let ends = [sequence.lower, sequence.upper].map { $0 * contrast.candidate + contrast.constant }
        return record(
            min(ends[0], ends[1]),
            max(ends[0], ends[1]),
            observations: pairs.total,
            counts: .pairs(pairs)
        )
    }

    /// Each model on units of its own: both lie in their sequences at once where each is allowed half of the error, however
    /// they depend on each other.
    private func arms(_ contrast: ReadyContrast) -> EvidenceRecord? {
        guard let candidate = reader.sequence(contrast.metric, error: error / 2),
            let baseline = reader.sequence(contrast.metric, of: .baseline, error: error / 2)
        else { return nil }
        var (lower, upper) = (contrast.constant, contrast.constant)
        for (interval, weight) in [(candidate.interval, contrast.candidate), (baseline.interval, contrast.baseline)] {
            lower += min(interval.lower * weight, interval.upper * weight)
            upper += max(interval.lower * weight, interval.upper * weight)
        }
        let counts = candidate.share.flatMap { own in
            baseline.share.map { EvidenceCounts.shares(candidate: .init(own), baseline: .init($0)) }
        }
        return record(lower, upper, observations: candidate.observations + baseline.observations, counts: counts)
    }

    private func record(
        _ lower: Double,
        _ upper: Double,
        observations: Int?,
        counts: EvidenceCounts? = nil
    ) -> EvidenceRecord {
        EvidenceRecord(
            method: .sequential,
            error: error,
            lower: lower.isFinite ? lower : nil,
            upper: upper.isFinite ? upper : nil,
            observations: observations,
            counts: counts
        )
    }
}

extension EvidenceCounts.Share {
    fileprivate init(_ share: MetricValue.Proportion) {
        self.init(successes: share.successes, trials: share.trials)
    }
}
