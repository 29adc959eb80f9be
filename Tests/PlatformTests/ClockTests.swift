import Foundation
import Platform
import Testing

@Suite struct ClockTests {
    /// Foundation reads the text as an instant between two of its own.
    @Test func theTimestampIsRFC3339() throws {
        let before = Date().timeIntervalSince1970.rounded(.down)
        let text = Clock.timestamp()
        let after = Date().timeIntervalSince1970
        #expect(text.wholeMatch(of: /[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z/) != nil)
        let formatter = ISO8601DateFormatter()
        formatter.formatOptions = [.withInternetDateTime, .withFractionalSeconds]
        let instant = try #require(formatter.date(from: text)).timeIntervalSince1970
        // `time()` may lag behind a finer clock by a tick.
        #expect(before - 1 <= instant && instant <= after)
    }

    @Test func theMonotonicClockNeverGoesBack() {
        let readings = (0..<1000).map { _ in Clock.monotonicNanoseconds() }
        #expect(readings == readings.sorted())
    }
}
