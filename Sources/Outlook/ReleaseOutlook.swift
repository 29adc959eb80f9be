package import Plan

/// What a reviewer wants to know of a plan before it runs, computed from its program alone: whom it reaches and when, how
/// soon a bad candidate is taken back and who has met it by then, how long it takes, and what each outcome leads to.
///
/// Times are those of the watching: training, routing and waiting for people count for nothing. Requests are taken to come evenly at the
/// traffic's rate, and what luck can do for the earliest of times is in them: no run is faster but once in ten thousand
/// times.
package struct ReleaseOutlook: Sendable, Hashable {
    /// What the assessment leads to.
    package struct Risk: Sendable, Hashable {
        /// What must hold, in words.
        package let conditions: [String]
        package let otherwise: RiskFallback
    }

    package let name: String
    /// What a unit is called, such as `user`.
    package let unit: String
    package let risk: Risk?
    /// How often the candidate may be trained.
    package let attempts: Int
    package let stages: [StageOutlook]
    /// Nil where no gate says how sure it must be.
    package let evidence: EvidenceOutlook?
    /// Nil where no condition says what noise does to it.
    package let noise: NoiseOutlook?
    /// When more people may get the candidate, in words; nil for any time.
    package let changes: String?
    /// Whether the release starts again after a rollback.
    package let retry: RetrySpec?
    /// How long a promotion can have to wait for a change window, holds on the way aside.
    package let longestWait: Duration
    /// The shortest time from the first stage to everyone having the candidate, and the longest to any end.
    package let duration: ClosedRange<Duration>
    /// How many judgements there are in those times.
    package let judgements: ClosedRange<Int>

    /// The soonest that a stage takes back a candidate that is bad from the stage's beginning.
    package var earliestWithdrawal: StageOutlook.Exposure? { stages.compactMap(\.exposure).min { $0.after < $1.after } }

    /// The stage in which most requests meet a candidate that is bad from the stage's beginning, before it can be taken
    /// back.
    package var largestExposure: StageOutlook.Exposure? {
        stages.compactMap(\.exposure).max { $0.share * $0.after.seconds < $1.share * $1.after.seconds }
    }

    /// The outlook of a program; `language` says what its metrics are made from.
    package init(_ program: Program, language: Language) {
        name = program.name
        unit = program.traffic?.unit ?? "unit"
        risk = program.risk.map { Risk(conditions: $0.lowIf.map(\.text), otherwise: $0.otherwise) }
        attempts = program.attempts
        let descents = program.stages.descents
        let basis = AnswerBasis(program, language: language)
        var stages: [StageOutlook] = []
        for (index, reached) in program.reachedUnits.enumerated() {
            let forecast = StageForecast(
                program,
                stage: index,
                after: stages.last,
                descents: descents,
                reached: reached,
                basis
            )
            stages.append(forecast.outlook)
        }
        self.stages = stages
        evidence = EvidenceOutlook(program)
        noise = NoiseOutlook(program, language: language)
        changes = program.changes?.text
        let wait = program.changes?.longestWait ?? .zero
        longestWait = wait

        retry = program.retry
        // The first stage may wait for a window with nobody to watch.
        let first = program.isShadow(stage: 0) ? Duration.zero : wait
        let longest = Self.longest(stages, attempts: program.attempts, from: first) { $0.duration.upperBound }
        let most = Self.longest(stages, attempts: program.attempts, from: 0) { $0.judgements.upperBound }
        let starts = 1 + (program.retry?.times ?? 0)
        let rests = program.retry.map { $0.after * $0.times } ?? .zero
        let descent = Self.longestDescent(program, descents)
        duration =
            stages.map(\.duration.lowerBound).reduce(.zero, +)...(longest + descent.duration) * starts + rests
        judgements = stages.map(\.judgements.lowerBound).reduce(0, +)...(most + descent.judgements) * starts
    }

    /// The shortest time from the first stage to everyone having the candidate, for whoever wants no more: of a plan as long as can be, all
    /// else takes longer than to compile it.
    package static func shortestDuration(_ program: Program, language: Language) -> Duration {
        let basis = AnswerBasis(program, language: language)
        return program.reachedUnits.enumerated().reduce(.zero) { total, stage in
            let forecast = StageForecast(
                program,
                stage: stage.offset,
                after: nil,
                descents: program.stages.indices.prefix(0),
                reached: stage.element,
                basis
            )
            return total + forecast.shortestTime
        }
    }

    /// The longest way from a stage down to nobody, and the most judgements on one: each stage below is looked at as often as
    /// its rest has intervals, of which the last may be cut short.
    private static func longestDescent(
        _ program: Program,
        _ descents: Range<Int>
    ) -> (duration: Duration, judgements: Int) {
        var longest = (duration: Duration.zero, judgements: 0)
        for (pause, last) in Dictionary(
            descents.compactMap { index in program.stages[index].rollback.pause.map { ($0, index) } },
            uniquingKeysWith: max
        ) {
            let below = program.stages[descents.lowerBound - 1..<last]
            let looks = below.map { Int((pause.nanoseconds - 1) / max(1, $0.every.nanoseconds)) + 1 }
            longest.duration = max(longest.duration, pause * below.count)
            longest.judgements = max(longest.judgements, looks.reduce(0, +))
        }
        return longest
    }

    /// The most that a release comes to which does not start again: every stage, those again that a stage steps back to, once
    /// each, and all of it for every attempt at training.
    private static func longest<Amount: AdditiveArithmetic>(
        _ stages: [StageOutlook],
        attempts: Int,
        from first: Amount,
        _ amount: (StageOutlook) -> Amount
    ) -> Amount {
        func sum(_ stages: some Collection<Int>, of all: [StageOutlook]) -> Amount {
            stages.reduce(first) { total, index in
                let stepsBack = index > 0 && all[index].responses.contains { $0.action == .stepBack }
                return total + amount(all[index]) + (stepsBack ? amount(all[index - 1]) + amount(all[index]) : .zero)
            }
        }
        // Each attempt but the last ends in the last stage that can ask for another.
        let last = stages.lastIndex { $0.responses.contains { $0.action == .retrain } }
        let whole = sum(stages.indices, of: stages)
        guard let last else { return whole }
        let repeated = sum(0...last, of: stages)
        return (1..<max(1, attempts)).reduce(whole) { total, _ in total + repeated }
    }
}
