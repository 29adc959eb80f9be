/// Two samples of numbers, drawn again and again from both together: how far apart noise alone puts them.
///
/// Both together are cut into parts at even ranks, and closer towards the ends, where few numbers may lie far apart; each number
/// is taken for the end of its part.
package struct NumberNull: Sendable {
    private let ends: [Double]
    private let reference: [Int]
    private let actual: [Int]

    /// - Parameters:
    ///   - ends: The largest number of each part, in order.
    ///   - reference: How many numbers of one sample are in each part.
    ///   - actual: The same of the other.
    package init(ends: [Double], reference: [Int], actual: [Int]) {
        self.ends = ends
        self.reference = reference
        self.actual = actual
    }

    /// The samples in order, each number with how often it came; nil where one has nothing.
    package init?(reference: [(number: Double, count: Int)], actual: [(number: Double, count: Int)]) {
        let totals = (reference.reduce(0) { $0 + $1.count }, actual.reduce(0) { $0 + $1.count })
        guard totals.0 > 0, totals.1 > 0 else { return nil }
        let ranks = Self.ranks(of: totals.0 + totals.1)
        var (ends, left, right): ([Double], [Int], [Int]) = ([], [], [])
        var (places, seen, next) = ((0, 0), 0, 0)
        var part = (0, 0)
        while places.0 < reference.count || places.1 < actual.count {
            let number = min(
                places.0 < reference.count ? reference[places.0].number : .infinity,
                places.1 < actual.count ? actual[places.1].number : .infinity
            )
            while places.0 < reference.count, reference[places.0].number <= number {
                part.0 += reference[places.0].count
                seen += reference[places.0].count
                places.0 += 1
            }
            while places.1 < actual.count, actual[places.1].number <= number {
                part.1 += actual[places.1].count
                seen += actual[places.1].count
                places.1 += 1
            }
            guard next < ranks.count, seen >= ranks[next] else { continue }
            while next < ranks.count, seen >= ranks[next] { next += 1 }
            ends.append(number)
            left.append(part.0)
            right.append(part.1)
            part = (0, 0)
        }
        self.init(ends: ends, reference: left, actual: right)
    }

    /// The ranks at which so many numbers are cut.
    package static func ranks(of total: Int) -> [Int] {
        guard total > 512 else { return Array(1...max(1, total)) }
        var ranks = Set((0...256).map { 1 + (total - 1) * $0 / 256 })
        var step = 1
        while step < total / 256 {
            ranks.formUnion([1 + step, total - step])
            step = step + max(1, step / 2)
        }
        return ranks.sorted()
    }

    /// What Wasserstein's distance comes to in each draw, in order of size; nil where a sample has nothing.
    package var wasserstein: [Double]? {
        guard let law = ShareNull(reference: reference, actual: actual) else { return nil }
        let totals = (Double(reference.reduce(0, +)), Double(actual.reduce(0, +)))
        let ends = ends
        return law.distances { reference, actual in
            var (left, right, sum) = (0, 0, 0.0)
            for part in ends.indices.dropLast() {
                left += reference[part]
                right += actual[part]
                sum += abs(Double(left) / totals.0 - Double(right) / totals.1) * (ends[part + 1] - ends[part])
            }
            return [sum]
        }.first
    }

    /// How probable a distance of Wasserstein is that is at least this.
    package func wassersteinTail(from distance: Double) -> Double { wasserstein?.drawnTail(from: distance) ?? 1 }
}
