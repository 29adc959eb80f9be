import Statistics
import Testing

/// Two areas over the same rows.
@Suite struct PairedAreasTests {
    /// By the definition, all comparisons of one row with another written out, in NumPy: ties within each score and across them.
    @Test func byTheDefinition() throws {
        let sides = [1, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0, 1]
        let first = [0.9, 0.2, 0.7, 0.4, 0.5, 0.1, 0.8, 0.6, 0.55, 0.3, 0.3, 0.55]
        let second = [0.6, 0.3, 0.8, 0.35, 0.5, 0.2, 0.5, 0.7, 0.6, 0.1, 0.4, 0.5]
        let rows = sides.indices.map { PairedAreas.Row(first[$0], second[$0], isPositive: sides[$0] == 1) }
        let areas = try #require(PairedAreas(rows))
        #expect(
            abs(areas.first - 0.888_888_888_888_888_8) < 1e-12 && abs(areas.second - 0.777_777_777_777_777_8) < 1e-12
        )
        #expect(abs((areas.variance ?? 0) - 0.004_783_950_617_283_955) < 1e-12)
        // In whatever order, and with equal rows as one.
        #expect(PairedAreas(rows.reversed())?.variance == areas.variance)
        let twice = try #require(PairedAreas(rows + rows))
        let counted = rows.map { PairedAreas.Row($0.first, $0.second, isPositive: $0.isPositive, count: 2) }
        let once = try #require(PairedAreas(counted))
        #expect(abs((twice.variance ?? 0) - (once.variance ?? 1)) < 1e-15 && abs(twice.first - once.first) < 1e-15)
    }

    @Test func moreRows() throws {
        func rounded(_ number: Double) -> Double { (number * 100).rounded(.toNearestOrEven) / 100 }
        let rows = (0..<200).map { row in
            let isPositive = row % 3 == 0
            let (one, other) = (Double(row * 37 % 101), Double(row * 53 % 97))
            return PairedAreas.Row(
                rounded(one / 101 + (isPositive ? 0.3 : 0)),
                rounded(one / 150 + other / 200 + (isPositive ? 0.2 : 0)),
                isPositive: isPositive
            )
        }
        let areas = try #require(PairedAreas(rows))
        #expect(
            abs(areas.first - 0.747_222_533_946_807_3) < 1e-12 && abs(areas.second - 0.708_674_671_754_011_9) < 1e-12
        )
        #expect(abs((areas.variance ?? 0) - 0.000_577_972_318_240_906_2) < 1e-12)
        // As a sample of four times as many.
        let whole = areas.variance(positive: 4 * 67, other: 4 * 133) ?? 0
        #expect(abs(whole - (areas.variance ?? 0) / 4) < 1e-15)
    }

    @Test func whatCannotBeTold() {
        #expect(PairedAreas([.init(1, 2, isPositive: true)]) == nil)
        let one = PairedAreas([.init(1, 2, isPositive: true), .init(0, 3, isPositive: false)])
        #expect(one?.first == 1 && one?.second == 0 && one?.variance == nil)
        let same = PairedAreas((0..<10).map { .init(Double($0), Double($0), isPositive: $0 % 2 == 0) })
        #expect(same?.variance == 0)
    }

    /// The interval holds the true difference as often as it says: two scores, of which one sees less, over rows that both see.
    @Test func theIntervalHolds() {
        var random = SplitMix64(seed: 8)
        // P(X + d > Y) of two unit normal laws with noise: Phi(d / sqrt(2 + 2 s^2)).
        let truth = 0.760_249_938_906_523 - 0.691_462_461_274_013
        let runs = 300
        let holding = (0..<runs).count { _ in
            let rows = (0..<160).map { row in
                let isPositive = row % 2 == 0
                let seen = random.nextNormal() + (isPositive ? 1 : 0)
                return PairedAreas.Row(seen, seen + random.nextNormal(), isPositive: isPositive)
            }
            guard let areas = PairedAreas(rows), let variance = areas.variance else { return false }
            return abs(areas.first - areas.second - truth) <= 1.959_964 * variance.squareRoot()
        }
        #expect(abs(Double(holding) / Double(runs) - 0.95) <= 4 * (0.95 * 0.05 / Double(runs)).squareRoot())
    }
}
