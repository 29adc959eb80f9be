import Plan
import Testing

struct RateTests {
    @Test(
        arguments: [
            ("20/s", 20, 1), ("12/m", 1, 5), ("0.5/h", 1, 7200), ("1000/d", 5, 432), ("1.5/s", 3, 2), ("0/s", 0, 1),
        ]
    )
    func reading(text: String, numerator: Int, denominator: Int) {
        #expect(Rate(planText: text)?.perSecond == Rational(numerator, denominator))
    }

    @Test(arguments: [
        "", "/", "20", "20/", "/s", "20/S", "20/w", "20/s/s", "-20/s", "20 /s", "20/ s", "020/s", "1e3/s", "20/ms",
    ])
    func noRates(text: String) { #expect(Rate(planText: text) == nil) }

    @Test(arguments: ["20/s", "12/m", "1/h", "1000/d", "7/d", "99999999999999999/s"])
    func writing(text: String) { #expect(Rate(planText: text)?.planText == text) }

    @Test func writingInTheFirstWholeUnit() {
        #expect(Rate(planText: "120/m")?.planText == "2/s")
        #expect(Rate(planText: "1.5/s")?.planText == "90/m")
        #expect(Rate(planText: "24/d")?.planText == "1/h")
    }

    /// The number `i` happens at `i / rate`, so that before a time there are all those with `i * seconds < time * count`.
    private func countByHand(_ rate: Rational, before nanoseconds: Int) -> Int {
        var count = 0
        while Int128(count) * Int128(rate.denominator) * 1_000_000_000 < Int128(nanoseconds) * Int128(rate.numerator) {
            count += 1
        }
        return count
    }

    @Test(arguments: ["20/s", "3/s", "7/m", "0.3/s", "11/h", "1000/s", "999.9/s"])
    func counting(text: String) throws {
        let rate = try #require(Rate(planText: text))
        for nanoseconds in [
            0, 1, 49_999_999, 50_000_000, 50_000_001, 333_333_333, 333_333_334, 1_000_000_000, 1_000_000_001,
            8_571_428_571, 60_000_000_000,
        ] {
            let time = Duration.nanoseconds(nanoseconds)
            #expect(rate.count(before: time) == countByHand(rate.perSecond, before: nanoseconds), "\(nanoseconds)")
        }
    }

    /// Each happens at its time and not before: counting up to it finds those before it, counting past it finds it too.
    @Test(arguments: ["20/s", "3/s", "7/m", "999.9/s"])
    func times(text: String) throws {
        let rate = try #require(Rate(planText: text))
        for index in 0..<500 {
            let time = rate.time(of: index)
            #expect(rate.count(before: time) <= index)
            #expect(rate.count(before: time + .nanoseconds(1)) == index + 1)
        }
    }

    @Test func extremes() throws {
        let never = Rate(perSecond: .zero)
        #expect(never.count(before: .seconds(1000)) == 0)
        #expect(never.time(of: 1).nanoseconds == .max)
        let fast = try #require(Rate(planText: "99999999999999999/s"))
        #expect(fast.count(before: .nanoseconds(Int64.max)) == .max)
        #expect(fast.count(before: .seconds(-5)) == 0)
        let slow = try #require(Rate(planText: "0.000001/d"))
        #expect(slow.time(of: .max).nanoseconds == .max)
        #expect(slow.count(before: .nanoseconds(1)) == 1)
    }
}
