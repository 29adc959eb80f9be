internal import Glibc

/// How many of a number of independent trials succeed, each with the same probability; what drawing needs of the
/// probability is worked out once.
///
/// Few expected successes are drawn by inversion (BINV of Kachitvichyanukul & Schmeiser, CACM 1988), more of them by
/// transformed rejection (BTRS of Hormann, J. Stat. Comput. Simul. 46, 1993). Both are exact.
package struct BinomialLaw: Sendable, Hashable {
    /// The probability that is drawn by: the smaller one of success and failure.
    private let probability: Double
    /// Whether failures are drawn, and the rest are successes.
    private let isMirrored: Bool
    /// The probability against its complement.
    private let odds: Double
    /// The logarithm of the complement.
    private let logComplement: Double

    /// From so many expected successes on, rejection is the faster way.
    private static let inversionLimit = 10.0

    /// The law for a probability, taken to the nearer end where it is none.
    package init(probability: Double) {
        let bounded = min(max(probability, 0), 1)
        isMirrored = bounded > 0.5
        self.probability = isMirrored ? 1 - bounded : bounded
        odds = self.probability / (1 - self.probability)
        logComplement = log1p(-self.probability)
    }

    /// The number of successes among `count` trials.
    package func draw(_ count: Int, using random: inout SplitMix64) -> Int {
        guard count > 0 else { return 0 }
        let drawn =
            probability == 0
            ? 0
            : Double(count) * probability < Self.inversionLimit
                ? inverted(count, &random) : rejected(count, &random)
        return isMirrored ? count - drawn : drawn
    }

    private func inverted(_ count: Int, _ random: inout SplitMix64) -> Int {
        var left = random.nextUnit()
        var term = exp(Double(count) * logComplement)
        var successes = 0
        while left >= term, successes < count {
            left -= term
            successes += 1
            term *= odds * Double(count - successes + 1) / Double(successes)
            // What is left of the unit is then but the rounding of the sum.
            if term < 1e-300 { break }
        }
        return successes
    }

    private func rejected(_ count: Int, _ random: inout SplitMix64) -> Int {
        let trials = Double(count)
        let deviation = (trials * probability * (1 - probability)).squareRoot()
        let b = 1.15 + 2.53 * deviation
        let a = -0.0873 + 0.0248 * b + 0.01 * probability
        let centre = trials * probability + 0.5
        let accepted = 0.92 - 4.2 / b
        while true {
            let u = random.nextUnit() - 0.5
            let v = random.nextUnit()
            let distance = 0.5 - abs(u)
            let k = ((2 * a / distance + b) * u + centre).rounded(.down)
            if distance >= 0.07, v <= accepted { return Int(k) }
            guard k >= 0, k <= trials else { continue }
            let alpha = (2.83 + 5.1 / b) * deviation
            if log(v * alpha / (a / (distance * distance) + b)) <= logRatio(k, trials) { return Int(k) }
        }
    }

    /// The logarithm of the probability of `k` successes against that of the most likely number.
    private func logRatio(_ k: Double, _ trials: Double) -> Double {
        let mode = ((trials + 1) * probability).rounded(.down)
        let atMode = (mode + 0.5) * log((mode + 1) / (odds * (trials - mode + 1)))
        let between = (trials + 1) * log((trials - mode + 1) / (trials - k + 1))
        let atK = (k + 0.5) * log(odds * (trials - k + 1) / (k + 1))
        return atMode + between + atK + Self.correction(mode) + Self.correction(trials - mode)
            - Self.correction(k) - Self.correction(trials - k)
    }

    /// What Stirling's formula leaves out of log(k!): exact in the first terms, the series beyond.
    private static func correction(_ k: Double) -> Double {
        if k < 10 { return corrections[Int(k)] }
        let next = k + 1
        let square = next * next
        return (1.0 / 12 - (1.0 / 360 - 1.0 / 1260 / square) / square) / next
    }

    private static let corrections = [
        0.081_061_466_795_327_2, 0.041_340_695_955_409_2, 0.027_677_925_684_998_3, 0.020_790_672_103_765_0,
        0.016_644_691_189_821_1, 0.013_876_128_823_070_7, 0.011_896_709_945_891_7, 0.010_411_265_261_972_0,
        0.009_255_462_182_712_73, 0.008_330_563_433_362_87,
    ]
}
