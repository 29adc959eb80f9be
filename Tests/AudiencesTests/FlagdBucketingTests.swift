import Audiences
import Testing

@Suite struct FlagdBucketingTests {
    /// Shares of very different denominators, growing.
    static let shares = [
        (1, 2_147_483_647), (1, 10_000), (1, 1000), (1, 200), (333, 33_334), (1, 100), (2, 100), (1, 20), (51, 1000),
        (1, 7), (1, 5), (1, 4), (33_333, 100_000), (1, 3), (1, 2), (50_001, 100_000), (9999, 10_000), (1, 1),
    ]

    @Test func theNameIsThatOfThePrograms() {
        #expect(FlagdBucketing.name == "flagd/v2")
    }

    /// The units whose hashes are the ends and the middle of the 32 bits.
    @Test(arguments: [
        ("ejOoVL", 0), ("bY9fO-", 0), ("SI7p-", 49), ("6LvT0", 50), ("ceQdGm", 99),
    ])
    func boundaryUnits(unit: String, bucketOfHundred: Int) {
        let bucketing = FlagdBucketing(salt: "")
        #expect(bucketing.bucket(of: unit, total: 100) == bucketOfHundred)
        #expect(bucketing.bucket(of: unit, total: 1) == 0)
        for split in 1..<unit.count {
            let salted = FlagdBucketing(salt: String(unit.prefix(split)))
            #expect(salted.hash(of: String(unit.dropFirst(split))) == bucketing.hash(of: unit))
        }
    }

    @Test(arguments: [
        ("ejOoVL", 0), ("bY9fO-", 0), ("SI7p-", 1_073_741_823), ("6LvT0", 1_073_741_823), ("ceQdGm", 2_147_483_646),
    ])
    func bucketsOfTheLargestTotal(unit: String, expected: Int) {
        #expect(FlagdBucketing(salt: "").bucket(of: unit, total: FlagdBucketing.maximumTotal) == expected)
    }

    @Test func theFirstVariantWhoseCumulativeWeightExceedsTheBucket() {
        let bucketing = FlagdBucketing(salt: "")
        #expect(bucketing.variant(of: "SI7p-", weights: [49, 51]) == 1)
        #expect(bucketing.variant(of: "SI7p-", weights: [50, 50]) == 0)
        #expect(bucketing.variant(of: "6LvT0", weights: [50, 50]) == 1)
        #expect(bucketing.variant(of: "ejOoVL", weights: [0, 1, 1]) == 1)
        #expect(bucketing.variant(of: "ceQdGm", weights: [1, 1, 0]) == 1)
        #expect(bucketing.variant(of: "ejOoVL", weights: [0, 0]) == nil)
        #expect(bucketing.variant(of: "ejOoVL", weights: []) == nil)
        #expect(bucketing.variant(of: "ejOoVL", weights: [5, -1]) == nil)
        #expect(bucketing.variant(of: "ejOoVL", weights: [2_147_483_647]) == 0)
        #expect(bucketing.variant(of: "ejOoVL", weights: [2_147_483_647, 1]) == nil)
        #expect(bucketing.variant(of: "ejOoVL", weights: [.max, .max]) == nil)
    }

    @Test func inclusionIsTheFirstOfTwoVariants() {
        let bucketing = FlagdBucketing(salt: "checkout")
        for number in 0..<3000 {
            let unit = "user-\(number)"
            for (numerator, denominator) in Self.shares {
                let isFirst = bucketing.variant(of: unit, weights: [numerator, denominator - numerator]) == 0
                let isIncluded = FlagdBucketing.isIncluded(
                    unit: unit,
                    salt: "checkout",
                    numerator: numerator,
                    denominator: denominator
                )
                if isIncluded != isFirst { Issue.record("\(unit) at \(numerator)/\(denominator)") }
            }
        }
    }

    @Test func growthIsMonotoneAcrossDenominators() {
        let bucketing = FlagdBucketing(salt: "iris-forest")
        for number in 0..<50_000 {
            var wasIncluded = false
            for (numerator, denominator) in Self.shares {
                let isIncluded = bucketing.isIncluded("user-\(number)", numerator: numerator, denominator: denominator)
                if wasIncluded, !isIncluded { Issue.record("user-\(number) left at \(numerator)/\(denominator)") }
                wasIncluded = isIncluded
            }
            if !wasIncluded { Issue.record("user-\(number) is not in at 1/1") }
        }
    }

    /// The same share written differently holds the same units, at the edges of the buckets too.
    @Test func aShareDoesNotDependOnItsSpelling() {
        let bucketing = FlagdBucketing(salt: "")
        for unit in ["SI7p-", "6LvT0"] + (0..<2000).map({ "u\($0)" }) {
            let half = bucketing.isIncluded(unit, numerator: 1, denominator: 2)
            #expect(bucketing.isIncluded(unit, numerator: 50, denominator: 100) == half)
            #expect(bucketing.isIncluded(unit, numerator: 1_000_000, denominator: 2_000_000) == half)
            #expect(bucketing.isIncluded(unit, numerator: 1 << 61, denominator: 1 << 62) == half)
        }
        #expect(bucketing.isIncluded("SI7p-", numerator: 1, denominator: 2))
        #expect(!bucketing.isIncluded("6LvT0", numerator: 1, denominator: 2))
    }

    @Test func nobodyAndEverybody() {
        let bucketing = FlagdBucketing(salt: "")
        for unit in ["ejOoVL", "ceQdGm"] {
            #expect(!bucketing.isIncluded(unit, numerator: 0, denominator: 1))
            #expect(!bucketing.isIncluded(unit, numerator: -1, denominator: 1))
            #expect(!bucketing.isIncluded(unit, numerator: 1, denominator: 0))
            #expect(bucketing.isIncluded(unit, numerator: 1, denominator: 1))
            #expect(bucketing.isIncluded(unit, numerator: 3, denominator: 2))
        }
    }

    @Test(arguments: ["checkout", "iris-forest", "旅行"])
    func unitsAreSpreadEvenly(salt: String) {
        let bucketing = FlagdBucketing(salt: salt)
        var counts = [Int](repeating: 0, count: 100)
        for number in 0..<100_000 { counts[bucketing.bucket(of: "user-\(number)", total: 100)] += 1 }
        let chiSquared = counts.reduce(0.0) { $0 + Double(($1 - 1000) * ($1 - 1000)) / 1000 }
        // Chi-squared with 99 degrees of freedom is above 148.23 or below 60 about once in a thousand salts each.
        #expect((60...148.23).contains(chiSquared))
    }

    /// Two salts draw independently: a quarter of the units is in the half of both.
    @Test func saltsAreIndependent() {
        let first = FlagdBucketing(salt: "first")
        let second = FlagdBucketing(salt: "second")
        let both = (0..<100_000).count { number in
            first.bucket(of: "user-\(number)", total: 2) == 0 && second.bucket(of: "user-\(number)", total: 2) == 0
        }
        // Four standard deviations of a binomial of 100,000 at 1/4 are 548.
        #expect(abs(both - 25_000) < 548)
    }
}
