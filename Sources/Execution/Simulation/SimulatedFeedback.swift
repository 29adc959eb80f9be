import Metrics
import Plan
import Statistics

/// What a plan's feedback file holds, apart by the model that serves the units in a stage. It says the same in every run,
/// as in a replay; only an effect on it is drawn.
final class SimulatedFeedback: Sendable {
    /// One model's part, by time.
    private struct Part: Sendable {
        var times: [Duration] = []
        var outcomes: [FeedbackOutcome] = []

        /// With arrays of its own: one that is mapped is another.
        var copied: Part {
            Part(
                times: times.map { $0 },
                outcomes: outcomes.map { outcome in
                    FeedbackOutcome(
                        rating: outcome.rating,
                        isNegative: outcome.isNegative,
                        categories: outcome.categories.map { $0 }
                    )
                }
            )
        }

        /// The first entry at or after `time`, by bisection.
        func first(from time: Duration) -> Int {
            var low = 0
            var high = times.count
            while low < high {
                let middle = (low + high) / 2
                if times[middle] < time { low = middle + 1 } else { high = middle }
            }
            return low
        }
    }

    private let candidate: Part
    private let baseline: Part

    /// - Parameter members: For each unit whether it has the candidate.
    convenience init(_ entries: [ReplayFeedback.Entry], members: [Bool]) {
        var (candidate, baseline) = (Part(), Part())
        for entry in entries {
            if let unit = entry.unit, members[unit] {
                candidate.times.append(entry.at)
                candidate.outcomes.append(entry.outcome)
            } else {
                baseline.times.append(entry.at)
                baseline.outcomes.append(entry.outcome)
            }
        }
        self.init(candidate, baseline)
    }

    private init(_ candidate: Part, _ baseline: Part) {
        self.candidate = candidate
        self.baseline = baseline
    }

    /// The same for another thread, as a model is copied.
    var copied: SimulatedFeedback { SimulatedFeedback(candidate.copied, baseline.copied) }

    /// What is said before a time: how many entries are on the candidate, and how many on the baseline.
    func counts(before time: Duration) -> (candidate: Int, baseline: Int) {
        (candidate.first(from: time), baseline.first(from: time))
    }

    /// The entries on a model with those numbers.
    func entries(_ numbers: Range<Int>, on model: ModelRole) -> [FeedbackOutcome] {
        // In most intervals nobody says anything.
        guard !numbers.isEmpty else { return [] }
        return Array(model == .candidate ? candidate.outcomes[numbers] : baseline.outcomes[numbers])
    }
}

/// Turns a part of the verdicts on the candidate round.
struct FeedbackTurn: Sendable {
    /// Whether it is negative verdicts that come up, out of those that are not.
    private let isNegative: Bool
    private let part: BinomialLaw
    /// The rating in place of the one given.
    private let rating: Double

    /// What brings the share of negative verdicts among the entries to `target`; nil where they have none, or the share is
    /// that already.
    init?(_ entries: [ReplayFeedback.Entry], target: Double, negativeBelow: Double) {
        let judged = entries.compactMap(\.outcome.isNegative)
        guard !judged.isEmpty else { return nil }
        let present = Double(judged.count { $0 }) / Double(judged.count)
        guard target != present else { return nil }
        isNegative = target > present
        let share = isNegative ? (target - present) / (1 - present) : (present - target) / present
        part = BinomialLaw(probability: share)
        let wanted = isNegative
        let ratings = entries.filter { $0.outcome.isNegative == wanted }.compactMap(\.outcome.rating).sorted()
        rating = ratings.isEmpty ? negativeBelow - (isNegative ? 1 : 0) : ratings[ratings.count / 2]
    }

    /// The share of negative verdicts among the entries; nil where there is no verdict.
    static func negativeShare(of entries: [ReplayFeedback.Entry]) -> Double? {
        let judged = entries.compactMap(\.outcome.isNegative)
        return judged.isEmpty ? nil : Double(judged.count { $0 }) / Double(judged.count)
    }

    func turned(_ outcomes: [FeedbackOutcome], using random: inout SplitMix64) -> [FeedbackOutcome] {
        outcomes.map { outcome in
            guard outcome.isNegative == !isNegative, part.draw(1, using: &random) == 1 else { return outcome }
            return FeedbackOutcome(
                rating: outcome.rating.map { _ in rating },
                isNegative: isNegative,
                categories: outcome.categories
            )
        }
    }
}
