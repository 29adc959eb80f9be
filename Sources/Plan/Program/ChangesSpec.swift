/// When a release may give the candidate to more people: on some days, at some hours, and on no frozen date, by the clock of
/// a zone.
///
/// What a clock shows decides, moment by moment: of hours that are left out where clocks are set forward there is nothing,
/// and hours that come twice where they are set back are there twice.
package struct ChangesSpec: Sendable, Hashable {
    /// Part of a day, in minutes since midnight; one that does not end after its start goes on into the next day.
    package struct Hours: Sendable, Hashable {
        package let start: Int
        package let end: Int

        package init(start: Int, end: Int) {
            self.start = start
            self.end = end
        }

        /// Such as `09:00-17:00`.
        package var text: String { Self.text(start) + "-" + Self.text(end) }

        private static func text(_ minutes: Int) -> String {
            CivilDate.padded(minutes / 60, 2) + ":" + CivilDate.padded(minutes % 60, 2)
        }
    }

    /// The days from one to another, both included.
    package struct Freeze: Sendable, Hashable {
        package let first: CivilDate
        package let last: CivilDate

        package init(first: CivilDate, last: CivilDate) {
            self.first = first
            self.last = last
        }

        /// Such as `2026-12-24` or `2026-12-24..2027-01-02`.
        package var text: String { first == last ? first.text : first.text + ".." + last.text }
    }

    /// In the order of the week; all of them where the plan names none.
    package let days: [Weekday]
    /// In the order of the day; the whole day where there are none.
    package let hours: [Hours]
    package let zone: String
    /// In the order of time, with days between them.
    package let frozen: [Freeze]

    package init(days: [Weekday], hours: [Hours], zone: String, frozen: [Freeze]) {
        self.days = Weekday.allCases.filter(Set(days).contains)
        self.hours = hours.sorted { ($0.start, $0.end) < ($1.start, $1.end) }
        self.zone = zone
        self.frozen = frozen.sorted { $0.first < $1.first }.reduce(into: []) { merged, freeze in
            if let last = merged.last, freeze.first <= last.last.advanced(by: 1) {
                merged[merged.count - 1] = Freeze(first: last.first, last: max(last.last, freeze.last))
            } else {
                merged.append(freeze)
            }
        }
    }

    /// The same without frozen dates that are over, whatever the zone; nobody waits for them any longer.
    ///
    /// - Parameter today: A date in any zone, nil where it is not known.
    package func leavingOut(before today: CivilDate?) -> ChangesSpec {
        guard let today else { return self }
        let ahead = frozen.filter { $0.last >= today.advanced(by: -1) }
        return ChangesSpec(days: days, hours: hours, zone: zone, frozen: ahead)
    }

    /// In words: `mon, tue 09:00-17:00 Europe/Berlin, not on 2026-12-24`.
    package var text: String {
        let week = days.count == Weekday.allCases.count ? "every day" : days.map(\.rawValue).joined(separator: ", ")
        let times = hours.isEmpty ? "" : " " + hours.map(\.text).joined(separator: ", ")
        let dates = frozen.isEmpty ? "" : ", not on " + frozen.map(\.text).joined(separator: ", ")
        return week + times + " " + zone + dates
    }
}

// What a clock shows is counted in seconds as if it never changed: local seconds, 0 for midnight of 1970-01-01.

extension ChangesSpec {
    private static let day = 86_400

    /// Whether more people may get the candidate while the zone's clock shows a time.
    package func isOpen(local time: Int) -> Bool {
        let date = Self.date(of: time)
        guard freeze(on: date) == nil else { return false }
        let isToday = days.contains(date.weekday)
        guard !hours.isEmpty else { return isToday }
        let isYesterday = days.contains(date.advanced(by: -1).weekday)
        let second = time - date.number * Self.day
        return hours.contains { hours in
            let (start, end) = (hours.start * 60, hours.end * 60)
            if start < end { return isToday && start <= second && second < end }
            return isToday && second >= start || isYesterday && second < end
        }
    }

    private static func date(of time: Int) -> CivilDate {
        CivilDate(number: time >= 0 ? time / day : (time + 1) / day - 1)
    }

    /// The freeze that a date is in.
    private func freeze(on date: CivilDate) -> Freeze? {
        var (low, high) = (0, frozen.count)
        while low < high {
            let middle = (low + high) / 2
            if frozen[middle].last < date { low = middle + 1 } else { high = middle }
        }
        return low < frozen.count && frozen[low].first <= date ? frozen[low] : nil
    }

    /// The times of day at which a window can open or close, in seconds.
    private var marks: [Int] { Set([0] + hours.flatMap { [$0.start * 60, $0.end * 60 % Self.day] }).sorted() }

    /// The first time from one on at which it is open or, if so asked, closed; nil where that does not come within a week
    /// and the frozen dates.
    private func next(from time: Int, isOpen wanted: Bool) -> Int? {
        if isOpen(local: time) == wanted { return time }
        var date = Self.date(of: time)
        let marks = marks
        // Between two freezes it is open within a week, or the next freeze begins.
        for _ in 0..<16 + 9 * frozen.count {
            if wanted, let freeze = freeze(on: date) { date = freeze.last.advanced(by: 1) }
            for mark in marks {
                let candidate = date.number * Self.day + mark
                if candidate > time, isOpen(local: candidate) == wanted { return candidate }
            }
            date = date.advanced(by: 1)
        }
        return nil
    }

    /// Whether no time is left out.
    package var isAlwaysOpen: Bool { frozen.isEmpty && next(from: 0, isOpen: false) == nil }

    /// The first time from one on at which it is open; nil where it never is again.
    package func opening(local time: Int) -> Int? { next(from: time, isOpen: true) }

    /// The longest that a promotion can have to wait for a window, whenever it comes.
    ///
    /// Clocks of zones with a name of the time zone database are taken to change by two hours at most, and once within a
    /// wait: then a window of two hours may be left out, and what is longer is shortened.
    package var longestWait: Duration {
        let isFixed = ZoneRules(fixed: zone) != nil
        let longest = closings.map { wait(from: $0, isFixed: isFixed) }.max() ?? 0
        return .seconds(longest)
    }

    /// How often a promotion may wait for a window: once it has come and the stage at hand held then, for another.
    package static let mostWaits = 2

    private static let largestChange = 7200

    private func wait(from closing: Int, isFixed: Bool) -> Int {
        guard let opening = opening(local: closing) else { return 0 }
        guard !isFixed else { return opening - closing }
        guard let end = next(from: opening, isOpen: false), end - opening <= Self.largestChange,
            let other = self.opening(local: end)
        else { return opening - closing + Self.largestChange }
        return other - closing + Self.largestChange
    }

    /// A time for each way in which windows close: those of a week without frozen dates, and those about each freeze.
    private var closings: [Int] {
        let last = frozen.last?.last.number ?? 0
        let weeks = [last + 16..<last + 32] + frozen.map { $0.first.number - 8..<$0.first.number + 1 }
        let marks = marks
        let times = weeks.flatMap { days in days.flatMap { day in marks.map { day * Self.day + $0 } } }
        return times.filter { !isOpen(local: $0) && isOpen(local: $0 - 1) }
    }
}
