package import Plan

/// The most requests that can come in a time, with all the luck there is.
package struct RequestBound: Sendable, Hashable {
    package let rate: Rate
    /// Whether they come evenly, as those of a replay do, so that all of them are exactly so many, and luck is only in which units send them.
    package let isEven: Bool

    package init(rate: Rate, isEven: Bool) {
        self.rate = rate
        self.isEven = isEven
    }

    /// How many of a share of the units there can be.
    package func most(share: Double, in time: Duration) -> Double {
        most(expected: rate.perSecond.value * share * time.seconds, in: time)
    }

    /// The same where so many are expected.
    package func most(expected: Double, in time: Duration) -> Double {
        let lucky = PoissonCount.most(expected: expected)
        return isEven ? min(lucky, Double(rate.count(before: time))) : lucky
    }
}
