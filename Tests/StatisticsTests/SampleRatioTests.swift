import Statistics
import Testing

@Suite struct SampleRatioTests {
    static let factors: [(counts: [Int], shares: [Double], expected: Double)] = [
        ([821_588, 815_482], [0.5, 0.5], 8.765_972_294_379_026),
        ([330, 260, 410], [1.0 / 3, 0.25, 1 - 1.0 / 3 - 0.25], -0.071_422_667_933_347_84),
        ([100, 9900], [0.02, 0.98], 13.744_631_477_610_369),
        ([0, 0], [0.5, 0.5], 0),
    ]

    /// The first is that of a published report's counts; the others come from Python's `lgamma` by the formula (Lindon & Malek).
    @Test(arguments: factors)
    func bayesFactors(counts: [Int], shares: [Double], expected: Double) throws {
        let sequence = try #require(SampleRatioSequence(shares: shares))
        #expect((sequence.logBayesFactor(of: counts) - expected).magnitude < 1e-6)
    }

    @Test func publishedPValue() throws {
        let sequence = try #require(SampleRatioSequence(shares: [0.5, 0.5]))
        #expect((sequence.pValue(of: [5200, 4800]) - 0.02589).magnitude < 5e-6)
        #expect(sequence.isBroken([5200, 4800], error: 0.026) && !sequence.isBroken([5200, 4800], error: 0.025))
        #expect(sequence.pValue(of: [5000, 5000]) == 1)
    }

    @Test func anArmThatIsDueNothing() throws {
        let sequence = try #require(SampleRatioSequence(shares: [1, 0]))
        #expect(sequence.pValue(of: [1000, 0]) == 1)
        #expect(sequence.pValue(of: [1000, 1]) == 0)
        #expect(SampleRatioSequence(shares: [0.5, 0.6]) == nil && SampleRatioSequence(shares: [1.5, -0.5]) == nil)
    }

    /// Looked at after every twenty units of twenty thousand, a division that is right is called broken no more often than
    /// stated, and one that is two points off nearly always.
    @Test func theErrorHoldsHoweverOftenOneLooks() throws {
        let sequence = try #require(SampleRatioSequence(shares: [0.3, 0.7]))
        func share(of runs: Int, at truth: Double, seed: UInt64) -> Double {
            var random = SplitMix64(seed: seed, stream: 0)
            var broken = 0
            for _ in 0..<runs {
                var counts = [0, 0]
                for unit in 1...20_000 {
                    counts[random.nextUnit() < truth ? 0 : 1] += 1
                    guard unit % 20 == 0, sequence.isBroken(counts, error: 0.1) else { continue }
                    broken += 1
                    break
                }
            }
            return Double(broken) / Double(runs)
        }
        // Three standard errors of the simulation on top.
        #expect(share(of: 300, at: 0.3, seed: 1) <= 0.1 + 3 * (0.1 * 0.9 / 300).squareRoot())
        #expect(share(of: 60, at: 0.32, seed: 2) >= 0.95)
    }
}
