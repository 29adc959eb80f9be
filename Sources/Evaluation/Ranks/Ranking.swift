import Platform

/// How the scores of the rows of one class lie among those of all others: exactly, however many there are.
package struct Ranking: Sendable, Hashable {
    /// The rows of the class, and the others.
    package private(set) var positive = 0
    package private(set) var other = 0
    /// Twice the pairs of rows that are in order, those that are tied counting half.
    private var ordered: Int128 = 0
    /// The sum of the squares by which the rows of each side are more often in order than the rest.
    private var ofPositive = 0.0
    private var ofOther = 0.0
    /// The precision at each row of the class, added up.
    private var precisions = 0.0

    /// Walks over all scores in order, one range at a time, as many ranges at once as there are cores.
    ///
    /// - Parameters:
    ///   - positiveGroups: Which groups hold the rows of the class.
    ///   - otherGroups: Which hold the others.
    init(_ ranks: Ranks, positive positiveGroups: [Int], other otherGroups: [Int]) {
        let (positives, others) = (ranks.counts(of: positiveGroups), ranks.counts(of: otherGroups))
        let totals = (positive: positives.reduce(0, +), other: others.reduce(0, +))
        guard totals.positive > 0, totals.other > 0 else {
            (positive, other) = totals
            if totals.positive > 0 { precisions = Double(totals.positive) }
            return
        }
        var before: [(positive: Int, other: Int)] = []
        var sum = (positive: 0, other: 0)
        for range in positives.indices {
            before.append(sum)
            sum = (sum.positive + positives[range], sum.other + others[range])
        }
        let starts = before
        let parts = Workers.map(count: positives.count, threads: 0) { range in
            var part = Ranking()
            ranks.forEachPart(of: range, [positiveGroups, otherGroups]) { numbers, ties in
                part.add(numbers, ties, after: starts[range], of: totals)
            }
            return part
        }
        for part in parts { merge(part) }
    }

    private init() {}

    private mutating func merge(_ part: Ranking) {
        positive += part.positive
        other += part.other
        ordered += part.ordered
        ofPositive += part.ofPositive
        ofOther += part.ofOther
        precisions += part.precisions
    }

    /// Adds the next scores in order; `before` says how many of each side are below the range, `totals` how many there are.
    private mutating func add(
        _ numbers: [[Double]],
        _ ties: Ranks.Ties?,
        after before: (positive: Int, other: Int),
        of totals: (positive: Int, other: Int)
    ) {
        if let ties { return add(ties.counts[0], ties.counts[1], after: before, of: totals) }
        let (positiveNumbers, otherNumbers) = (numbers[0], numbers[1])
        let positives = positiveNumbers.span
        let others = otherNumbers.span
        var (next, nextOther) = (0, 0)
        while next < positives.count || nextOther < others.count {
            let number: Double
            if nextOther == others.count {
                number = positives[unchecked: next]
            } else if next == positives.count {
                number = others[unchecked: nextOther]
            } else {
                number = min(positives[unchecked: next], others[unchecked: nextOther])
            }
            let (first, firstOther) = (next, nextOther)
            while next < positives.count, positives[unchecked: next] == number { next &+= 1 }
            while nextOther < others.count, others[unchecked: nextOther] == number { nextOther &+= 1 }
            add(next &- first, nextOther &- firstOther, after: before, of: totals)
        }
    }

    /// Adds rows of one score.
    @inline(__always)
    private mutating func add(
        _ held: Int,
        _ heldOther: Int,
        after before: (positive: Int, other: Int),
        of totals: (positive: Int, other: Int)
    ) {
        let below = (positive: before.positive &+ positive, other: before.other &+ other)
        positive &+= held
        other &+= heldOther
        let (left, right) = (Double(totals.positive), Double(totals.other))
        if held > 0 {
            // Each beats those below, and half of its equals.
            let wins = 2 &* below.other &+ heldOther
            ordered &+= Int128(held) &* Int128(wins)
            let share = Double(wins) / (2 * right)
            ofPositive += Double(held) * share * share
            // Those of the class at this score and above, among all at this score and above.
            let found = totals.positive &- below.positive
            let chosen = found &+ totals.other &- below.other
            precisions += Double(held) * (Double(found) / Double(chosen))
        }
        if heldOther > 0 {
            let losses = 2 &* (totals.positive &- below.positive) &- held
            let share = Double(losses) / (2 * left)
            ofOther += Double(heldOther) * share * share
        }
    }

    /// The area under the ROC curve: how probable it is that a row of the class has a higher score than another (Mann and
    /// Whitney's U), ties counting half; nil where a side has no row.
    package var area: Double? {
        guard positive > 0, other > 0 else { return nil }
        return Double(ordered) / (2 * Double(positive) * Double(other))
    }

    /// The variance of the area (DeLong, DeLong & Clarke-Pearson, Biometrics 44, 1988); nil where a side has fewer than two
    /// rows.
    package var areaVariance: Double? {
        guard positive > 1, other > 1, let area else { return nil }
        let (left, right) = (Double(positive), Double(other))
        let spread = max(0, ofPositive - left * area * area) / (left - 1) / left
        return spread + max(0, ofOther - right * area * area) / (right - 1) / right
    }

    /// The mean of the precisions at each threshold, each weighing what it adds to the recall; nil where no row is of the class.
    package var averagePrecision: Double? { positive > 0 ? min(1, precisions / Double(positive)) : nil }
}
