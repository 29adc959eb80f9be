/// Who is in an audience, as flagd's fractional operation decides it since core 0.15.0, bit for bit.
///
/// The hash h of flagKey + unit places the unit at h / 2^32 on a line from 0 up to 1, always at the same place. A share
/// n / d takes the units with floor(h * d / 2^32) < n. As n is whole, that is the same as h / 2^32 < n / d: the place
/// compared with the share, whatever the denominator. So a unit in at one share is in at every larger one, and shares
/// of different denominators (1/20, 1/5, 30/100) nest exactly.
package struct FlagdBucketing: Hashable, Sendable {
    /// The algorithm's name in a program.
    package static let name = "flagd/v2"

    /// The largest sum of weights that flagd accepts.
    package static let maximumTotal = 2_147_483_647

    private let prefix: MurmurHash3

    /// The assignment of one flag; `salt` is flagd's flag key.
    package init(salt: String) {
        var hasher = MurmurHash3()
        hasher.update(salt)
        prefix = hasher
    }

    /// The place of the unit, in steps of 2^-32.
    package func hash(of unit: String) -> UInt32 {
        var hasher = prefix
        hasher.update(unit)
        return hasher.value
    }

    /// The place of the unit whose name these bytes are.
    package func hash(of unit: Span<UInt8>) -> UInt32 {
        var hasher = prefix
        hasher.update(unit)
        return hasher.value
    }

    /// Whether a unit at that place is within the share `numerator` / `denominator`.
    package static func isIncluded(hash: UInt32, numerator: Int, denominator: Int) -> Bool {
        guard denominator > 0 else { return false }
        let product = UInt64(hash).multipliedFullWidth(by: UInt64(denominator))
        return Int(product.high &<< 32 | product.low &>> 32) < numerator
    }

    /// The bucket of the unit among `total` equal ones, from 0 up to, not including, `total`; 0 where `total` is not
    /// positive.
    package func bucket(of unit: String, total: Int) -> Int {
        guard total > 0 else { return 0 }
        let product = UInt64(hash(of: unit)).multipliedFullWidth(by: UInt64(total))
        return Int(product.high &<< 32 | product.low &>> 32)
    }

    /// Whether the unit is within the share `numerator` / `denominator`. A share of 0 or less holds nobody, one of 1 or
    /// more everybody; where the denominator is not positive there is no share, and nobody is in.
    package func isIncluded(_ unit: String, numerator: Int, denominator: Int) -> Bool {
        denominator > 0 && bucket(of: unit, total: denominator) < numerator
    }

    /// The variant that flagd serves the unit: the first whose cumulative weight exceeds the unit's bucket. Nil where a
    /// weight is negative, or they sum to nothing or to more than `maximumTotal`.
    package func variant(of unit: String, weights: [Int]) -> Int? {
        var total = 0
        for weight in weights {
            guard weight >= 0, weight <= Self.maximumTotal - total else { return nil }
            total += weight
        }
        guard total > 0 else { return nil }
        let bucket = bucket(of: unit, total: total)
        var cumulative = 0
        return weights.firstIndex { weight in
            cumulative += weight
            return bucket < cumulative
        }
    }

    /// Whether the unit is within the share, for a single question about a salt.
    package static func isIncluded(unit: String, salt: String, numerator: Int, denominator: Int) -> Bool {
        FlagdBucketing(salt: salt).isIncluded(unit, numerator: numerator, denominator: denominator)
    }
}
