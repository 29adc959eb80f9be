/// A moment as the wall clock tells it.
package struct Timestamp: Sendable, Hashable, Comparable {
    /// Nanoseconds since 1970-01-01T00:00:00Z.
    package let nanoseconds: Int64

    package init(nanoseconds: Int64) { self.nanoseconds = nanoseconds }

    /// Reads RFC 3339: `2026-03-01T09:30:00Z`, `2026-03-01 10:30:00.25+01:00`. Nil for anything else, and for moments
    /// beyond the years 1678 to 2262, which nanoseconds do not reach. A leap second counts as the second after it.
    package init?(rfc3339 text: String) {
        guard let moment = Self.moment(rfc3339: text),
            let nanoseconds = Int64(exactly: Int128(moment.seconds) * 1_000_000_000 + Int128(moment.fraction))
        else { return nil }
        self.nanoseconds = nanoseconds
    }

    /// Whether a text is a date and time, if only of a moment that nanoseconds do not reach.
    package static func isDateAndTime(_ text: String) -> Bool { moment(rfc3339: text) != nil }

    /// The whole seconds since 1970 that a text says, and the nanoseconds beyond them.
    private static func moment(rfc3339 text: String) -> (seconds: Int, fraction: Int)? {
        var rest = Array(text.utf8)[...]
        guard let year = number(4, &rest), take("-", &rest), let month = number(2, &rest),
            take("-", &rest), let day = number(2, &rest), take("Tt ", &rest),
            let hour = number(2, &rest), take(":", &rest), let minute = number(2, &rest),
            take(":", &rest), let second = number(2, &rest), let fraction = fraction(&rest),
            let offset = offset(&rest), rest.isEmpty
        else { return nil }
        guard let date = CivilDate(year: year, month: month, day: day), hour < 24, minute < 60, second <= 60 else {
            return nil
        }
        return (date.number * 86_400 + hour * 3600 + minute * 60 + second - offset, fraction)
    }

    /// As RFC 3339 writes it, in UTC and whole seconds: `2026-03-01T09:30:00Z`.
    package var text: String {
        let seconds = Int((Double(nanoseconds) / 1e9).rounded(.down))
        let day = (seconds - (seconds % 86_400 + 86_400) % 86_400) / 86_400
        let (year, month, date) = Self.date(day)
        let time = seconds - day * 86_400
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(year)-\(two(month))-\(two(date))T\(two(time / 3600)):\(two(time / 60 % 60)):\(two(time % 60))Z"
    }

    /// The date of a day since 1970, the inverse of `day` (Howard Hinnant, `civil_from_days`).
    private static func date(_ day: Int) -> (year: Int, month: Int, day: Int) {
        let shifted = day + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let month = (5 * dayOfYear + 2) / 153
        let date = dayOfYear - (153 * month + 2) / 5 + 1
        return (yearOfEra + era * 400 + (month < 10 ? 0 : 1), month < 10 ? month + 3 : month - 9, date)
    }

    package static func < (left: Timestamp, right: Timestamp) -> Bool { left.nanoseconds < right.nanoseconds }

    /// The time from `start` to here, or nil where it is longer than nanoseconds reach.
    package func duration(since start: Timestamp) -> Duration? {
        let (difference, overflow) = nanoseconds.subtractingReportingOverflow(start.nanoseconds)
        return overflow ? nil : .nanoseconds(difference)
    }

    private static func number(_ digits: Int, _ text: inout ArraySlice<UInt8>) -> Int? {
        let part = text.prefix(digits)
        guard part.count == digits, part.allSatisfy(isDigit) else { return nil }
        text = text.dropFirst(digits)
        return part.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

    private static func take(_ choices: StaticString, _ text: inout ArraySlice<UInt8>) -> Bool {
        guard let first = text.first, "\(choices)".utf8.contains(first) else { return false }
        text = text.dropFirst()
        return true
    }

    /// The nanoseconds after a point, 0 where there is none; further digits do not count.
    private static func fraction(_ text: inout ArraySlice<UInt8>) -> Int? {
        guard take(".", &text) else { return 0 }
        let digits = text.prefix(while: isDigit)
        guard !digits.isEmpty else { return nil }
        text = text.dropFirst(digits.count)
        let padded = Array(digits.prefix(9)) + Array(repeating: UInt8(ascii: "0"), count: max(0, 9 - digits.count))
        return padded.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
    }

    /// The seconds that the clock is ahead of UTC.
    private static func offset(_ text: inout ArraySlice<UInt8>) -> Int? {
        if take("Zz", &text) { return 0 }
        let isAhead = text.first == UInt8(ascii: "+")
        guard take("+-", &text), let hours = number(2, &text), take(":", &text), let minutes = number(2, &text),
            hours < 24, minutes < 60
        else { return nil }
        let seconds = hours * 3600 + minutes * 60
        return isAhead ? seconds : -seconds
    }
}
