import Plan
import Testing

@Suite struct TimestampTests {
    /// The numbers are Python's: `datetime.fromisoformat(text) - datetime(1970, 1, 1, tzinfo=utc)`.
    @Test(arguments: [
        ("1970-01-01T00:00:00Z", 0), ("2026-03-01T09:30:00Z", 1_772_357_400_000_000_000),
        ("2000-02-29t23:59:59z", 951_868_799_000_000_000), ("1969-12-31 23:59:59.5Z", -500_000_000),
        ("2026-03-01T10:30:00.25+01:00", 1_772_357_400_250_000_000),
        ("1900-03-01T00:00:00Z", -2_203_891_200_000_000_000), ("2262-04-11T23:47:16Z", 9_223_372_036_000_000_000),
        ("2024-12-31T00:00:00-23:59", 1_735_689_540_000_000_000),
        ("1970-01-01T00:00:00.0000000019Z", 1), ("1972-06-30T23:59:60Z", 78_796_800_000_000_000),
    ])
    func momentsAreCountedFrom1970(text: String, nanoseconds: Int64) {
        #expect(Timestamp(rfc3339: text)?.nanoseconds == nanoseconds)
    }

    @Test(arguments: [
        "", "2026-03-01", "2026-03-01T09:30Z", "2026-03-01T09:30:00", "2026-02-29T00:00:00Z", "1900-02-29T00:00:00Z",
        "2026-13-01T00:00:00Z", "2026-04-31T00:00:00Z", "2026-00-01T00:00:00Z", "2026-01-01T24:00:00Z",
        "2026-01-01T00:60:00Z", "2026-01-01T00:00:61Z", "2026-01-01T00:00:00.Z", "2026-01-01T00:00:00+1:00",
        "2026-01-01T00:00:00Z ", "26-01-01T00:00:00Z", "2026-01-01T00:00:00+24:00", "2263-01-01T00:00:00Z",
        "0001-01-01T00:00:00Z", "２026-01-01T00:00:00Z",
    ])
    func allElseIsRefused(text: String) { #expect(Timestamp(rfc3339: text) == nil) }

    @Test func aDurationThatIsTooLongIsNone() throws {
        let first = try #require(Timestamp(rfc3339: "1700-01-01T00:00:00Z"))
        let last = try #require(Timestamp(rfc3339: "2200-01-01T00:00:00Z"))
        #expect(last.duration(since: first) == nil)
        #expect(first.duration(since: first) == .zero)
    }
}
