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

    /// What each measure says; nothing where a side is empty.
    var readings: [DriftReading] {
        guard totals.reference > 0, totals.actual > 0 else { return [] }
        // Bins come from the reference alone: tenths, as far as they differ.
        let tenths = limits(
            of: [Self.reference],
            at: (1..<Self.bins).map { (totals.reference * $0 + Self.bins - 1) / Self.bins }
        )
        let parts = limits(of: [Self.actual, Self.reference], at: ranksOfParts)
        let walk = walk(tenths, parts)
        let shares = ShareDrift(
            reference: walk.tenths.map(\.reference),
            actual: walk.tenths.map(\.actual),
            tail: tail
        )
        return shares.readings + [kolmogorovSmirnov(walk.distance), wasserstein(walk, parts)].compactMap { $0 }
    }

    private func limits(of groups: [Int], at ranks: [Int]) -> [Double] {
        var limits: [Double] = []
        for number in self.ranks.numbers(at: ranks, of: groups) {
            if let number, limits.last != number { limits.append(number) }
        }
        return limits
    }

    /// The ranks at which both samples together are cut to draw them again: evenly, and closer towards the ends, where few
    /// numbers may lie far apart.
    private var ranksOfParts: [Int] {
        let total = totals.reference + totals.actual
        guard total > 512 else { return Array(1...total) }
        var ranks = Set((0...256).map { 1 + (total - 1) * $0 / 256 })
        var step = 1
        while step < total / 256 {
            ranks.formUnion([1 + step, total - step])
            step = step + max(1, step / 2)
        }
        return ranks.sorted()
    }

    /// Walks over all numbers in order, one range at a time, as many ranges at once as there are cores.
    private func walk(_ tenths: [Double], _ parts: [Double]) -> NumberStretch {
        let (references, actuals) = (ranks.counts(of: [Self.reference]), ranks.counts(of: [Self.actual]))
        var starts: [(reference: Int, actual: Int)] = []
        var sum = (reference: 0, actual: 0)
        for range in references.indices {
            starts.append(sum)
            sum = (sum.reference + references[range], sum.actual + actuals[range])
        }
        let (ranks, totals, before) = (ranks, totals, starts)
        let stretches = Workers.map(count: references.count, threads: 0) { range in
            var stretch = NumberStretch(tenths, parts, totals: totals, before: before[range])
            ranks.forEachPart(of: range, [[Self.reference], [Self.actual]]) { numbers, ties in
                stretch.add(numbers, ties)
            }
            return stretch
        }
        var whole = NumberStretch(tenths, parts, totals: totals)
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

    /// Its law is that of samples that are drawn again from both together, each number taken for the end of its part.
    private func wasserstein(_ walk: NumberStretch, _ limits: [Double]) -> DriftReading? {
        let (reference, actual) = (walk.parts.map(\.reference), walk.parts.map(\.actual))
        guard let law = ShareNull(reference: reference, actual: actual) else { return nil }
        let totals = (Double(totals.reference), Double(totals.actual))
        let draws = law.distances { reference, actual in
            var (left, right, sum) = (0, 0, 0.0)
            for part in limits.indices.dropLast() {
                left += reference[part]
                right += actual[part]
                sum += abs(Double(left) / totals.0 - Double(right) / totals.1) * (limits[part + 1] - limits[part])
            }
            return [sum]
        }
        let value = walk.distance.wasserstein
        return DriftReading(
            measure: .wasserstein,
            value: value,
            pValue: draws[0].drawnTail(from: value),
            threshold: draws[0].drawnQuantile(tail: tail)
        )
    }
}
