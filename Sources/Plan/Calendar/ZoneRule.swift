/// When a zone changes its clocks from some time on, year after year: the text that POSIX takes in `TZ` and that ends a
/// TZif file, such as `CET-1CEST,M3.5.0,M10.5.0/3` (RFC 9636, section 3.3; POSIX.1-2024, section 8.3).
package struct ZoneRule: Sendable, Hashable {
    /// A moment of each year by the clock of the zone.
    private enum Day: Sendable, Hashable {
        /// Counted from 1, without 29 February.
        case julian(Int)
        /// Counted from 0, with it.
        case ordinal(Int)
        /// The weekday, counted from Sunday, of the week of the month, of which 5 is the last.
        case weekday(month: Int, week: Int, day: Int)

        func date(in year: Int) -> Int {
            let start = CivilDate.number(year, 1, 1)
            switch self {
            case .julian(let day): return start + day - (CivilDate.isLeap(year) && day >= 60 ? 0 : 1)
            case .ordinal(let day): return start + day
            case .weekday(let month, let week, let day):
                let first = CivilDate.number(year, month, 1)
                // 1970-01-01 was a Thursday, which is 4 from Sunday.
                let weekday = (((first + 4) % 7) + 7) % 7
                let date = first + (day - weekday + 7) % 7 + 7 * (week - 1)
                return date - first >= CivilDate.days(in: month, of: year) ? date - 7 : date
            }
        }
    }

    private struct Change: Sendable, Hashable {
        let day: Day
        /// Seconds since midnight, which may be before it or on later days.
        let time: Int

        func moment(in year: Int, offset: Int) -> Int { day.date(in: year) * 86_400 + time - offset }
    }

    private struct Summer: Sendable, Hashable {
        let offset: Int
        let begin: Change
        let end: Change
    }

    /// The text, as it was read.
    package let text: String
    /// Seconds that the clock is ahead of UTC outside summer time.
    private let standard: Int
    private let summer: Summer?

    /// Nil for what is no such text. A zone with summer time has to say when it begins and ends.
    package init?(_ text: String) {
        self.text = text
        var scanner = Scanner(text)
        guard scanner.name(), let standard = scanner.offset() else { return nil }
        self.standard = -standard
        guard !scanner.isAtEnd else {
            summer = nil
            return
        }
        guard scanner.name() else { return nil }
        var offset = self.standard + 3600
        if !scanner.isAt(",") {
            guard let stated = scanner.offset() else { return nil }
            offset = -stated
        }
        guard let begin = scanner.change(), let end = scanner.change(), scanner.isAtEnd else { return nil }
        summer = Summer(offset: offset, begin: begin, end: end)
    }

    /// Seconds that the clock is ahead of UTC at a moment, in seconds since 1970.
    package func offset(at moment: Int) -> Int {
        changes(around: moment).last { $0.at <= moment }?.offset ?? standard
    }

    /// The first change of the clock after a moment; nil where there is none.
    package func change(after moment: Int) -> ZoneRules.Transition? {
        let offset = offset(at: moment)
        return changes(around: moment).first { $0.at > moment && $0.offset != offset }
    }

    /// The changes of the years about a moment, in their order.
    private func changes(around moment: Int) -> [ZoneRules.Transition] {
        guard let summer else { return [] }
        let year = CivilDate(number: Int((Double(moment) / 86_400).rounded(.down))).year
        // By the moment; of two at one moment the beginning of summer time counts, which lasts the whole year then.
        let all = (year - 2...year + 2).flatMap { year in
            [
                (ZoneRules.Transition(at: summer.end.moment(in: year, offset: summer.offset), offset: standard), 0),
                (ZoneRules.Transition(at: summer.begin.moment(in: year, offset: standard), offset: summer.offset), 1),
            ]
        }.sorted { ($0.0.at, $0.1) < ($1.0.at, $1.1) }.map(\.0)
        // What follows the last one is not among them.
        return all.indices.dropLast().filter { all[$0 + 1].at > all[$0].at }.map { all[$0] }
    }

    // MARK: Reading

    private struct Scanner {
        private var rest: ArraySlice<UInt8>

        init(_ text: String) { rest = Array(text.utf8)[...] }

        var isAtEnd: Bool { rest.isEmpty }

        func isAt(_ character: Unicode.Scalar) -> Bool { rest.first == UInt8(ascii: character) }

        private mutating func take(_ character: Unicode.Scalar) -> Bool {
            guard isAt(character) else { return false }
            rest = rest.dropFirst()
            return true
        }

        /// `CET` or `<+03>`.
        mutating func name() -> Bool {
            if take("<") {
                guard let end = rest.firstIndex(of: UInt8(ascii: ">")), end - rest.startIndex >= 3 else { return false }
                rest = rest[(end + 1)...]
                return true
            }
            let name = rest.prefix { (0x41...0x5A).contains($0 & 0xDF) }
            rest = rest.dropFirst(name.count)
            return name.count >= 3
        }

        private mutating func number(_ most: Int) -> Int? {
            let digits = rest.prefix { (0x30...0x39).contains($0) }
            guard (1...3).contains(digits.count) else { return nil }
            rest = rest.dropFirst(digits.count)
            let number = digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
            return number <= most ? number : nil
        }

        /// `-1`, `+05:30`, `167:59:59`: seconds.
        private mutating func time(_ mostHours: Int) -> Int? {
            let sign = take("-") ? -1 : 1
            if sign > 0 { _ = take("+") }
            guard var seconds = number(mostHours).map({ $0 * 3600 }) else { return nil }
            for unit in [60, 1] where isAt(":") {
                _ = take(":")
                guard let part = number(59) else { return nil }
                seconds += part * unit
            }
            return sign * seconds
        }

        mutating func offset() -> Int? { time(24) }

        mutating func change() -> Change? {
            guard take(","), let day = day() else { return nil }
            guard take("/") else { return Change(day: day, time: 7200) }
            return time(167).map { Change(day: day, time: $0) }
        }

        private mutating func day() -> Day? {
            if take("J") { return number(365).flatMap { $0 > 0 ? .julian($0) : nil } }
            guard take("M") else { return number(365).map { .ordinal($0) } }
            guard let month = number(12), month > 0, take("."), let week = number(5), week > 0, take("."),
                let day = number(6)
            else { return nil }
            return .weekday(month: month, week: week, day: day)
        }
    }
}
