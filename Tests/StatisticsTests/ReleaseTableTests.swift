import Glibc
import Statistics
import Testing

/// Releases in five stages, drawn again and again: what each way of deciding promises. Python has drawn the same, by numpy, 4,000
/// times each, and what it found is expected here; docs/simulation.md has what comes of 4,000 with these laws.
@Suite struct ReleaseTableTests {
    /// A release through 1, 5, 10, 25 and 50 % of 20,000 requests a stage with as many controls, and ten looks a stage. The baseline
    /// is right in nine of ten, and candidate and baseline are paired as their requests come.
    private struct Release {
        private static let margin = 0.01
        private static let enough = 2.995_732_273_553_991  // ln 20
        private static let looks = 10

        /// Whether all stages end with the candidate at least as good as the baseline, and within the margin of it.
        private(set) var isAtLeast = true
        private(set) var isWithin = true
        /// Whether bets have shown it to be within the margin, and none that it is worse.
        private(set) var isShown = false
        private(set) var exposed = 0

        init(change: Double, _ random: inout SplitMix64) {
            let (worseLaw, betterLaw) = Self.laws(change)
            let bets = PairedBets(margin: Self.margin)
            let harm = PairedBets(margin: 0)
            var pairs = PairCounts()
            var isHarmful = false
            for (stage, size) in [200, 1000, 2000, 5000, 10_000].enumerated() {
                // What is not shown at the end may take up to four more windows.
                for window in 0..<(stage == 4 ? 5 : 1) where window == 0 || !isShown && !isHarmful {
                    for _ in 0..<Self.looks {
                        let count = size / Self.looks
                        let worse = worseLaw.draw(count, using: &random)
                        let better = betterLaw.draw(count - worse, using: &random)
                        pairs.merge(PairCounts(worse: worse, same: count - worse - better, better: better))
                        guard !isHarmful else { continue }
                        exposed += count
                        isShown = isShown || bets.logStake(after: pairs) >= Self.enough
                        isHarmful = harm.logStake(after: pairs.mirrored) >= Self.enough
                    }
                    guard window == 0 else { continue }
                    let lead = Double(pairs.better - pairs.worse)
                    isAtLeast = isAtLeast && lead >= 0
                    isWithin = isWithin && lead >= -Self.margin * Double(pairs.worse + pairs.same + pairs.better)
                }
            }
            isShown = isShown && !isHarmful
        }

        /// How many pairs are worse, and how many of the others are better.
        private static func laws(_ change: Double) -> (worse: BinomialLaw, better: BinomialLaw) {
            let (candidate, baseline) = (0.9 + change, 0.9)
            let worse = (1 - candidate) * baseline
            let better = candidate * (1 - baseline)
            return (BinomialLaw(probability: worse), BinomialLaw(probability: better / (1 - worse)))
        }
    }

    /// A row of the table: how often everyone is reached by each way, and how many requests the candidate has had by the last.
    struct Row: Sendable {
        let change: Double
        let atLeast: Double
        let within: Double
        let shown: Double
        let exposed: Double
    }

    @Test(arguments: [
        Row(change: 0, atLeast: 0.144, within: 0.558, shown: 0.980, exposed: 23_486),
        Row(change: -0.005, atLeast: 0.014, within: 0.377, shown: 0.466, exposed: 35_159),
        Row(change: -0.01, atLeast: 0, within: 0.156, shown: 0.015, exposed: 17_456),
        Row(change: -0.02, atLeast: 0, within: 0, shown: 0, exposed: 4870),
    ])
    func theTableComesOutAgain(row: Row) {
        let runs = 400
        var random = SplitMix64(seed: 23, stream: UInt64(-row.change * 1000))
        let releases = (0..<runs).map { _ in Release(change: row.change, &random) }
        // Four standard deviations of what 400 and 4,000 draws differ by.
        func isNear(_ isSo: (Release) -> Bool, _ published: Double) -> Bool {
            let share = Double(releases.count(where: isSo)) / Double(runs)
            let spread = (max(published * (1 - published), 0.002) * (1.0 / Double(runs) + 1.0 / 4000)).squareRoot()
            return abs(share - published) <= 4 * spread
        }
        #expect(isNear(\.isAtLeast, row.atLeast))
        #expect(isNear(\.isWithin, row.within))
        #expect(isNear(\.isShown, row.shown))
        let exposed = Double(releases.reduce(0) { $0 + $1.exposed }) / Double(runs)
        #expect(abs(exposed / row.exposed - 1) < 0.1, "\(exposed)")
    }

    // MARK: Units

    /// How often bets call the candidate good enough within so many pairs, where it is worse by just the margin and a hundred users an arm
    /// are right with chances of their own, Beta(9, 1), or each request comes from another user.
    private static func wrongReleases(pairs total: Int, users: Int?, runs: Int) -> Int {
        let bets = PairedBets(margin: 0.01)
        return (0..<runs).count { run in
            var random = SplitMix64(seed: 29, stream: UInt64(run))
            func user() -> Double { pow(random.nextUnit(), 1.0 / 9) }
            let arms = (0..<2).map { _ in (0..<(users ?? 0)).map { _ in user() } }
            func isRight(_ arm: Int) -> Bool {
                let chance = users.map { arms[arm][random.next(below: $0)] } ?? user()
                return random.nextUnit() < chance - (arm == 1 ? 0.01 : 0)
            }
            var counts = PairCounts()
            for pair in 1...total {
                switch (isRight(0), isRight(1)) {
                case (true, false): counts.worse += 1
                case (false, true): counts.better += 1
                default: counts.same += 1
                }
                if pair.isMultiple(of: 500) || pair == total, bets.logStake(after: counts) >= 2.995_732_273_553_991 {
                    return true
                }
            }
            return false
        }
    }

    /// Where requests of few users are counted as if each were of another, a third of the releases is wrong; where they are, or where each
    /// user counts once, the promise holds.
    @Test func requestsOfFewUsersAreNoEvidenceEach() {
        let runs = 60
        let naive = Self.wrongReleases(pairs: 50_000, users: 100, runs: runs)
        #expect((10...36).contains(naive), "\(naive) of \(runs)")
        #expect(Self.wrongReleases(pairs: 50_000, users: nil, runs: runs) <= 3)
        #expect(Self.wrongReleases(pairs: 100, users: 100, runs: 200) <= 10)
    }
}
