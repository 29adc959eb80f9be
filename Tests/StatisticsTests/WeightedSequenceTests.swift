import Glibc
import Statistics
import Testing

/// Evidence from units that were chosen by chance, each with its own, looked at again and again.
@Suite struct WeightedSequenceTests {
    private static let bets = (0..<40).map { 0.002 * pow(450, Double($0) / 39) }

    private func sums(_ weights: [Double]) -> WeightSums {
        WeightSums(sum: weights.reduce(0, +), squares: weights.reduce(0) { $0 + $1 * $1 })
    }

    /// The logarithm of the stake itself, bet by bet, as the martingale is defined.
    private func stake(_ hits: [Double], _ misses: [Double], above share: Double, limit: Double) -> Double {
        let stakes = Self.bets.map { bet in
            let scale = bet / (limit * share)
            return hits.reduce(1) { $0 * (1 + scale * $1 * (1 - share)) }
                * misses.reduce(1) { $0 * (1 - scale * $1 * share) }
        }
        return log(stakes.reduce(0, +) / 40)
    }

    /// What sums say of the stake is never more than it is, and nearly all of it.
    @Test func theBoundIsBelowTheStake() {
        var random = SplitMix64(seed: 11)
        for _ in 0..<200 {
            let limit = 1 + 20 * random.nextUnit()
            let count = 5 + random.next(below: 60)
            func weights(_ count: Int) -> [Double] { (0..<count).map { _ in limit * pow(random.nextUnit(), 2) } }
            let (hits, misses) = (weights(count), weights(random.next(below: count)))
            let share = 0.02 + 0.96 * random.nextUnit()
            let exact = stake(hits, misses, above: share, limit: limit)
            let bound = WeightedSequence.logStake(on: sums(hits), sums(misses), above: share, limit: limit)
            #expect(bound <= exact + 1e-9)
        }
        // Where evidence is about to decide, little is lost.
        let (hits, misses) = ((0..<600).map { $0 % 4 == 0 ? 10.0 : 1 }, (0..<40).map { $0 % 4 == 0 ? 10.0 : 1 })
        let exact = stake(hits, misses, above: 0.88, limit: 10)
        let bound = WeightedSequence.logStake(on: sums(hits), sums(misses), above: 0.88, limit: 10)
        #expect(exact > 2.5 && exact - bound < 0.1 * exact)
    }

    /// A share that is out has every share beyond it out, too: stakes fall as the share rises.
    @Test func endsEncloseTheShare() throws {
        let (hits, misses) = (sums([4, 4, 1, 1, 1, 8]), sums([1, 8]))
        let few = try #require(WeightedSequence(hits: hits, misses: misses, limit: 8, error: 0.05))
        #expect(few.lower < 19.0 / 28 && 19.0 / 28 < few.upper)
        let all = try #require(
            WeightedSequence(hits: sums([Double](repeating: 2, count: 500)), misses: sums([]), limit: 2, error: 0.05)
        )
        #expect(all.upper == 1 && all.lower > 0.98)
        let none = try #require(
            WeightedSequence(hits: sums([]), misses: sums([Double](repeating: 2, count: 500)), limit: 2, error: 0.05)
        )
        #expect(none.lower == 0 && abs(none.upper - (1 - all.lower)) < 1e-8)
        #expect(WeightedSequence(hits: sums([]), misses: sums([]), limit: 2, error: 0.05) == nil)
        // A larger limit is more to be unsure of.
        let wide = try #require(WeightedSequence(hits: hits, misses: misses, limit: 80, error: 0.05))
        #expect(wide.lower < few.lower && wide.upper > few.upper)
    }

    /// Users who differ: each is right as often as a number drawn from Beta(9, 1), 0.9 on average. Answers that look doubtful are
    /// labelled always, others in one case of twenty, and wrong ones look doubtful more often.
    private struct Users {
        private(set) var hits = WeightSums(sum: 0, squares: 0)
        private(set) var misses = WeightSums(sum: 0, squares: 0)

        mutating func see(chance: Double, _ random: inout SplitMix64) -> Bool {
            let isRight = random.nextUnit() < chance
            let isDoubtful = random.nextUnit() < (isRight ? 0.1 : 0.5)
            guard isDoubtful || random.nextUnit() < 0.05 else { return false }
            let weight = isDoubtful ? 1.0 : 20
            let old = isRight ? hits : misses
            let new = WeightSums(sum: old.sum + weight, squares: old.squares + weight * weight)
            if isRight { hits = new } else { misses = new }
            return true
        }
    }

    /// In how many of so many runs the bets on either side of a share were ever won, looking after each labelled row.
    private func won(_ runs: Int, units: Int, requestsEach: Int = 1, better: Double = 0, seed: UInt64) -> (
        above: Int, below: Int
    ) {
        var random = SplitMix64(seed: seed)
        var (above, below) = (0, 0)
        for _ in 0..<runs {
            var users = Users()
            var (isAbove, isBelow) = (false, false)
            var chances = [Double](repeating: 0, count: units)
            for unit in chances.indices {
                chances[unit] = min(1, pow(random.nextUnit(), 1.0 / 9) + better * random.nextUnit())
            }
            for _ in 0..<requestsEach {
                for unit in 0..<units where users.see(chance: chances[unit], &random) {
                    let (hits, misses) = (users.hits, users.misses)
                    isAbove = isAbove || WeightedSequence.logStake(on: hits, misses, above: 0.9, limit: 20) >= log(20)
                    isBelow = isBelow || WeightedSequence.logStake(on: misses, hits, above: 0.1, limit: 20) >= log(20)
                }
            }
            above += isAbove ? 1 : 0
            below += isBelow ? 1 : 0
        }
        return (above, below)
    }

    /// At the margin, looked at after every labelled unit: at most the stated 5 % on either side, with three standard errors of 400 runs.
    @Test func theErrorHoldsWhileOneLooks() {
        let won = won(400, units: 4000, seed: 1)
        #expect(won.above <= 20 + 13 && won.below <= 20 + 13, "\(won)")
    }

    /// What is truly better is found, most of the time.
    @Test func whatIsBetterIsFound() {
        let won = won(100, units: 12_000, better: 0.2, seed: 2)
        #expect(won.above >= 90 && won.below <= 5, "\(won)")
    }

    /// Requests of one user are no units: counted each, they break the promise.
    @Test func requestsOfOneUserAreNoUnits() {
        let won = won(100, units: 20, requestsEach: 1000, seed: 3)
        #expect(won.above + won.below > 20, "\(won)")
    }
}
