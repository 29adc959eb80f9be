import Statistics
import Testing

@Suite struct BinomialLawTests {
    /// The probability of each number of successes, by the recurrence of the law.
    private func probabilities(_ count: Int, _ probability: Double) -> [Double] {
        var terms = [1.0]
        for _ in 0..<count {
            var next = [Double](repeating: 0, count: terms.count + 1)
            for (successes, term) in terms.enumerated() {
                next[successes] += term * (1 - probability)
                next[successes + 1] += term * probability
            }
            terms = next
        }
        return terms
    }

    /// Both ways of drawing, below and above a half, against the law itself by chi-squared; the seed is fixed.
    @Test(arguments: [(20, 0.1), (60, 0.05), (60, 0.3), (60, 0.95), (200, 0.5), (200, 0.7), (400, 0.03)])
    func drawsFollowTheLaw(count: Int, probability: Double) {
        let law = BinomialLaw(probability: probability)
        expectTheLaw(count, probability) { law.draw(count, using: &$0) }
        // By a table as well.
        let tabled = TabledBinomialLaw(probability: probability, counts: [3...4, count - 1...count])
        expectTheLaw(count, probability) { tabled.draw(count, using: &$0) }
    }

    @Test func beyondItsTablesALawIsItself() {
        let tabled = TabledBinomialLaw(probability: 0.3, counts: [50...60])
        var (first, second) = (SplitMix64(seed: 1), SplitMix64(seed: 1))
        for count in [0, 49, 61, 1000] {
            #expect(
                tabled.draw(count, using: &first) == BinomialLaw(probability: 0.3).draw(count, using: &second)
            )
        }
        let certain = TabledBinomialLaw(probability: 1, counts: [0...5])
        #expect((0...5).map { certain.draw($0, using: &first) } == [0, 1, 2, 3, 4, 5])
        let never = TabledBinomialLaw(probability: 0, counts: [0...5])
        #expect((0...5).map { never.draw($0, using: &first) } == [0, 0, 0, 0, 0, 0])
    }

    private func expectTheLaw(_ count: Int, _ probability: Double, _ draw: (inout SplitMix64) -> Int) {
        var random = SplitMix64(seed: 3)
        let draws = 40_000
        var counts = [Int](repeating: 0, count: count + 1)
        for _ in 0..<draws { counts[draw(&random)] += 1 }
        let expected = probabilities(count, probability).map { $0 * Double(draws) }
        // What is expected less than ten times is counted together.
        var (chiSquared, freedom, rareSeen, rareExpected) = (0.0, -1, 0.0, 0.0)
        for (seen, expected) in zip(counts, expected) {
            guard expected >= 10 else {
                rareSeen += Double(seen)
                rareExpected += expected
                continue
            }
            chiSquared += (Double(seen) - expected) * (Double(seen) - expected) / expected
            freedom += 1
        }
        if rareExpected > 1 {
            chiSquared += (rareSeen - rareExpected) * (rareSeen - rareExpected) / rareExpected
            freedom += 1
        }
        // Four standard deviations of chi-squared, whose mean is its degrees of freedom and whose variance twice that.
        #expect(chiSquared < Double(freedom) + 4 * (2 * Double(freedom)).squareRoot())
    }

    @Test(arguments: [(0, 0.5), (10, 0.0), (10, 1.0), (1_000_000, 0.0), (1_000_000, 1.0), (5, -1), (5, 2)])
    func theEndsAreCertain(count: Int, probability: Double) {
        var random = SplitMix64(seed: 1)
        let expected = probability >= 1 ? count : 0
        let drawn = BinomialLaw(probability: probability).draw(count, using: &random)
        #expect(drawn == (count == 0 ? 0 : expected))
    }

    /// Mean and variance of numbers too large to be listed.
    @Test(arguments: [(6000, 0.966), (1_000_000, 0.0002), (100_000_000, 0.4)])
    func largeCountsHaveTheMoments(count: Int, probability: Double) {
        let law = BinomialLaw(probability: probability)
        var random = SplitMix64(seed: 9)
        let draws = (0..<20_000).map { _ in Double(law.draw(count, using: &random)) }
        let mean = draws.reduce(0, +) / 20_000
        let variance = draws.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 19_999
        let expected = Double(count) * probability
        let spread = expected * (1 - probability)
        #expect(abs(mean - expected) < 4 * (spread / 20_000).squareRoot())
        #expect(abs(variance / spread - 1) < 0.05)
    }
}
