import Plan
import Statistics

/// Another value of one of the candidate's metrics.
package struct ReadingChange: Sendable, Hashable {
    /// What was read.
    package let reading: Reading
    /// The other value; where `isBeyond`, any value beyond it.
    package let value: Double
    /// So many of the same trials, where the metric is a plain share.
    package let successes: Int?
    /// Whether the value itself is not meant, and anything beyond it is.
    package let isBeyond: Bool
    /// Whether what is meant lies above what was read.
    package let isUpward: Bool
    /// Whether it is about what each unit has shown once, which evidence for continuous looking counts.
    package var isOfUnits = false
    /// Whether it is about where evidence lies, which spreads as it did.
    package var keepsSpread = false
    /// Which pairs it is about, where both models have answered the same requests and evidence counts these.
    package var pairs: Pairs?

    /// The outcomes of pairs as they were and as they would be.
    package struct Pairs: Sendable, Hashable {
        let before: PairedOutcomes
        let after: PairedOutcomes

        /// In how many of the pairs that change the baseline has the outcome.
        package var shared: Int { abs(after.both - before.both) }
    }

    /// By how much it moves the reading: by so many of the same trials where it counts them, else by a difference of values.
    package var movement: Double {
        if let successes { return Double(successes - (reading.successes ?? 0)) }
        return turningValue - (reading.value ?? 0)
    }

    /// How far it is from what was read: of shares the difference, of all else its part of the larger of both numbers.
    package var size: Double {
        guard let before = reading.value else { return .infinity }
        let difference = abs(value - before)
        if reading.type == .fraction { return difference }
        let scale = max(abs(value), abs(before))
        return scale > 0 ? difference / scale : 0
    }

    /// The value, or one a hair beyond it.
    package var turningValue: Double {
        guard isBeyond else { return value }
        let hair = 1e-9 * max(1, abs(value))
        return isUpward ? value + hair : value - hair
    }
}

extension Reading {
    /// The other values that the metric can have next to a limit: on it and on either side.
    func changes(about limit: Double) -> [ReadingChange] {
        guard let current = value, abs(limit) < 1e15 else { return [] }
        if let trials = exactTrials {
            return wholes(about: limit * Double(trials)).filter { (0...trials).contains($0) && $0 != successes }.map {
                let value = Double($0) / Double(trials)
                return ReadingChange(
                    reading: self,
                    value: value,
                    successes: $0,
                    isBeyond: false,
                    isUpward: value > current
                )
            }
        }
        if type == .count {
            return wholes(about: limit).filter { $0 >= 0 && Double($0) != current }.map {
                let value = Double($0)
                return ReadingChange(
                    reading: self,
                    value: value,
                    successes: nil,
                    isBeyond: false,
                    isUpward: value > current
                )
            }
        }
        // On the limit itself, and beyond it as seen from what was read; from on the limit, to either side.
        let sides = limit == current ? [true, false] : [limit > current]
        let changes = sides.flatMap { isUpward in
            [false, true].map { isBeyond in
                ReadingChange(reading: self, value: limit, successes: nil, isBeyond: isBeyond, isUpward: isUpward)
            }
        }
        return changes.filter { canBe($0.turningValue) && $0.turningValue != current }
    }

    /// The same without what it counts.
    var uncounted: Reading {
        Reading(
            metric: metric,
            model: model,
            type: type,
            value: value,
            samples: samples,
            successes: nil,
            trials: nil,
            undefinedReason: undefinedReason,
            isMeasured: isMeasured,
            segment: segment,
            problem: problem,
            isLasting: isLasting
        )
    }

    private func wholes(about limit: Double) -> ClosedRange<Int> {
        let floor = Int(limit.rounded(.down))
        return floor - 1...floor + 2
    }

    /// Of how many the value is so many, where it is just that.
    var exactTrials: Int? {
        guard let successes, let trials, trials > 0, let value,
            Comparison.Relation.equal.holds(value, Double(successes) / Double(trials))
        else { return nil }
        return trials
    }

    /// Whether a metric of that type can have the value.
    func canBe(_ value: Double) -> Bool {
        switch type {
        case .fraction: (0...1).contains(value)
        case .count, .duration, .rate: value >= 0
        case .score, .text, .boolean: true
        }
    }
}
