import Statistics
import Testing

@Suite struct SequentialTests {
    /// The betting e-process with forty shares, as Python computes it from the formula.
    @Test(arguments: [
        (20, 950, 30, 2.141_571_523_497_608), (25, 950, 25, 0.268_946_550_594_173_05),
        (210, 9550, 240, 15.579_984_504_935_972), (0, 0, 0, 0),
    ])
    func pairs(worse: Int, same: Int, better: Int, expected: Double) {
        let stake = PairedBets(margin: 0.01).logStake(after: PairCounts(worse: worse, same: same, better: better))
        #expect((stake - expected).magnitude < 1e-10)
    }

    @Test func countsMerge() {
        var counts = PairCounts(worse: 1, same: 2, better: 3)
        counts.merge(PairCounts(worse: 10, same: 20, better: 30))
        #expect(counts == PairCounts(worse: 11, same: 22, better: 33))
        #expect(counts.mirrored == PairCounts(worse: 33, same: 22, better: 11))
    }

    /// The library `confseq`, by its own tests, for the successes, trials and tuning.
    @Test(arguments: [
        (700, 1000, 100, 0.651629, 0.745949), (15, 50, 50, 0.129556, 0.511896), (5, 50, 50, 0.013021, 0.269264),
        (1, 50, 50, 0, 0.13489), (100, 200, 1, 0.328923, 0.671076),
    ])
    func proportions(successes: Int, trials: Int, tuning: Int, lower: Double, upper: Double) throws {
        let sequence = try #require(BetaBinomialSequence(successes: successes, trials: trials, tunedFor: tuning))
        #expect((sequence.lower - lower).magnitude < 2e-6)
        #expect((sequence.upper - upper).magnitude < 2e-5)
    }

    @Test func proportionsAtTheEnds() throws {
        let all = try #require(BetaBinomialSequence(successes: 30, trials: 30, tunedFor: 30))
        // The same formula with SciPy's functions. So 30 rows can never certify an accuracy of 95 %.
        #expect((all.lower - 0.877_504_308_730_041_1).magnitude < 1e-9)
        #expect(all.upper == 1)
        let none = try #require(BetaBinomialSequence(successes: 0, trials: 30, tunedFor: 30))
        #expect(none.lower == 0)
        #expect((none.upper - (1 - all.lower)).magnitude < 1e-12)
        #expect(BetaBinomialSequence(successes: 0, trials: 0, tunedFor: 30) == nil)
        #expect(BetaBinomialSequence(successes: 3, trials: 2, tunedFor: 30) == nil)
    }

    /// Howard et al., and GrowthBook's half-width for a mean.
    @Test func means() throws {
        let mixture = NormalMixture(error: 0.05, tunedFor: 100)
        #expect((mixture.rho - 12.60056).magnitude < 5e-6)
        #expect((mixture.bound(at: 100) - 30.35209).magnitude < 5e-6)
        var moments = Moments()
        moments.add([2.5, 3.1, 4.7, 1.2, 5.5, 3.3].span)
        let sequence = try #require(MeanSequence(moments))
        #expect(((sequence.upper - sequence.lower) / 2 - 15.850_401_214_113_589).magnitude < 1e-9)
        #expect(MeanSequence(Moments()) == nil)
    }

    // MARK: The promise

    /// Looks at each of 2,000 pairs, drawn with these chances, and says in how many of the runs the evidence was ever enough.
    private static func crossings(_ worse: Double, _ better: Double, margin: Double, runs: Int, seed: UInt64) -> Int {
        let bets = PairedBets(margin: margin)
        let enough = 2.995_732_273_553_991  // ln 20
        return (0..<runs).count { run in
            var random = SplitMix64(seed: seed, stream: UInt64(run))
            var counts = PairCounts()
            for pair in 1...2000 {
                let unit = random.nextUnit()
                if unit < worse {
                    counts.worse += 1
                } else if unit < worse + better {
                    counts.better += 1
                } else {
                    counts.same += 1
                }
                if pair.isMultiple(of: 10), bets.logStake(after: counts) >= enough { return true }
            }
            return false
        }
    }

    /// At the margin a look every tenth pair promotes wrongly in at most one run of twenty: the whole Clopper-Pearson
    /// interval of what was measured would have to lie above for the promise to be broken.
    @Test(arguments: [(0.06, 0.05, 0.01), (0.30, 0.25, 0.05), (0.05, 0.05, 0), (0.5, 0.5, 0)])
    func theErrorHoldsUnderContinuousLooking(worse: Double, better: Double, margin: Double) throws {
        let runs = 300
        let wrong = Self.crossings(worse, better, margin: margin, runs: runs, seed: 11)
        #expect(try #require(ClopperPearsonInterval(successes: wrong, trials: runs, confidence: 0.99)).lower <= 0.05)
        // Not for want of looking: with five times the promised error it would show.
        #expect(wrong < runs / 8)
    }

    @Test func aBetterArmIsFound() {
        let found = Self.crossings(0.05, 0.10, margin: 0.01, runs: 100, seed: 12)
        #expect(found >= 95)
    }

    /// A share of 0.9 and a look at every fifth of 1,000 trials: the sequence misses it in at most one run of twenty.
    @Test(arguments: [0.9, 0.5, 0.02])
    func theSequenceHoldsTheShareAtEveryLook(share: Double) throws {
        let runs = 200
        let missed = (0..<runs).count { run in
            var random = SplitMix64(seed: 13, stream: UInt64(run))
            var successes = 0
            for trial in 1...500 {
                if random.nextUnit() < share { successes += 1 }
                guard trial.isMultiple(of: 10) else { continue }
                guard let sequence = BetaBinomialSequence(successes: successes, trials: trial, tunedFor: 200) else {
                    return true
                }
                if share < sequence.lower || share > sequence.upper { return true }
            }
            return false
        }
        #expect(try #require(ClopperPearsonInterval(successes: missed, trials: runs, confidence: 0.99)).lower <= 0.05)
    }

    /// The ends are the differences that the bets just cannot tell from what is seen.
    @Test(arguments: [(20, 950, 30), (0, 100, 0), (5, 0, 60), (300, 9000, 100), (1, 1, 1)])
    func differencesThatTheBetsLeave(worse: Int, same: Int, better: Int) throws {
        let pairs = PairCounts(worse: worse, same: same, better: better)
        let sequence = try #require(PairedSequence(pairs, error: 0.05))
        let threshold = 2.995_732_273_553_991
        for (counts, end) in [(pairs, sequence.lower), (pairs.mirrored, -sequence.upper)] {
            #expect(PairedBets(margin: -end + 1e-6).logStake(after: counts) >= threshold)
            #expect(PairedBets(margin: -end - 1e-6).logStake(after: counts) < threshold)
        }
        let mean = Double(better - worse) / Double(worse + same + better)
        #expect(sequence.lower < mean && mean < sequence.upper)
    }

    @Test func pairedSequencesNeedPairs() {
        #expect(PairedSequence(PairCounts(), error: 0.05) == nil)
        #expect(PairedSequence(PairCounts(same: 1), error: 0) == nil)
        #expect(PairedSequence(PairCounts(same: 1), error: 1) == nil)
        // Of one pair nothing is known.
        #expect(PairedSequence(PairCounts(better: 1), error: 0.05).map { $0.lower <= -0.89 } == true)
    }
}
