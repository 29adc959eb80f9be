import Plan

/// The weights of two servers of HAProxy, which go from 0 to 256.
struct HAProxyWeights: Hashable {
    static let largest = 256
    /// Half percents are exact with this sum. Where every share has the same sum, a larger one takes weight from the baseline
    /// only, and so users that are bound by consistent hashing move to the candidate only.
    private static let usualTotal = 200

    let candidate: Int
    let baseline: Int

    init(candidate: Int, baseline: Int) {
        self.candidate = candidate
        self.baseline = baseline
    }

    /// Those that give the share, or the nearest below it.
    init(giving share: Rational) {
        if Self.usualTotal % share.denominator == 0 {
            let candidate = share.numerator * (Self.usualTotal / share.denominator)
            self.init(candidate: candidate, baseline: Self.usualTotal - candidate)
            return
        }
        var best = HAProxyWeights(candidate: 0, baseline: Self.usualTotal)
        for candidate in 1...Self.largest {
            // The least baseline with candidate / (candidate + baseline) <= share; nothing and everything are given above.
            let wanted = Int128(candidate) * Int128(share.denominator - share.numerator)
            let least = (wanted + Int128(share.numerator) - 1) / Int128(share.numerator)
            guard least <= Int128(Self.largest) else { break }
            let weights = HAProxyWeights(candidate: candidate, baseline: Int(least))
            // Of equal ones the last: consistent hashing is the more even the larger the weights.
            if let given = weights.share, let other = best.share, given >= other { best = weights }
        }
        self = best
    }

    /// The share of the candidate; nil where neither server gets anything.
    var share: Rational? { Rational(candidate, candidate + baseline) }
}
