import Plan

/// How fast the requests come in that the candidate answers, on average, and how soon so many of them can have come.
struct Arrivals: Sendable, Hashable {
    /// Nil where only the traffic itself will tell.
    let perSecond: Double?

    /// The number of judgements, one every `every`, after which so many requests can have come at the earliest; nil where
    /// that is beyond any release. Of a rate that is not known anything may be expected.
    func judgements(until count: Int, every: Duration) -> Int? {
        guard count > 0, let perSecond else { return 1 }
        guard perSecond > 0 else { return nil }
        let judgements = (PoissonCount.leastExpected(for: count) / perSecond / every.seconds).rounded(.up)
        return judgements < 1e12 ? max(1, Int(judgements)) : nil
    }
}
