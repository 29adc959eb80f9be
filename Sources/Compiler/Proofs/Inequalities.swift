/// Linear inequalities that are to hold together, and whether they can.
///
/// Real numbers satisfy them or not by Fourier-Motzkin elimination, which is exact but for rounding. Rounding, and the
/// 1e-12 within which comparisons take numbers for equal, are left to the side of "they can".
struct Inequalities {
    /// What something is below, or at most.
    private struct Limit {
        var bound: Double
        var isStrict: Bool
        /// The size of the numbers that the bound was computed from, by which its error is judged.
        var magnitude: Double

        /// Whether 0 is beyond it.
        var excludesZero: Bool {
            isStrict ? bound <= 1e-12 * max(1, magnitude) : bound < -1e-9 * max(1, magnitude)
        }

        /// Whether it says more than another on the same.
        func isTighter(than other: Limit) -> Bool { bound < other.bound || (bound == other.bound && isStrict) }

        /// The limit of a part, of which what it limits is a positive number of times as much.
        func divided(by scale: Double) -> Limit {
            Limit(bound: bound / scale, isStrict: isStrict, magnitude: magnitude / scale)
        }

        /// The limit of the sum of what it limits and of so many times what another does.
        func joined(_ other: Limit, times scale: Double) -> Limit {
            Limit(
                bound: bound + other.bound * scale,
                isStrict: isStrict || other.isStrict,
                magnitude: magnitude + other.magnitude * scale
            )
        }
    }

    /// The sum of factors and unknowns has that limit.
    private struct Row {
        var terms: [LinearForm.Term]
        var limit: Limit

        /// Whether no unknown is left, and the limit is on the wrong side of 0.
        var isContradiction: Bool { terms.isEmpty && limit.excludesZero }
    }

    /// What is known of an unknown alone: the tightest of the rows that have no other, scaled to it or to its negative.
    private struct Bounds {
        let number: Int
        var above: Limit?
        var below: Limit?

        init(_ number: Int, in range: ClosedRange<Double>) {
            self.number = number
            let (highest, lowest) = (range.upperBound, range.lowerBound)
            if highest.isFinite { above = Limit(bound: highest, isStrict: false, magnitude: abs(highest)) }
            if lowest.isFinite { below = Limit(bound: -lowest, isStrict: false, magnitude: abs(lowest)) }
        }

        mutating func tighten(by limit: Limit, factor: Double) {
            let scaled = limit.divided(by: abs(factor))
            if factor > 0 {
                if above.map(scaled.isTighter) ?? true { above = scaled }
            } else {
                if below.map(scaled.isTighter) ?? true { below = scaled }
            }
        }

        /// Whether they leave the unknown no value.
        var areContradictory: Bool {
            guard let above, let below else { return false }
            return above.joined(below, times: 1).excludesZero
        }
    }

    /// With more than so many rows it is not tried further.
    private static let limit = 400

    /// Up to so many rows are compared one by one, to see whether they are about different unknowns.
    private static let apartLimit = 16

    private var rows: [Row] = []
    /// The unknowns that the inequalities read.
    private(set) var reads: [Int] = []

    mutating func add(_ form: LinearForm, isStrict: Bool, reads: [Int]) {
        for number in reads { self.reads.insert(number) }
        let limit = Limit(bound: -form.constant, isStrict: isStrict, magnitude: abs(form.constant))
        rows.append(Row(terms: form.terms, limit: limit))
    }

    /// The values that an unknown has within its range by those that are about it alone; nil where there are none.
    func bounds(of number: Int, in range: ClosedRange<Double>) -> ClosedRange<Double>? {
        var bounds = Bounds(number, in: range)
        for row in rows {
            guard row.terms.count == 1, let factor = row.terms.factor(of: number) else { continue }
            bounds.tighten(by: row.limit, factor: factor)
        }
        let (low, high) = (-(bounds.below?.bound ?? .infinity), bounds.above?.bound ?? .infinity)
        return low <= high ? low...high : nil
    }

    /// Whether no values within the ranges satisfy all of them.
    func areContradictory(ranges: [ClosedRange<Double>]) -> Bool {
        if let answer = areContradictoryApart(ranges) { return answer }
        var rows = self.rows
        for number in Set(rows.flatMap { $0.terms.map(\.number) }).sorted() {
            let range = ranges[number]
            if range.upperBound.isFinite { rows.append(Self.row(number, 1, atMost: range.upperBound)) }
            if range.lowerBound.isFinite { rows.append(Self.row(number, -1, atMost: -range.lowerBound)) }
        }
        while true {
            if rows.contains(where: \.isContradiction) { return true }
            rows = Self.tightest(rows.filter { !$0.terms.isEmpty })
            guard let number = Self.cheapest(rows) else { return false }
            rows = Self.eliminating(number, from: rows)
            if rows.count > Self.limit { return false }
        }
    }

