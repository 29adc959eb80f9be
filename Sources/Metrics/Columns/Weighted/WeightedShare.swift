import Statistics

/// A share among rows of which each stands for as many as its weight says: where rows were chosen by chance to be labelled, one by
/// the chance that it was chosen. The share is then that of all rows, whichever were chosen (Hajek's form of the Horvitz-Thompson
/// estimator).
package struct WeightedShare: Sendable, Hashable {
    /// Rows of one kind: how many, their weights, and the squares of those.
    private struct Rows: Sendable, Hashable {
        var count = 0
        var sum = CompensatedSum()
        var squares = CompensatedSum()

        mutating func merge(_ other: Rows) {
            count = count.saturatingAdd(other.count)
            sum.merge(other.sum)
            squares.merge(other.squares)
        }
    }

    private var hits = Rows()
    private var misses = Rows()
    /// The largest weight of any.
    package private(set) var largest = 0.0

    package init() {}

    package var count: Int { hits.count.saturatingAdd(misses.count) }

    package mutating func add(_ weight: Double, isHit: Bool) {
        func note(_ rows: inout Rows) {
            rows.count &+= 1
            rows.sum.add(weight)
            rows.squares.add(weight, times: weight)
        }
        if isHit { note(&hits) } else { note(&misses) }
        largest = max(largest, weight)
    }

    package mutating func merge(_ other: WeightedShare) {
        hits.merge(other.hits)
        misses.merge(other.misses)
        largest = max(largest, other.largest)
    }

    /// Nil where no row has any weight.
    package var value: Double? {
        let whole = hits.sum.value + misses.sum.value
        return whole > 0 && whole.isFinite ? min(1, max(0, hits.sum.value / whole)) : nil
    }

    /// As many rows of equal weight tell as much: those whose share has the variance that the share at hand has by linearisation
    /// (Saerndal, Swensson and Wretman, Model Assisted Survey Sampling, 5.7); at 0 and 1, where that is none, Kish's number. Of
    /// equal weights it is how many there are.
    package var effectiveCount: Double? {
        guard let value else { return nil }
        let whole = hits.sum.value + misses.sum.value
        let (hits, misses) = (self.hits.squares.value, self.misses.squares.value)
        let spread = value * (1 - value)
        guard spread > 0 else { return hits + misses > 0 ? whole * whole / (hits + misses) : nil }
        let variance = hits * (1 - value) * (1 - value) + misses * value * value
        return variance > 0 ? spread * whole * whole / variance : nil
    }

    /// Between which numbers the share of all rows lies at every look at once, where no weight can be larger than that; nil where one is.
    func sequence(limit: Double, error: Double) -> WeightedSequence? {
        guard largest <= limit else { return nil }
        return WeightedSequence(
            hits: WeightSums(sum: hits.sum.value, squares: hits.squares.value),
            misses: WeightSums(sum: misses.sum.value, squares: misses.squares.value),
            limit: limit,
            error: error
        )
    }

    package var state: (counts: [Int], numbers: [Double]) {
        let numbers = [hits.sum, hits.squares, misses.sum, misses.squares].flatMap(\.state)
        return ([hits.count, misses.count], numbers + [largest])
    }

    /// Nil where it is none of such a share.
    package init?(counts: [Int], numbers: [Double]) {
        guard counts.count == 2, numbers.count == 9 else { return nil }
        let sums = stride(from: 0, to: 8, by: 2).compactMap { CompensatedSum(state: numbers[$0..<$0 + 2]) }
        guard sums.count == 4 else { return nil }
        hits = Rows(count: counts[0], sum: sums[0], squares: sums[1])
        misses = Rows(count: counts[1], sum: sums[2], squares: sums[3])
        largest = numbers[8]
    }
}
