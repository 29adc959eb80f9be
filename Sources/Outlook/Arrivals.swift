import Plan

/// How fast the requests come in that the candidate answers, on average, and how soon so many of them can have come.
struct Arrivals: Sendable, Hashable {
    /// Nil where only the traffic itself will tell.
    let perSecond: Double?
    /// How fast all requests come, where they come evenly as in a replay, and luck is only in which units send them.
    let even: Double?

    /// The number of judgements, one every `every`, after which so many requests can have come at the earliest; nil where
    /// that is beyond any release. Of a rate that is not known anything may be expected.
    func judgements(until count: Int, every: Duration) -> Int? {
        guard count > 0, let perSecond else { return 1 }
        guard perSecond > 0 else { return nil }
        let judgements = (PoissonCount.leastExpected(for: count) / perSecond / every.seconds).rounded(.up)
        // However the units are drawn, no more than all have come.
        let all = even.map { (Double(count - 1) / $0 / every.seconds).rounded(.down) + 1 } ?? 1
        return max(judgements, all) < 1e12 ? max(1, Int(judgements), Int(all)) : nil
    }

    /// The number of the first judgement, one every `every`, that finds so many requests, without luck; nil where that is beyond
    /// any release.
    ///
    /// It is the first by which so many are expected, and on average half of one more than it would take if they were looked at
    /// all the time: a number that grows by Poisson counts overshoots by half of what one of them is expected to be (renewal
    /// theory: Feller 1971, XI.4). The larger of both
    /// falls short of the mean by less than a hundredth.
    func expectedJudgements(until count: Int, every: Duration) -> Double? {
        guard count > 0, let perSecond else { return 1 }
        guard perSecond > 0 else { return nil }
        let needed = Double(count) / perSecond / every.seconds
        return needed < 1e12 ? max(1, needed.rounded(.up), needed + 0.5) : nil
    }
}
