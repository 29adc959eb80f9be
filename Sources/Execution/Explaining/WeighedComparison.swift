import Plan
import Statistics

/// A comparison that evidence about shares has decided, to be weighed again with other counts: what is plainly a count of so
/// many trials follows from the record alone.
struct WeighedComparison: Sendable {
    /// Which reading of the candidate it weighs.
    let key: ReadingKey
    /// What was counted of the candidate.
    let reading: Reading
    private let contrast: Contrast
    private let relation: Comparison.Relation
    private let method: EvidenceMethod
    private let error: Double
    private let counts: EvidenceCounts

    /// Nil where the record's bounds are not those that its counts give: then something else was weighed.
    init?(_ comparison: Comparison, _ readings: [Reading], _ evidence: EvidenceRecord) {
        guard let contrast = Contrast(comparison),
            let counts = evidence.method == .interval ? Self.counts(contrast, readings) : evidence.counts,
            let own = readings.first(where: { $0.model == .candidate && $0.metric == contrast.metric.text })
        else { return nil }
        let share = counts.candidate
        guard share.trials > 0 else { return nil }
        reading = evidence.method == .interval ? own : own.counting(share)
        key = ReadingKey(reading, units: evidence.method == .interval ? nil : share.trials)
        self.contrast = contrast
        relation = comparison.relation
        method = evidence.method
        error = evidence.error
        self.counts = counts
        guard let lower = evidence.lower, let upper = evidence.upper, let bounds = bounds(counts),
            abs(bounds.lower - lower) < 1e-9, abs(bounds.upper - upper) < 1e-9
        else { return nil }
    }

    /// Intervals weigh the readings themselves.
    private static func counts(_ contrast: Contrast, _ readings: [Reading]) -> EvidenceCounts? {
        func share(_ model: ModelRole) -> EvidenceCounts.Share? {
            readings.first { $0.model == model && $0.metric == contrast.metric.text }.flatMap { reading in
                guard let successes = reading.successes, let trials = reading.trials else { return nil }
                return .init(successes: successes, trials: trials)
            }
        }
        guard let candidate = share(.candidate) else { return nil }
        let baseline = contrast.baseline == 0 ? nil : share(.baseline)
        return contrast.baseline == 0 || baseline != nil ? .shares(candidate: candidate, baseline: baseline) : nil
    }

    /// Whether it holds with that change; nil where the evidence does not tell.
    func answer(_ change: ReadingChange?) -> Bool? {
        guard let change else { return answer(counts) }
        switch counts {
        case .pairs: return answer(change.pairs.map { .pairs($0.after) } ?? counts)
        case .shares(var candidate, let baseline):
            candidate.successes = Int((change.turningValue * Double(candidate.trials)).rounded())
            return answer(.shares(candidate: candidate, baseline: baseline))
        }
    }

    /// Whether it holds with so many times as many observations that come out alike.
    func answer(times factor: Double) -> Bool? {
        func grown(_ count: Int) -> Int { Int((Double(count) * factor).rounded()) }
        func grown(_ share: EvidenceCounts.Share) -> EvidenceCounts.Share {
            let trials = grown(share.trials)
            return .init(successes: min(trials, grown(share.successes)), trials: trials)
        }
        switch counts {
        case .pairs(let pairs):
            let all = pairs.all.map(grown)
            return answer(.pairs(PairedOutcomes(both: all[0], arm: all[1], other: all[2], neither: all[3])))
        case .shares(let candidate, let baseline):
            return answer(.shares(candidate: grown(candidate), baseline: baseline.map(grown)))
        }
    }

    /// The pairs that it weighs; nil where it weighs each model's share.
    var pairs: PairedOutcomes? { if case .pairs(let pairs) = counts { pairs } else { nil } }

    private func answer(_ counts: EvidenceCounts) -> Bool? {
        bounds(counts).flatMap { relation.holds(above: $0.lower, below: $0.upper) }
    }

    // MARK: Changes

    /// The changes next to which the answer is another. It changes twice at most on any way on which the outcomes of the
    /// candidate only become more, or only fewer, as the bounds move one way then.
    var changes: [ReadingChange] {
        found.map { change in
            var change = change
            change.isOfUnits = key.units != nil
            return change
        }
    }

