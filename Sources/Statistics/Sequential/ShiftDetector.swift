internal import Glibc

/// Evidence that observations have stopped coming from the law of a reference sample, of which one may look as often as one likes.
///
/// Observations are told apart by the ranges between numbers of the reference at fixed ranks. As long as nothing changes, whatever
/// the law is, an observation falls into a range with the chance of a Pólya urn that begins with the gaps of the reference in it
/// (the blocks of Wilks and Tukey): so the error of a small reference counts too, and no law is assumed. Against that stand other
/// laws from each step on, and the values of the bets on all of them are added up as Shiryaev and Roberts do (Shin, Ramdas &
/// Rinaldo, arXiv 2203.03532: an e-detector). Less the number of observations this is a martingale while nothing changes, so that
/// it takes N observations on average, or more, until it reaches N; and the chance that it does among n of them is at most n / N.
package struct ShiftDetector: Sendable, Hashable {
    /// The observations of one look, and what was staked on a change before them.
    package struct Step: Sendable, Hashable {
        package fileprivate(set) var stake: Int
        /// How many there were in each range.
        package fileprivate(set) var counts: [Int]

        package init(stake: Int, counts: [Int]) {
            self.stake = stake
            self.counts = counts
        }

        fileprivate var size: Int { counts.reduce(0, +) }
    }

    /// How many gaps of the reference each range has.
    private let gaps: [Int]
    package private(set) var steps: [Step] = []
    /// How many observations there were.
    package private(set) var count = 0

    /// How many steps are told apart: a change long ago need not be dated as closely as one of late.
    private static let most = 64

    package init(gaps: [Int]) { self.gaps = gaps }

    /// Takes the observations of one look, by their ranges.
    package mutating func add(_ counts: [Int]) { add(Step(stake: counts.reduce(0, +), counts: counts)) }

    package mutating func add(_ step: Step) {
        guard step.counts.count == gaps.count, step.size > 0 else { return }
        steps.append(step)
        count += step.size
        while steps.count > Self.most { thin() }
    }

    /// Joins the two steps next to each other that are smallest beside all that came later. What was staked at the second of
    /// them is given up, so that the sum is no larger than it would be.
    private mutating func thin() {
        var (later, best) = (1.0, (place: 0, size: Double.infinity))
        for place in stride(from: steps.count - 2, through: 0, by: -1) {
            let size = Double(steps[place].size + steps[place + 1].size) / later
            if size < best.size { best = (place, size) }
            later += Double(steps[place + 1].size)
        }
        let next = steps.remove(at: best.place + 1)
        for range in gaps.indices { steps[best.place].counts[range] += next.counts[range] }
    }

    /// How many observations it takes, on average and at the least, until noise alone makes this as large.
    package var runLength: Double {
        let laws = OtherLaws(gaps)
        var total = [Int](repeating: 0, count: gaps.count)
        for step in steps { for range in gaps.indices { total[range] += step.counts[range] } }
        let weights = gaps.map(Double.init)
        let end = OtherLaws.urn(weights, total)
        // From the last step back, so that what came since is a sum that grows.
        var since = [Int](repeating: 0, count: gaps.count)
        var (largest, sum) = (-Double.infinity, 0.0)
        for step in steps.reversed() {
            for range in gaps.indices {
                since[range] += step.counts[range]
                total[range] -= step.counts[range]
            }
            let term = laws.logarithm(since) - (end - OtherLaws.urn(weights, total)) + log(Double(step.stake))
            if term > largest {
                sum = sum * exp(largest - term) + 1
                largest = term
            } else {
                sum += exp(term - largest)
            }
        }
        // Beyond 2^53 nobody tells one number from the next.
        return sum == 0 ? 0 : min(exp(min(log(sum) + largest, 40)), 0x1p53)
    }
}

/// The laws that a change may lead to, together: any, near or far from the reference's, and those that move its ranks up or down.
private struct OtherLaws {
    private let urns: [[Double]]
    /// The logarithms of the ranges' shares.
    private let tilts: [[Double]]

    private static let concentrations = [0.5, 5, 50]
    private static let slopes = [0.5, 1, 2, 4]

    init(_ gaps: [Int]) {
        let sum = Double(gaps.reduce(0, +))
        let shares = gaps.map { Double($0) / sum }
        urns = Self.concentrations.map { each in shares.map { $0 * each * Double(gaps.count) } }
        tilts = Self.slopes.flatMap { [$0, -$0] }.map { slope in
            var reached = 0.0
            let weights = shares.map { share in
                defer { reached += share }
                return share * exp(slope * (reached + share / 2 - 0.5))
            }
            let whole = log(weights.reduce(0, +))
            return weights.map { log($0) - whole }
        }
    }

    /// The logarithm of the chance that they give observations in an order, half of it by each kind.
    func logarithm(_ counts: [Int]) -> Double {
        let urn = Self.mean(urns.map { Self.urn($0, counts) })
        let tilt = Self.mean(tilts.map { shares in zip(shares, counts).reduce(0) { $0 + $1.0 * Double($1.1) } })
        return Self.mean([urn, tilt])
    }

    /// The same by Pólya's urn with these weights.
    static func urn(_ weights: [Double], _ counts: [Int]) -> Double {
        let (sum, count) = (weights.reduce(0, +), Double(counts.reduce(0, +)))
        var result = IncompleteBeta.logGamma(sum) - IncompleteBeta.logGamma(sum + count)
        for (weight, count) in zip(weights, counts) where count > 0 {
            result += IncompleteBeta.logGamma(weight + Double(count)) - IncompleteBeta.logGamma(weight)
        }
        return result
    }

    /// The logarithm of the mean of what these are the logarithms of.
    private static func mean(_ logarithms: [Double]) -> Double {
        let largest = logarithms.max() ?? 0
        return largest + log(logarithms.reduce(0) { $0 + exp($1 - largest) } / Double(logarithms.count))
    }
}
