/// How often something happens, exactly: so many a second.
package struct Rate: Hashable, Sendable {
    package let perSecond: Rational

    package init(perSecond: Rational) { self.perSecond = perSecond }

    /// Reads `20/s`, `12/m`, `0.5/h` or `1000/d`; nil for anything else.
    package init?(planText text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let count = Rational(decimal: parts[0]),
            let seconds = ["s": 1, "m": 60, "h": 3600, "d": 86_400][String(parts[1])],
            let perSecond = count.divided(by: seconds)
        else { return nil }
        self.perSecond = perSecond
    }

    /// How many have happened before `time`, the first of them at time 0: those numbered `i` from 0 with
    /// `i / perSecond < time`. As many as an `Int` holds where there are more.
    package func count(before time: Duration) -> Int {
        guard time > .zero, perSecond > .zero else { return 0 }
        let scaled = Int128(time.nanoseconds) * Int128(perSecond.numerator)
        let divisor = Int128(perSecond.denominator) * 1_000_000_000
        return Int(clamping: (scaled + divisor - 1) / divisor)
    }

    /// When the one of that number happens, counted from 0, to the nanosecond below, and at most after 292 years.
    package func time(of index: Int) -> Duration {
        guard perSecond > .zero else { return .nanoseconds(Int64.max) }
        let (scaled, overflow) = (Int128(index) * Int128(perSecond.denominator))
            .multipliedReportingOverflow(by: 1_000_000_000)
        return .nanoseconds(overflow ? .max : Int64(clamping: scaled / Int128(perSecond.numerator)))
    }

    /// As plans write it, by the second, the minute, the hour or the day, whichever is a whole number first.
    package var planText: String {
        for (unit, seconds) in [("s", 1), ("m", 60), ("h", 3600), ("d", 86_400)] {
            let scaled = Int128(perSecond.numerator) * Int128(seconds)
            if scaled % Int128(perSecond.denominator) == 0 {
                return "\(scaled / Int128(perSecond.denominator))/\(unit)"
            }
        }
        return "\(perSecond.value)/s"
    }
}
