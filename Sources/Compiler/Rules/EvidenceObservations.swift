import Plan

/// How many observations the evidence of each stage's gates can rest on, with all the luck there is.
struct EvidenceObservations {
    struct Stage {
        let stage: AnalyzedPlan.Stage
        fileprivate let every: Duration
        fileprivate let longest: Duration
        fileprivate let requests: RequestBound
        fileprivate let share: Double
        fileprivate let largestShare: Double
        /// Since the first stage began, each as often as it counts.
        fileprivate let sequential: Double
        /// Whether there are fewer units than requests in that time, so that more requests are no more observations.
        let isBoundByUnits: Bool

        /// A fixed sample is what the window has, or the stage; what is looked at again and again is all since the first stage.
        func most(_ method: EvidenceMethod, over window: Duration?) -> Double {
            if method == .sequential { return sequential }
            let time = window.map { max($0, every) } ?? longest
            return requests.most(share: window == nil ? share : largestShare, in: time)
        }
    }

    /// Those of which it is known; behind one whose times cannot be read nothing is.
    let stages: [Stage]

    init(_ plan: AnalyzedPlan) {
        guard let bound = plan.requests else {
            stages = []
            return
        }
        let users = plan.plan.traffic?.replay.map { Double($0.users.value) }
        let countsUnits = plan.plan.evidence?.independent != .requests
        let returns = plan.returnsToStages
        let rate = bound.rate.perSecond.value
        var (carried, largest, watched) = (0.0, 0.0, Duration.zero)
        var stages: [Stage] = []
        for (stage, share) in zip(plan.stages, plan.largestCandidateShares) {
            let wait = plan.longestWait(of: stage)
            guard let longest = stage.longest.map({ $0 + wait }), let every = stage.plan.watch?.every?.value else {
                break
            }
            largest = max(largest, share)
            // What is seen when it comes back to a stage counts, too, however often that is.
            carried += returns ? .infinity : rate * share * (stage.warmUp + longest).seconds
            watched += stage.warmUp + longest
            let units = countsUnits ? users.map { $0 * largest } ?? .infinity : .infinity
            let requests = returns ? .infinity : bound.most(expected: carried, in: watched)
            stages.append(
                Stage(
                    stage: stage,
                    every: every,
                    longest: longest,
                    requests: bound,
                    share: share,
                    largestShare: largest,
                    sequential: min(requests, units),
                    isBoundByUnits: units < requests
                )
            )
        }
        self.stages = stages
    }
}