    private var found: [ReadingChange] {
        switch counts {
        case .pairs(let pairs):
            return PairPath.all(from: pairs).flatMap { path in
                Turns(upTo: path.length) { answer(.pairs(path.pairs(after: $0))) }.places.map { steps in
                    reading.changed(from: pairs, to: path.pairs(after: steps))
                }
            }
        case .shares(let candidate, let baseline):
            func turns(_ count: Int, _ sign: Int) -> [Int] {
                Turns(upTo: count) { steps in
                    var share = candidate
                    share.successes += sign * steps
                    return answer(.shares(candidate: share, baseline: baseline))
                }.places.map { candidate.successes + sign * $0 }
            }
            let (fewer, more) = (candidate.successes, candidate.trials - candidate.successes)
            return (turns(fewer, -1) + turns(more, 1)).flatMap {
                reading.changes(about: Double($0) / Double(candidate.trials))
            }
        }
    }

    // MARK: Bounds

    private func bounds(_ counts: EvidenceCounts) -> (lower: Double, upper: Double)? {
        switch counts {
        case .pairs(let pairs):
            guard let sequence = PairedSequence(pairs.counts, error: error) else { return nil }
            return sum([(sequence.lower, sequence.upper, contrast.candidate)])
        case .shares(let candidate, let baseline):
            let shares = [(candidate, contrast.candidate)] + (baseline.map { [($0, contrast.baseline)] } ?? [])
            return method == .interval ? intervals(shares) : sequences(shares)
        }
    }

    private typealias Weighted = (share: EvidenceCounts.Share, weight: Double)

    private func intervals(_ shares: [Weighted]) -> (lower: Double, upper: Double)? {
        var terms: [RecoveredInterval.Term] = []
        for (share, weight) in shares {
            let confidence = max(0, 1 - 2 * error)
            guard
                let interval = WilsonInterval(
                    successes: share.successes,
                    trials: share.trials,
                    confidence: confidence
                )
            else { return nil }
            let value = Double(share.successes) / Double(share.trials)
            terms.append(.init(value: value, lower: interval.lower, upper: interval.upper, weight: weight))
        }
        let interval = RecoveredInterval(terms)
        return (interval.lower + contrast.constant, interval.upper + contrast.constant)
    }

    private func sequences(_ shares: [Weighted]) -> (lower: Double, upper: Double)? {
        var ends: [(lower: Double, upper: Double, weight: Double)] = []
        for (share, weight) in shares {
            guard
                let sequence = BetaBinomialSequence(
                    successes: share.successes,
                    trials: share.trials,
                    error: error / Double(shares.count),
                    tunedFor: SequenceTuning.observations
                )
            else { return nil }
            ends.append((sequence.lower, sequence.upper, weight))
        }
        return sum(ends)
    }

    private func sum(_ ends: [(lower: Double, upper: Double, weight: Double)]) -> (lower: Double, upper: Double) {
        var (lower, upper) = (contrast.constant, contrast.constant)
        for end in ends {
            lower += min(end.lower * end.weight, end.upper * end.weight)
            upper += max(end.lower * end.weight, end.upper * end.weight)
        }
        return (lower, upper)
    }
}

extension Reading {
    /// The same of what was counted once for each unit.
    fileprivate func counting(_ share: EvidenceCounts.Share) -> Reading {
        Reading(
            metric: metric,
            model: model,
            type: type,
            value: Double(share.successes) / Double(share.trials),
            samples: share.trials,
            successes: share.successes,
            trials: share.trials,
            undefinedReason: nil,
            isMeasured: isMeasured,
            segment: segment
        )
    }

    /// The change that other outcomes of the candidate in the same pairs are.
    func changed(from before: PairedOutcomes, to after: PairedOutcomes) -> ReadingChange {
        let successes = after.both + after.arm
        let value = Double(successes) / Double(after.total)
        return ReadingChange(
            reading: self,
            value: value,
            successes: successes,
            isBeyond: false,
            isUpward: value > (self.value ?? 0),
            pairs: .init(before: before, after: after)
        )
    }
}
