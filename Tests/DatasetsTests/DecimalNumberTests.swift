import Datasets
import Statistics
import Testing

/// The standard library's `Double(_:)`, which rounds correctly, is the oracle.
@Suite struct DecimalNumberTests {
    private func parse(_ text: String) -> Double? {
        let bytes = Array("<\(text)>".utf8)
        return DecimalNumber.parse(bytes, in: 1..<bytes.count - 1)
    }

    private func digits(_ count: Int, _ generator: inout SplitMix64) -> String {
        (0..<count).map { _ in String(generator.next(below: 10)) }.joined()
    }

    @Test func randomDecimalsAreReadExactly() throws {
        var generator = SplitMix64(seed: 11)
        for _ in 0..<30_000 {
            var text = ["", "-", "+"][generator.next(below: 3)] + digits(generator.next(below: 20), &generator)
            if generator.next(below: 2) == 0 { text += "." + digits(generator.next(below: 25), &generator) }
            if generator.next(below: 3) == 0 {
                text += ["e", "E", "e-", "e+"][generator.next(below: 4)] + String(generator.next(below: 340))
            }
            let (found, expected) = (parse(text), Double(text))
            if found?.bitPattern != expected?.bitPattern { Issue.record("\(text)") }
        }
    }

    /// One in two thousand of these is so near to a tie that only the remainder of the division tells it from one.
    @Test func seventeenToNineteenDigitsAreReadExactly() {
        var generator = SplitMix64(seed: 14)
        for _ in 0..<40_000 {
            let count = 17 + generator.next(below: 3)
            let all = String(1 + generator.next(below: 9)) + digits(count - 1, &generator)
            let whole = generator.next(below: count)
            let text = all.prefix(whole) + "." + all.dropFirst(whole)
            if parse(String(text))?.bitPattern != Double(text)?.bitPattern { Issue.record("\(text)") }
        }
    }

    /// Halfway between two doubles, and the least step to either side of it: all in 19 digits or fewer.
    @Test func tiesAreReadExactly() {
        var generator = SplitMix64(seed: 13)
        for _ in 0..<30_000 {
            // An odd number of 54 bits is halfway between two doubles; so it is after halving up to four times.
            let tie = UInt64(1) << 53 | generator.next() >> 11 | 1
            let halvings = generator.next(below: 3)
            let (whole, rest) = (tie >> halvings, tie & (1 << halvings - 1))
            let digits = rest * UInt64([1, 5, 25][halvings])
            let fraction =
                String(repeating: "0", count: halvings - min(halvings, String(digits).count)) + String(digits)
            for text in ["\(whole).\(fraction)", "\(whole).\(fraction)1", "\(tie - 1)", "\(tie)", "\(tie).0"] {
                if parse(text)?.bitPattern != Double(text)?.bitPattern { Issue.record("\(text)") }
            }
        }
    }

    @Test func everyDoubleSurvivesItsShortestText() {
        var generator = SplitMix64(seed: 12)
        for _ in 0..<30_000 {
            let value = Double(bitPattern: generator.next())
            if value.isFinite, parse(value.description) != value { Issue.record("\(value)") }
        }
    }

    @Test(arguments: [
        "9007199254740992", "9007199254740993", "9007199254740993e22", "9007199254740992e-22", "1e22", "1e23", "1e-22",
        "100000000000000000", "99999999999999999.9", "0.1", "123456789012345678901234567890", "5e-324", "2e-324",
        "1.7976931348623157e308", "-0", "18446744073709551615", "9999999999999999999e-19", "9007199254740993e-19",
        "9007199254740994e-20", "9223372036854775807.5", "0.9999999999999999999", "0e999999999999",
        "1e-99999999999999999999", "000000000000000000000000000001.5",
        "0.00000000000000000000000000000000000000000000001", "1.", ".5", "-.5", "+7", "1E3",
        "179769313486231580793728971405301e276", "2.2250738585072011e-308",
    ])
    func edgesAreReadExactly(text: String) throws {
        #expect(try #require(parse(text)).bitPattern == #require(Double(text)).bitPattern)
    }

    @Test(arguments: ["1e309", "-1e400", "1e99999999999999999999", "9e99999999999999999999999999999999999999"])
    func whatIsTooLargeIsInfinite(text: String) {
        #expect(parse(text)?.isInfinite == true)
    }

    @Test(arguments: [
        "", "-", ".", "-.", "e5", "1e", "1e+", "1.2.3", "1_000", "1,5", "0x10", "inf", "nan", "infinity", " 1", "1 ",
        "--1", "1-", "1e5.", "१", "1f", "1e5e5",
    ])
    func whatIsNoDecimalIsRefused(text: String) {
        #expect(parse(text) == nil)
    }
}
