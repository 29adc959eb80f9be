import Plan
import Testing

struct RationalTests {
    @Test(
        arguments: [
            ("0", 0, 1), ("1", 1, 1), ("0.005", 1, 200), ("0.50", 1, 2), ("12.5", 25, 2), ("100", 100, 1),
            ("0.0", 0, 1), ("99999999999999999", 99_999_999_999_999_999, 1),
            ("0.0000000000000001", 1, 10_000_000_000_000_000),
            ("1.0000000000000001", 10_000_000_000_000_001, 10_000_000_000_000_000),
        ]
    )
    func decimals(text: String, numerator: Int, denominator: Int) throws {
        let number = try #require(Rational(decimal: text))
        #expect((number.numerator, number.denominator) == (numerator, denominator))
    }

    @Test(
        arguments: [
            "", ".", "-1", "+1", "1.", ".5", "01", "00", "00.5", "1..2", "1.2.3", "1e3", "1_000", "0x1", " 1", "1 ",
            "½", "１",
            "1\u{301}", "100000000000000000", "0.12345678901234567", "999999999999999999999999",
        ]
    )
    func noDecimals(text: String) { #expect(Rational(decimal: text) == nil) }

    @Test func lowestTerms() {
        #expect(Rational(6, 8) == Rational(3, 4))
        #expect(Rational(-6, 8).map { [$0.numerator, $0.denominator] } == [-3, 4])
        #expect(Rational(0, 8) == .zero)
        #expect(Rational(.min, .max).map { [$0.numerator, $0.denominator] } == [.min, .max])
        #expect(Rational(1, 0) == nil)
        #expect(Rational(1, -2) == nil)
    }

    /// Exact where doubles are not, and where products of 64 bits would overflow.
    @Test func order() throws {
        let a = try #require(Rational(9_007_199_254_740_993, 9_007_199_254_740_992))
        let b = try #require(Rational(9_007_199_254_740_992, 9_007_199_254_740_991))
        #expect(a < b)
        #expect(!(b < a))
        #expect(a.value == b.value || a.value < b.value)
        let large = try #require(Rational(.max, .max - 1))
        #expect(.one < large)
        #expect(Rational(-1, 2).map { $0 < .zero } == true)
    }

    @Test func division() throws {
        #expect(Rational(1, 2)?.divided(by: 50) == Rational(1, 100))
        #expect(Rational(100, 1)?.divided(by: 100) == .one)
        #expect(Rational(1, .max)?.divided(by: 2) == nil)
        #expect(Rational(100, .max)?.divided(by: 100) == Rational(1, .max))
        #expect(Rational(1, 2)?.divided(by: 0) == nil)
        #expect(Rational(1, 2)?.divided(by: -1) == nil)
    }

    @Test(
        arguments: [
            (1, 20, "5%"), (1, 1, "100%"), (0, 1, "0%"), (1, 10_000, "0.01%"), (1, 8, "12.5%"), (1, 3, "1/3"),
            (-1, 200, "-0.5%"), (3, 2, "150%"), (1, 100_000_000, "0.000001%"), (1, 1_000_000_000, "1/1000000000"),
        ]
    )
    func percentages(numerator: Int, denominator: Int, text: String) {
        #expect(Rational(numerator, denominator)?.percentText == text)
    }
}
