/// What a run's own time is by the calendar: recorded when the run begins, so that its windows are the same wherever and
/// whenever its records are read.
package struct ReleaseCalendar: Sendable, Hashable {
    /// The moment at which the run's time begins, in whole seconds since 1970-01-01T00:00:00Z.
    package let start: Int
    /// The clocks of the zone that the plan's windows are in, as they are known at that moment.
    package let zone: ZoneRules

    package init(start: Int, zone: ZoneRules) {
        self.start = start
        self.zone = zone.from(start)
    }

    /// The whole seconds since 1970 at one of the run's times.
    private func moment(_ time: Duration) -> Int { start + Int(time.nanoseconds / 1_000_000_000) }

    private func local(_ moment: Int) -> Int { moment + zone.offset(at: moment) }

    /// Whether a change is allowed at one of the run's times.
    package func isOpen(_ changes: ChangesSpec, at time: Duration) -> Bool {
        changes.isOpen(local: local(moment(time)))
    }

    /// The first time of the run from one on at which a change is allowed: that one, where it is.
    package func opening(of changes: ChangesSpec, from time: Duration) -> Duration {
        if isOpen(changes, at: time) { return time }
        var moment = moment(time)
        while let opening = changes.opening(local: local(moment)) {
            let offset = zone.offset(at: moment)
            guard let change = zone.change(after: moment), change.at <= opening - offset else {
                return .seconds(opening - offset - start)
            }
            // By then the clock shows another time, and what follows is asked anew.
            moment = change.at
            if changes.isOpen(local: local(moment)) {
                return .seconds(moment - start)
            }
        }
        return time
    }

    /// One of the run's times as the zone's clock shows it, such as `2026-11-30T09:00:00+01:00`.
    package func text(_ time: Duration) -> String {
        let moment = moment(time)
        return Timestamp.text(seconds: moment, offset: zone.offset(at: moment))
    }
}

extension Timestamp {
    /// The whole seconds since 1970-01-01T00:00:00Z, what is left over aside.
    package var seconds: Int {
        let (whole, part) = nanoseconds.quotientAndRemainder(dividingBy: 1_000_000_000)
        return Int(whole) - (part < 0 ? 1 : 0)
    }

    /// A moment in whole seconds, as RFC 3339 writes it by a clock that is so many seconds ahead of UTC.
    package static func text(seconds: Int, offset: Int) -> String {
        let local = seconds + offset
        let day = local >= 0 ? local / 86_400 : (local + 1) / 86_400 - 1
        let second = local - day * 86_400
        func two(_ number: Int) -> String { CivilDate.padded(number, 2) }
        let time = [second / 3600, second / 60 % 60, second % 60].map(two).joined(separator: ":")
        let minutes = abs(offset) / 60
        let zone = offset == 0 ? "Z" : (offset < 0 ? "-" : "+") + two(minutes / 60) + ":" + two(minutes % 60)
        return CivilDate(number: day).text + "T" + time + zone
    }
}
