import Plan

extension WatchPlan {
    /// How long the stage may take: `within`, or twice `for`; nil where neither could be read.
    var deadline: Duration? { within?.value ?? duration.map { $0.value + $0.value } }

    /// How long the warm-up is, in whole judgements; none where the plan states none.
    var warmUpInJudgements: Duration { warmUp.flatMap { inJudgements($0.value) } ?? .zero }

    /// How long after the warm-up the last judgement comes that does not follow on a hold: the first one that is
    /// not before the deadline.
    var lastInTime: Duration? { deadline.flatMap(inJudgements) }

    /// How long after the warm-up the last judgement comes, that of a hold from the deadline on at its longest.
    func longest(after lastInTime: Duration) -> Duration? { inJudgements(holdFor).map { lastInTime + $0 } }

    /// How many judgements there are until the first that is not before the end of so long a time.
    func judgements(in time: Duration, every: Duration) -> Int {
        let every = max(1, every.nanoseconds)
        let (whole, rest) = time.nanoseconds.quotientAndRemainder(dividingBy: every)
        return Int(max(1, rest > 0 ? whole + 1 : whole))
    }

    private func inJudgements(_ time: Duration) -> Duration? {
        every.map { .nanoseconds($0.value.nanoseconds * Int64(judgements(in: time, every: $0.value))) }
    }
}
