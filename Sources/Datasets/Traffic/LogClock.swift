import Plan

/// Reads the times of a log: RFC 3339, or seconds as a decimal number.
///
/// A date is worked out once for as many rows as have it.
struct LogClock {
    /// The first eight bytes of the last date and its last eight, which overlap.
    private var head: UInt64 = 0
    private var tail: UInt64 = 0
    /// The seconds from 1970 to that date; nil where there is none yet.
    private var day: Int64?

    /// Nanoseconds since 1970, or since whatever a number counts from; nil for what is no time.
    @inline(__always)
    mutating func nanoseconds(of cell: LogCell, in bytes: Span<UInt8>) -> Int64? {
        guard cell.count >= 20, bytes[unchecked: cell.start &+ 4] == UInt8(ascii: "-") else {
            return Self.seconds(of: cell, in: bytes)
        }
        let date = (ByteWords.load(bytes.bytes, cell.start), ByteWords.load(bytes.bytes, cell.start &+ 2))
        guard let day, date.0 == head, date.1 == tail, let time = Self.timeOfDay(cell, bytes) else {
            return rareTime(of: cell, in: bytes, date.0, date.1)
        }
        return (day * 1_000_000_000) &+ time
    }

    /// The nanoseconds of `T12:34:56.789Z`; nil for anything else.
    @inline(__always)
    private static func timeOfDay(_ cell: LogCell, _ bytes: Span<UInt8>) -> Int64? {
        let start = cell.start
        guard bytes[unchecked: start &+ 10] | 0x20 == UInt8(ascii: "t"),
            bytes[unchecked: start &+ 13] == UInt8(ascii: ":"), bytes[unchecked: start &+ 16] == UInt8(ascii: ":"),
            bytes[unchecked: cell.end &- 1] | 0x20 == UInt8(ascii: "z")
        else { return nil }
        let hour = twoDigits(bytes, start &+ 11)
        let minute = twoDigits(bytes, start &+ 14)
        let second = twoDigits(bytes, start &+ 17)
        guard hour < 24, minute < 60, second < 60 else { return nil }
        let seconds = Int64(hour &* 3600 &+ minute &* 60 &+ second)
        guard let fraction = fraction(bytes, start &+ 19, cell.end &- 1) else { return nil }
        return seconds &* 1_000_000_000 &+ fraction
    }

    /// The number of two digits; 255 where they are none.
    @inline(__always)
    private static func twoDigits(_ bytes: Span<UInt8>, _ place: Int) -> Int {
        let tens = bytes[unchecked: place] &- UInt8(ascii: "0")
        let ones = bytes[unchecked: place &+ 1] &- UInt8(ascii: "0")
        return tens < 10 && ones < 10 ? Int(tens &* 10 &+ ones) : 255
    }

    /// The nanoseconds of `.789`, which may be nothing; nil where it is none, or has more than nine digits.
    @inline(__always)
    private static func fraction(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int64? {
        guard start < end else { return 0 }
        guard bytes[unchecked: start] == UInt8(ascii: "."), end &- start >= 2, end &- start <= 10 else { return nil }
        var value: Int64 = 0
        for place in start + 1..<end {
            let digit = bytes[unchecked: place] &- UInt8(ascii: "0")
            guard digit < 10 else { return nil }
            value = value &* 10 &+ Int64(digit)
        }
        for _ in end &- start &- 1..<9 { value = value &* 10 }
        return value
    }

    /// Another date than before, an offset from UTC, a leap second, or no time at all.
    @inline(never)
    private mutating func rareTime(of cell: LogCell, in bytes: Span<UInt8>, _ head: UInt64, _ tail: UInt64) -> Int64? {
        let text = String(decoding: cell.range.map { bytes[$0] }, as: UTF8.self)
        guard let time = Timestamp(rfc3339: text) else { return nil }
        let midnight = Timestamp(rfc3339: text.prefix(10) + "T00:00:00Z")
        // At the ends of the years that nanoseconds reach, sums could overflow.
        if let midnight, abs(midnight.nanoseconds / 1_000_000_000) < 9_000_000_000 {
            (self.head, self.tail, day) = (head, tail, midnight.nanoseconds / 1_000_000_000)
        }
        return time.nanoseconds
    }

    /// Seconds as a decimal number, exactly up to nine places.
    @inline(__always)
    private static func seconds(of cell: LogCell, in bytes: Span<UInt8>) -> Int64? {
        var whole: Int64 = 0
        var place = cell.start
        while place < cell.end {
            let digit = bytes[unchecked: place] &- UInt8(ascii: "0")
            guard digit < 10, place &- cell.start < 10 else { break }
            whole = whole &* 10 &+ Int64(digit)
            place &+= 1
        }
        guard place > cell.start, whole < 9_000_000_000, let fraction = fraction(bytes, place, cell.end) else {
            return rareSeconds(of: cell, in: bytes)
        }
        return whole &* 1_000_000_000 &+ fraction
    }

    @inline(never)
    private static func rareSeconds(of cell: LogCell, in bytes: Span<UInt8>) -> Int64? {
        guard let value = LogNumber.value(of: cell, in: bytes), abs(value) < 9e9 else { return nil }
        return Int64((value * 1e9).rounded())
    }
}

extension Timestamp {
    /// A time as logs write it: RFC 3339, or seconds as a decimal number. Nil for anything else.
    package init?(logTime text: String) {
        // Words are loaded to the very end.
        let bytes = Array(text.utf8) + [UInt8](repeating: 0, count: 16)
        var clock = LogClock()
        let cell = LogCell(start: 0, end: text.utf8.count)
        guard let nanoseconds = clock.nanoseconds(of: cell, in: bytes.span) else { return nil }
        self.init(nanoseconds: nanoseconds)
    }
}
