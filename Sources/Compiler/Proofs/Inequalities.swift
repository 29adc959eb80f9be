/// Linear inequalities that are to hold together, and whether they can.
///
/// Real numbers satisfy them or not by Fourier-Motzkin elimination, which is exact but for rounding. Rounding, and the
/// 1e-12 within which comparisons take numbers for equal, are left to the side of "they can".
struct Inequalities {
    /// The sum of factors and unknowns is below the bound, or at most it.
    private struct Row {
        var factors: [Int: Double]
        var bound: Double
        var isStrict: Bool
        /// The size of the numbers that the bound was computed from, by which its error is judged.
        var magnitude: Double

        /// Whether no unknown is left, and the bound is on the wrong side of 0.
        var isContradiction: Bool {
            guard factors.isEmpty else { return false }
            return isStrict ? bound <= 1e-12 * max(1, magnitude) : bound < -1e-9 * max(1, magnitude)
        }

        /// The unknown with its factor where it is the only one.
        var only: (number: Int, factor: Double)? {
            guard factors.count == 1, let (number, factor) = factors.first else { return nil }
            return (number, factor)
        }

        /// Whether it says more than another with the same factors.
        func isTighter(than other: Row) -> Bool {
            bound < other.bound || (bound == other.bound && isStrict)
        }
    }

    /// With more than so many rows it is not tried further.
    private static let limit = 400

    /// Up to so many rows are compared one by one, to see whether they are about different unknowns.
    private static let apartLimit = 16

    private var rows: [Row] = []
    /// The unknowns that the inequalities read.
    private(set) var reads: Set<Int> = []

    mutating func add(_ form: LinearForm, isStrict: Bool, reads: Set<Int>) {
        self.reads.formUnion(reads)
        rows.append(
            Row(factors: form.factors, bound: -form.constant, isStrict: isStrict, magnitude: abs(form.constant))
        )
    }

    /// Whether no values within the ranges satisfy all of them.
    func areContradictory(ranges: [ClosedRange<Double>]) -> Bool {
        if let answer = areContradictoryApart(ranges) { return answer }
        var rows = self.rows
        for number in Set(rows.flatMap(\.factors.keys)).sorted() {
            let range = ranges[number]
            if range.upperBound.isFinite { rows.append(Self.row(number, 1, atMost: range.upperBound)) }
            if range.lowerBound.isFinite { rows.append(Self.row(number, -1, atMost: -range.lowerBound)) }
        }
        while true {
            if rows.contains(where: \.isContradiction) { return true }
            rows = Self.tightest(rows.filter { !$0.factors.isEmpty })
            guard let number = Self.cheapest(rows) else { return false }
            rows = Self.eliminating(number, from: rows)
            if rows.count > Self.limit { return false }
        }
    }

    /// The same where no row has two unknowns, as most conditions are: then only the tightest bounds of each meet. Nil
    /// where some row has.
    private func areContradictoryApart(_ ranges: [ClosedRange<Double>]) -> Bool? {
        guard rows.count <= Self.apartLimit else { return nil }
        let isApart = rows.allSatisfy { $0.factors.isEmpty || $0.only?.factor.isFinite == true }
        guard isApart else { return nil }
        if rows.contains(where: \.isContradiction) { return true }
        for (index, row) in rows.enumerated() {
            guard let number = row.only?.number, !rows[..<index].contains(where: { $0.only?.number == number }) else {
                continue
            }
            if hasNoValue(number, in: ranges[number]) { return true }
        }
        return false
    }

    /// Whether the rows about this unknown alone leave it no value in the range.
    private func hasNoValue(_ number: Int, in range: ClosedRange<Double>) -> Bool {
        var (above, below): (Row?, Row?)
        func tighten(_ known: inout Row?, _ bound: Double, isStrict: Bool = false, magnitude: Double) {
            let row = Row(factors: [:], bound: bound, isStrict: isStrict, magnitude: magnitude)
            if known.map(row.isTighter) ?? true { known = row }
        }
        for row in rows {
            guard let (other, factor) = row.only, other == number else { continue }
            let (bound, magnitude) = (row.bound / abs(factor), row.magnitude / abs(factor))
            if factor > 0 {
                tighten(&above, bound, isStrict: row.isStrict, magnitude: magnitude)
            } else {
                tighten(&below, bound, isStrict: row.isStrict, magnitude: magnitude)
            }
        }
        let (highest, lowest) = (range.upperBound, range.lowerBound)
        if highest.isFinite { tighten(&above, highest, magnitude: abs(highest)) }
        if lowest.isFinite { tighten(&below, -lowest, magnitude: abs(lowest)) }
        guard let above, let below else { return false }
        let met = Row(
            factors: [:],
            bound: above.bound + below.bound,
            isStrict: above.isStrict || below.isStrict,
            magnitude: above.magnitude + below.magnitude
        )
        return met.isContradiction
    }

    private static func row(_ number: Int, _ factor: Double, atMost bound: Double) -> Row {
        Row(factors: [number: factor], bound: bound, isStrict: false, magnitude: abs(bound))
    }

    /// Of the rows with the same factors, but for a common scale, the one that says most.
    private static func tightest(_ rows: [Row]) -> [Row] {
        var best: [[Int: Double]: Row] = [:]
        for row in rows {
            let scale = row.factors.values.reduce(0) { max($0, abs($1)) }
            let scaled = Row(
                factors: row.factors.mapValues { $0 / scale },
                bound: row.bound / scale,
                isStrict: row.isStrict,
                magnitude: row.magnitude / scale
            )
            if let known = best[scaled.factors], !scaled.isTighter(than: known) { continue }
            best[scaled.factors] = scaled
        }
        return Array(best.values)
    }

    /// The unknown whose elimination makes fewest rows.
    private static func cheapest(_ rows: [Row]) -> Int? {
        var counts: [Int: (above: Int, below: Int)] = [:]
        for row in rows {
            for (number, factor) in row.factors {
                if factor > 0 { counts[number, default: (0, 0)].above += 1 }
                if factor < 0 { counts[number, default: (0, 0)].below += 1 }
            }
        }
        return counts.min { ($0.value.above * $0.value.below, $0.key) < ($1.value.above * $1.value.below, $1.key) }?.key
    }

    /// Every bound from above with every bound from below: what is left of them without the unknown.
    private static func eliminating(_ number: Int, from rows: [Row]) -> [Row] {
        var result = rows.filter { $0.factors[number] == nil }
        let above = rows.filter { ($0.factors[number] ?? 0) > 0 }
        let below = rows.filter { ($0.factors[number] ?? 0) < 0 }
        for a in above {
            for b in below {
                if result.count > limit { return result }
                result.append(combined(a, b, without: number))
            }
        }
        return result
    }

    private static func combined(_ a: Row, _ b: Row, without number: Int) -> Row {
        let (first, second) = (1 / abs(a.factors[number] ?? 1), 1 / abs(b.factors[number] ?? 1))
        let left = LinearForm(a.factors, constant: a.bound).scaled(by: first)
        let right = LinearForm(b.factors, constant: b.bound).scaled(by: second)
        let sum = left + right
        var factors = sum.factors
        factors[number] = nil
        return Row(
            factors: factors,
            bound: sum.constant,
            isStrict: a.isStrict || b.isStrict,
            magnitude: a.magnitude * first + b.magnitude * second
        )
    }
}
