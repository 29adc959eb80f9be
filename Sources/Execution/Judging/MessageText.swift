package import Plan

/// Values as people read them, in messages and reports.
package enum MessageText {
    /// The message with its metrics replaced by their values.
    static func text(of message: Message, _ readings: [Reading]) -> String {
        message.parts.map { part in
            switch part {
            case .text(let text): text
            case .metric(let reference):
                readings.first { $0.metric == reference.text }.map { value($0.value, $0.type) } ?? "unknown"
            }
        }.joined()
    }

    /// A value in its type: four decimals for shares and scores, a length of time with a fitting unit, a plain count.
    package static func value(_ value: Double?, _ type: ValueType) -> String {
        guard let value else { return "undefined" }
        switch type {
        case .fraction, .score: return decimals(value, 4)
        case .count: return decimals(value, value == value.rounded() ? 0 : 1)
        case .rate: return decimals(value, 2) + "/s"
        case .text, .boolean: return decimals(value, 4)
        case .duration:
            switch abs(value) {
            case ..<1e-6: return decimals(value * 1e9, 0) + "ns"
            case ..<1e-3: return decimals(value * 1e6, 1) + "us"
            case ..<1: return decimals(value * 1e3, 1) + "ms"
            default: return decimals(value, 2) + "s"
            }
        }
    }

    /// The number with so many decimals, rounded half away from zero.
    package static func decimals(_ value: Double, _ count: Int) -> String {
        guard value.isFinite, abs(value) < 1e15 else { return String(value) }
        var scale = 1.0
        for _ in 0..<count { scale *= 10 }
        let scaled = (abs(value) * scale).rounded(.toNearestOrAwayFromZero)
        guard scaled < 9e18 else { return String(value) }
        let digits = String(Int64(scaled))
        let sign = value < 0 && scaled > 0 ? "-" : ""
        guard count > 0 else { return sign + digits }
        let padded = String(repeating: "0", count: max(0, count + 1 - digits.count)) + digits
        return sign + padded.dropLast(count) + "." + padded.suffix(count)
    }
}
