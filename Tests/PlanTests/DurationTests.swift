import Plan
import Testing

struct DurationTests {
    @Test(
        arguments: [
            ("250ms", 250_000_000), ("30m", 1_800_000_000_000), ("1h30m", 5_400_000_000_000), ("1.5s", 1_500_000_000),
            ("7d", 604_800_000_000_000), ("1w", 604_800_000_000_000), ("1us", 1000), ("1ns", 1), ("0.5us", 500),
            ("0s", 0),
            ("1w2d3h4m5s6ms7us8ns", 788_645_006_007_008), ("90m", 5_400_000_000_000), ("1h0m1s", 3_601_000_000_000),
            ("106751d", 9_223_286_400_000_000_000), ("9223372036s", 9_223_372_036_000_000_000),
        ] as [(String, Int64)]
    )
    func reading(text: String, nanoseconds: Int64) { #expect(Duration(planText: text)?.nanoseconds == nanoseconds) }

    @Test(
        arguments: [
            "", "5", "m", "5 m", "-5m", "+5m", "5M", "5min", "30m1h", "1h1h", "5m5", "1.s", ".5s", "0.5ns", "1e3s",
            "05m", "1h05m",
            "５m", "5m ", "5µs", "1h30", "106752d", "99999999999999999w", "1\u{301}s", "5s\u{301}",
        ]
    )
    func noDurations(text: String) { #expect(Duration(planText: text) == nil) }

    @Test(
        arguments: [
            (0, "0s"), (1, "1ns"), (1_500_000_000, "1s500ms"), (604_800_000_000_000, "7d"), (-90_000_000_000, "-1m30s"),
            (Int64.max, "106751d23h47m16s854ms775us807ns"), (Int64.min, "-106751d23h47m16s854ms775us808ns"),
        ] as [(Int64, String)]
    )
    func writing(nanoseconds: Int64, text: String) {
        #expect(Duration.nanoseconds(nanoseconds).planText == text)
    }

    /// What is written reads back as the same.
    @Test func roundTrip() {
        var state: UInt64 = 7
        for bits in 1...62 {
            for _ in 0..<20 {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                let duration = Duration.nanoseconds(Int64(state >> (64 - UInt64(bits))))
                #expect(Duration(planText: duration.planText) == duration)
            }
        }
    }

    /// Anything longer than 64 bits of nanoseconds counts as that, and nothing traps.
    @Test func saturation() {
        #expect(Duration.seconds(Int64.max).nanoseconds == .max)
        #expect(Duration.seconds(-Int64.max).nanoseconds == .min)
        #expect(Duration.seconds(2).seconds == 2)
        #expect(Duration.nanoseconds(-1).nanoseconds == -1)
    }
}
