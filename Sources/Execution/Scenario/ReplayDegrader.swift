import Metrics
import Plan
import Statistics

/// Applies a scenario to a replay. What happens to a request is a pure function of the scenario's seed and the request's
/// number, so a degraded run can be taken up again and dry-run like any other.
struct ReplayDegrader {
    /// What happens to one model's answer to one request.
    struct Harm {
        var flipsLabel = false
        var dropsLabel = false
        var fails = false
        var addedLatency: Int64 = 0
        /// Numbers added to features, by their columns.
        var shifts: [(column: Int, amount: Double)] = []
    }

    private let scenario: Scenario
    private let features: [String]

    init(_ scenario: Scenario, features: [String]) {
        self.scenario = scenario
        self.features = features
    }

    /// Streams of the counter-based random numbers: several for each degradation.
    private enum Draw: UInt64 {
        case traffic, flip, otherClass, label, error
    }

    private static let drawsPerDegradation: UInt64 = 8
    /// The stream of the draws for training labels, away from those for requests.
    private static let trainingStream: UInt64 = 1 << 32

    /// Whether the request never arrives.
    func isDropped(_ request: Int, at time: Duration) -> Bool {
        active(at: time).contains { happens($0.degradation.droppedTraffic, .traffic, $0.index, request) }
    }

    /// What happens to a model's answer to the request.
    func harm(to model: ModelRole, request: Int, at time: Duration) -> Harm {
        var harm = Harm()
        for (index, degradation) in active(at: time) where degradation.models.contains(model) {
            harm.flipsLabel = harm.flipsLabel || happens(degradation.flippedLabels, .flip, index, request)
            harm.dropsLabel = harm.dropsLabel || happens(degradation.droppedLabels, .label, index, request)
            harm.fails = harm.fails || happens(degradation.errors, .error, index, request)
            harm.addedLatency += degradation.addedLatency.nanoseconds
            for shift in degradation.shifts {
                guard let column = features.firstIndex(of: shift.feature) else { continue }
                harm.shifts.append((column, shift.amount))
            }
        }
        return harm
    }

    /// Another class in place of `label`, each of the others equally likely.
    func flipped(_ label: Int32, classCount: Int, request: Int) -> Int32 {
        guard classCount > 1 else { return label }
        let step = CounterRandom.index(
            seed: UInt64(scenario.seed),
            stream: Draw.otherClass.rawValue,
            index: UInt64(request),
            below: classCount - 1
        )
        return (label + 1 + Int32(step)) % Int32(classCount)
    }

    /// The number of another row in place of a row's own, each row's equally likely.
    func dealt(_ numbers: [Double], request: Int) -> Double {
        numbers[
            CounterRandom.index(
                seed: UInt64(scenario.seed),
                stream: Draw.otherClass.rawValue,
                index: UInt64(request),
                below: numbers.count
            )
        ]
    }

    /// The feedback with the ratings that the scenario puts in their place; `negativeBelow` says which are negative.
    func feedback(
        _ outcomes: [FeedbackOutcome],
        of model: ModelRole,
        at time: Duration,
        negativeBelow: Double
    ) -> [FeedbackOutcome] {
        let rating = active(at: time).last { $0.degradation.models.contains(model) && $0.degradation.rating != nil }
        guard let rating = rating?.degradation.rating else { return outcomes }
        return outcomes.map { outcome in
            guard outcome.rating != nil else { return outcome }
            return FeedbackOutcome(rating: rating, isNegative: rating < negativeBelow, categories: outcome.categories)
        }
    }

    /// The training labels of an attempt, some of them replaced by another class where the scenario says so.
    func trainingLabels(_ labels: [Int32], classCount: Int, attempt: Int) -> [Int32] {
        labels.enumerated().map { row, label in
            isSpoilt(row, attempt: attempt) ? flipped(label, classCount: classCount, request: row) : label
        }
    }

    /// The training numbers of an attempt, some of them replaced by another row's where the scenario says so.
    func trainingNumbers(_ numbers: [Double], attempt: Int) -> [Double] {
        numbers.enumerated().map { row, number in
            isSpoilt(row, attempt: attempt) ? dealt(numbers, request: row) : number
        }
    }

    /// Whether a row's label is replaced in the training of an attempt.
    private func isSpoilt(_ row: Int, attempt: Int) -> Bool {
        guard let spoilt = scenario.trainings.first(where: { $0.attempt == attempt }) else { return false }
        let bits = CounterRandom.bits(
            seed: UInt64(scenario.seed),
            stream: Self.trainingStream + UInt64(attempt),
            index: UInt64(row)
        )
        return isBelow(bits, spoilt.flippedLabels)
    }

    private func active(at time: Duration) -> [(index: Int, degradation: Degradation)] {
        scenario.degradations.enumerated().filter { $0.element.isActive(at: time) }.map { ($0.offset, $0.element) }
    }

    private func happens(_ share: Rational, _ draw: Draw, _ index: Int, _ request: Int) -> Bool {
        guard share > .zero else { return false }
        let stream = (UInt64(index) + 1) * Self.drawsPerDegradation + draw.rawValue
        return isBelow(
            CounterRandom.bits(seed: UInt64(scenario.seed), stream: stream, index: UInt64(request)),
            share
        )
    }

    /// Whether 64 random bits, as a number from 0 to 1, lie below the share.
    private func isBelow(_ bits: UInt64, _ share: Rational) -> Bool {
        share >= .one || bits.multipliedFullWidth(by: UInt64(share.denominator)).high < UInt64(share.numerator)
    }
}