    /// The same where no unknown is in two rows that have others beside it, as in most conditions: then the tightest bounds
    /// of each unknown alone meet those rows, and each other. Nil where it is otherwise.
    private func areContradictoryApart(_ ranges: [ClosedRange<Double>]) -> Bool? {
        guard rows.count <= Self.apartLimit, rows.allSatisfy({ $0.terms.allSatisfy(\.factor.isFinite) }) else {
            return nil
        }
        var joint: [Row] = []
        var shared: [Int] = []
        var bounds: [Bounds] = []
        for row in rows {
            if row.isContradiction { return true }
            for term in row.terms {
                let place = bounds.firstIndex { $0.number == term.number } ?? bounds.count
                if place == bounds.count { bounds.append(Bounds(term.number, in: ranges[term.number])) }
                if row.terms.count == 1 { bounds[place].tighten(by: row.limit, factor: term.factor) }
            }
            guard row.terms.count > 1 else { continue }
            joint.append(row)
            for term in row.terms {
                if shared.contains(term.number) { return nil }
                shared.append(term.number)
            }
        }
        return bounds.contains(where: \.areContradictory) || joint.contains { Self.isBeyond($0, bounds) }
    }

    /// Whether a sum is above its bound wherever its unknowns are within theirs.
    private static func isBeyond(_ row: Row, _ bounds: [Bounds]) -> Bool {
        let scale = row.terms.reduce(0) { max($0, abs($1.factor)) }
        var rest = row.limit.divided(by: scale)
        for term in row.terms {
            guard let known = bounds.first(where: { $0.number == term.number }),
                let bound = term.factor > 0 ? known.below : known.above
            else { return false }
            rest = rest.joined(bound, times: abs(term.factor) / scale)
        }
        return rest.excludesZero
    }

    private static func row(_ number: Int, _ factor: Double, atMost bound: Double) -> Row {
        Row(
            terms: [.init(number: number, factor: factor)],
            limit: Limit(bound: bound, isStrict: false, magnitude: abs(bound))
        )
    }

    /// Of the rows with the same factors, but for a common scale, the one that says most.
    private static func tightest(_ rows: [Row]) -> [Row] {
        var places: [[LinearForm.Term]: Int] = [:]
        var best: [Row] = []
        for row in rows {
            let scale = row.terms.reduce(0) { max($0, abs($1.factor)) }
            let scaled = Row(
                terms: row.terms.map { .init(number: $0.number, factor: $0.factor / scale) },
                limit: row.limit.divided(by: scale)
            )
            guard let place = places[scaled.terms] else {
                places[scaled.terms] = best.count
                best.append(scaled)
                continue
            }
            if scaled.limit.isTighter(than: best[place].limit) { best[place] = scaled }
        }
        return best
    }

    /// The unknown whose elimination makes fewest rows.
    private static func cheapest(_ rows: [Row]) -> Int? {
        var counts: [Int: (above: Int, below: Int)] = [:]
        for term in rows.lazy.flatMap(\.terms) {
            if term.factor > 0 { counts[term.number, default: (0, 0)].above += 1 }
            if term.factor < 0 { counts[term.number, default: (0, 0)].below += 1 }
        }
        return counts.min { ($0.value.above * $0.value.below, $0.key) < ($1.value.above * $1.value.below, $1.key) }?.key
    }

    /// Every bound from above with every bound from below: what is left of them without the unknown.
    private static func eliminating(_ number: Int, from rows: [Row]) -> [Row] {
        var result = rows.filter { $0.terms.factor(of: number) == nil }
        let above = rows.filter { ($0.terms.factor(of: number) ?? 0) > 0 }
        let below = rows.filter { ($0.terms.factor(of: number) ?? 0) < 0 }
        for a in above {
            for b in below {
                if result.count > limit { return result }
                result.append(combined(a, b, without: number))
            }
        }
        return result
    }

    private static func combined(_ a: Row, _ b: Row, without number: Int) -> Row {
        let first = 1 / abs(a.terms.factor(of: number) ?? 1)
        let second = 1 / abs(b.terms.factor(of: number) ?? 1)
        let left = LinearForm(a.terms, constant: a.limit.bound).scaled(by: first)
        let right = LinearForm(b.terms, constant: b.limit.bound).scaled(by: second)
        let sum = left + right
        return Row(
            terms: sum.terms.filter { $0.number != number },
            limit: Limit(
                bound: sum.constant,
                isStrict: a.limit.isStrict || b.limit.isStrict,
                magnitude: a.limit.magnitude * first + b.limit.magnitude * second
            )
        )
    }
}
