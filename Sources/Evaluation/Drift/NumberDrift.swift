import Metrics
import Platform
import Statistics

/// The measures over numbers, from all of them in order: group 0 of the ranks is the log at hand, group 1 the other.
struct NumberDrift {
    private static let actual = 0
    private static let reference = 1
    private static let bins = 10

    private let ranks: Ranks
    private let tail: Double
    private let totals: (reference: Int, actual: Int)

    init(_ ranks: Ranks, values: (reference: Int, actual: Int), tail: Double) {
        self.ranks = ranks
        self.tail = tail
        totals = values
    }

    /// What each measure says, and how many numbers of the log at hand lie outside those of the other; nothing where a side is
    /// empty.
    var found: (readings: [DriftReading], outside: Int) {
        guard totals.reference > 0, totals.actual > 0 else { return ([], 0) }
        let ends = limits(of: [Self.reference], at: [1, totals.reference])
        // Bins come from the reference alone: tenths, as far as they differ.
        let tenths = limits(
            of: [Self.reference],
            at: (1..<Self.bins).map { (totals.reference * $0 + Self.bins - 1) / Self.bins }
        )
        let parts = limits(
            of: [Self.actual, Self.reference],
            at: NumberNull.ranks(of: totals.reference + totals.actual)
        )
        let walk = walk(tenths, parts, ends)
        let shares = ShareDrift(
            reference: walk.tenths.map(\.reference),
            actual: walk.tenths.map(\.actual),
            tail: tail
        )
        let readings = shares.readings + [kolmogorovSmirnov(walk.distance), wasserstein(walk, parts)].compactMap { $0 }
        return (readings, walk.outside)
    }

    private func limits(of groups: [Int], at ranks: [Int]) -> [Double] {
        var limits: [Double] = []
        for number in self.ranks.numbers(at: ranks, of: groups) {
            if let number, limits.last != number { limits.append(number) }
        }
        return limits
    }

    /// Walks over all numbers in order, one range at a time, as many ranges at once as there are cores.
    private func walk(_ tenths: [Double], _ parts: [Double], _ ends: [Double]) -> NumberStretch {
        let (references, actuals) = (ranks.counts(of: [Self.reference]), ranks.counts(of: [Self.actual]))
        var starts: [(reference: Int, actual: Int)] = []
        var sum = (reference: 0, actual: 0)
        for range in references.indices {
            starts.append(sum)
            sum = (sum.reference + references[range], sum.actual + actuals[range])
        }
        let (ranks, totals, before) = (ranks, totals, starts)
        let stretches = Workers.map(count: references.count, threads: 0) { range in
            var stretch = NumberStretch(tenths, parts, within: ends, totals: totals, before: before[range])
            ranks.forEachPart(of: range, [[Self.reference], [Self.actual]]) { numbers, ties in
                stretch.add(numbers, ties)
            }
            return stretch
        }
        var whole = NumberStretch(tenths, parts, within: ends, totals: totals)
        for stretch in stretches { whole.append(stretch) }
        return whole
    }

    private func kolmogorovSmirnov(_ distance: NumberDistance) -> DriftReading? {
        KolmogorovSmirnovLaw(reference: totals.reference, actual: totals.actual).map { law in
            DriftReading(
                measure: .ks,
                value: distance.kolmogorovSmirnov,
                pValue: law.tail(from: distance.kolmogorovSmirnov),
                threshold: law.quantile(tail: tail)
            )
        }
    }

    private func wasserstein(_ walk: NumberStretch, _ limits: [Double]) -> DriftReading? {
        // The last part has no end, and nothing is in it.
        let law = NumberNull(
            ends: limits,
            reference: walk.parts.map(\.reference),
            actual: walk.parts.map(\.actual)
        )
        guard let draws = law.wasserstein else { return nil }
        let value = walk.distance.wasserstein
        return DriftReading(
            measure: .wasserstein,
            value: value,
            pValue: draws.drawnTail(from: value),
            threshold: draws.drawnQuantile(tail: tail)
        )
    }
}
