import Statistics
import Testing

/// How many observations it takes to tell a share or a difference from a limit.
@Suite struct DetectionSizeTests {
    /// With at least 3 of n the chance is that of a binomial number: scipy's `binom.sf(2, n, 0.1)` is 0.8961 for 51 trials and
    /// 0.9034 for 52.
    @Test func aFixedNumberThatSpeaksForIt() {
        func isTold(_ speaking: Int, _ all: Int) -> Bool { speaking >= 3 }
        #expect(abs(DetectionSize.chance(51, 0.1, isTold) - 0.896_065_533) < 1e-8)
        #expect(DetectionSize.observations(power: 0.9, probability: 0.1, upTo: 1000, isTold: isTold) == 52)
        #expect(DetectionSize.observations(power: 0.9, probability: 0.1, upTo: 50, isTold: isTold) == nil)
        #expect(DetectionSize.observations(power: 0.9, probability: 0.1, upTo: 1000) { _, _ in false } == nil)
    }

    /// What is announced is kept: of 2000 seeded samples as large as it says so many tell.
    @Test(arguments: [(0.05, 0.9), (0.1, 0.8), (0.02, 0.95)])
    func pairsFindADropAsOftenAsAnnounced(drop: Double, power: Double) throws {
        func isTold(_ worse: Int, _ all: Int) -> Bool {
            let pairs = PairCounts(worse: worse, same: all - worse, better: 0)
            return PairedSequence(pairs, error: 0.05).map { $0.upper < 0 } ?? false
        }
        let count = try #require(
            DetectionSize.observations(power: power, probability: drop, upTo: 100_000, isTold: isTold)
        )
        var random = SplitMix64(seed: 7, stream: 0)
        let law = BinomialLaw(probability: drop)
        let runs = 2000
        let found = (0..<runs).count { _ in isTold(law.draw(count, using: &random), count) }
        let spread = (power * (1 - power) / Double(runs)).squareRoot()
        #expect(Double(found) / Double(runs) > power - 4 * spread)
        // And it is not announced much later than it could be: counts are whole numbers.
        let half = (0..<runs).count { _ in isTold(law.draw(count / 2, using: &random), count / 2) }
        #expect(Double(half) / Double(runs) < power)
    }
}
