import Compiler
import Plan

/// Works out what a stage can come to and when, in whole judgements: nothing is decided between them.
struct StageForecast {
    private let program: Program
    private let index: Int
    private let stage: StageSpec
    private let arrivals: Arrivals
    private let answers: FirstAnswer
    private let share: Double
    /// How many units have the candidate by then; nil where it is not known how many there are at all.
    private let units: Int?
    /// The stages from which a release can go one stage down towards nobody.
    private let descents: Range<Int>
    /// How long the stage before takes at the earliest to take a bad candidate back.
    private let below: Duration?

    /// - Parameter reached: The units that have the candidate by then.
    init(
        _ program: Program,
        stage index: Int,
        after before: StageOutlook?,
        descents: Range<Int>,
        reached: ReachedUnits,
        _ basis: AnswerBasis
    ) {
        // In a shadow nobody has it.
        below = index > 0 && program.isShadow(stage: index - 1) ? .zero : before?.firstWithdrawal?.withdrawnAfter
        self.program = program
        self.index = index
        stage = program.stages[index]
        self.descents = descents
        share = reached.share
        units = reached.count
        // In a shadow the candidate answers every request, and nobody sees it.
        let answered = program.isShadow(stage: index) ? 1 : share
        arrivals = Arrivals(
            perSecond: program.traffic?.rate.map { $0.perSecond.value * answered },
            even: program.traffic?.replay == nil ? nil : program.traffic?.rate?.perSecond.value
        )
        answers = FirstAnswer(program, basis, arrivals: arrivals, stage: index)
    }

    var outlook: StageOutlook {
        let shortest = shortest
        return StageOutlook(
            name: stage.name,
            audience: stage.audience.text,
            share: share,
            units: units,
            requests: program.traffic?.rate.map { RequestBound(rate: $0, isEven: program.traffic?.replay != nil) },
            approval: stage.approval?.text,
            duration: time(shortest)...time(lasting),
            judgements: shortest...lasting,
            responses: responses.filter { $0.earliest <= time(lasting) }
        )
    }

    /// The shortest time until it is promoted.
    var shortestTime: Duration { time(shortest) }

    // MARK: Time in judgements

    private func time(_ judgements: Int) -> Duration { stage.every * judgements }

    /// Of a condition that has its first answer at that judgement, and must fail so often.
    private func time(_ judgement: Double?, failures: Int) -> Duration? {
        judgement.map { stage.every * ($0 + Double(failures - 1)) }
    }

    /// The number of judgements that first comes at the end of so long a time or behind it, and at least one.
    private func judgements(_ duration: Duration) -> Int {
        let every = max(1, stage.every.nanoseconds)
        return max(1, Int((Int128(duration.nanoseconds) + Int128(every) - 1) / Int128(every)))
    }

    /// The judgements of the warm-up.
    private var warmUp: Int { stage.warmUp > .zero ? judgements(stage.warmUp) : 0 }

    /// The first judgement at which failing has consequences: the stage was watched long enough and has its samples.
    private var due: Int {
        let samples = arrivals.judgements(until: stage.samples, every: stage.every)
        return samples.map { warmUp + max(judgements(stage.duration), $0) } ?? .max
    }

    /// The first judgement that can promote: all conditions of `promote_if` can hold.
    private var promotion: Int {
        stage.promoteIf.map { answers.judgement(of: $0, .promotes) ?? .max }.reduce(due, max)
    }

    private var shortest: Int { min(promotion, longest) }

    private var deadline: Int { warmUp + judgements(stage.within) }

    /// How long a hold lasts: until the first judgement that finds it has lasted long enough.
    private var hold: Duration { time(judgements(stage.holdFor)) }

    /// The last judgement: a hold that begins at the deadline, at its longest.
    private var longest: Int { deadline + judgements(stage.holdFor) }

    /// The last judgement where the next stage has to wait for change windows, through which this one is watched.
    private var lasting: Int {
        guard let wait = program.changes?.longestWait, wait > .zero, index + 1 < program.stages.count,
            !program.isShadow(stage: index + 1)
        else { return longest }
        return longest + (judgements(wait) + judgements(stage.holdFor)) * ChangesSpec.mostWaits
    }

    /// What a rollback by the stage's conditions or its deadline leads to.
    private var wayBack: StageResponse.Action {
        switch stage.rollback {
        case .previous where index > 0: .stepBack
        case .steps(let pause) where descents.contains(index):
            .stepDown(
                look: min(pause, program.stages[index - 1].every),
                rests: pause * (index - descents.lowerBound + 1)
            )
        case .nothing, .previous, .steps: .rollback
        }
    }

    // MARK: Responses

    private var responses: [StageResponse] {
        [passed] + stage.rollbackIf.compactMap(rollbackIf) + stage.promoteIf.compactMap(promoteIf)
            + program.alerts.compactMap(alert) + [atDeadline, withoutData]
            + (stage.rollbackIf + stage.promoteIf).filter { $0.onError != .hold }.map(withoutValue)
    }

    private var passed: StageResponse {
        let next = index + 1 < program.stages.count ? program.stages[index + 1].name : nil
        return StageResponse(
            trigger: .passed,
            action: next.map { .advance(to: $0) } ?? .release,
            told: [],
            earliest: shortestTime,
            delay: nil,
            wayBack: wayBack,
            below: below
        )
    }

    private func rollbackIf(_ gate: GateSpec) -> StageResponse? {
        guard let first = answers.judgement(of: gate, .takesBack) else { return nil }
        return StageResponse(
            trigger: .rollbackIf(gate.text, failures: gate.failures),
            action: action(gate.consequence ?? .rollback),
            told: [],
            earliest: time(first + gate.failures - 1),
            expected: time(answers.expectedJudgement(of: gate, .takesBack), failures: gate.failures),
            delay: time(answers.judgementAfterChange(of: gate) + gate.failures - 1),
            wayBack: wayBack,
            below: below
        )
    }

    /// Failing has consequences of its own only where the plan says so.
    private func promoteIf(_ gate: GateSpec) -> StageResponse? {
        guard let consequence = gate.consequence, consequence != .warn, let first = answers.judgement(of: gate, .fails),
            due <= longest
        else { return nil }
        return StageResponse(
            trigger: .promoteIf(gate.text, failures: gate.failures),
            action: action(consequence),
            told: [],
            earliest: time(max(due, first) + gate.failures - 1),
            expected: time(answers.expectedJudgement(of: gate, .fails), failures: gate.failures),
            delay: time(answers.judgementAfterChange(of: gate) + gate.failures - 1),
            wayBack: wayBack,
            below: below
        )
    }

    /// An alert is pending at the first judgement that finds its condition true, and fires once that was so for long
    /// enough.
    private func alert(_ alert: AlertSpec) -> StageResponse? {
        guard let first = answers.judgement(of: alert) else { return nil }
        let pending = alert.duration == .zero ? 0 : judgements(alert.duration)
        let action: StageResponse.Action =
            switch alert.consequence {
            case .none: .none
            case .hold: .hold(hold)
            case .rollback: .rollback
            case .retrain: .retrain
            }
        return StageResponse(
            trigger: .alert(alert.name),
            action: action,
            told: alert.notify,
            earliest: time(first + pending),
            expected: time(answers.expectedJudgement(of: alert), failures: pending + 1),
            delay: time(answers.judgementAfterChange(of: alert) + pending),
            wayBack: wayBack,
            below: below
        )
    }

    private var atDeadline: StageResponse {
        let action: StageResponse.Action =
            switch stage.otherwise {
            case .rollback: wayBack
            case .stepBack: action(.stepBack)
            case .retrain: .retrain
            case .hold: .hold(hold)
            }
        return StageResponse(
            trigger: .deadline,
            action: action,
            told: [],
            earliest: time(deadline),
            delay: nil,
            wayBack: wayBack,
            below: below
        )
    }

    private var withoutData: StageResponse {
        StageResponse(
            trigger: .noData,
            action: .hold(hold),
            told: [],
            earliest: time(deadline),
            delay: nil,
            wayBack: wayBack,
            below: below
        )
    }

    /// That promotion waits is the rule; what a plan says otherwise is worth a line.
    private func withoutValue(_ gate: GateSpec) -> StageResponse {
        StageResponse(
            trigger: .error(gate.text),
            action: gate.onError == .rollback ? .rollback : .none,
            told: [],
            earliest: time(1),
            delay: nil,
            wayBack: wayBack,
            below: below
        )
    }

    private func action(_ consequence: GateConsequence) -> StageResponse.Action {
        switch consequence {
        case .warn: .none
        case .hold: .hold(hold)
        // The first stage has none before it.
        case .stepBack: index > 0 ? .stepBack : wayBack
        case .rollback: wayBack
        case .retrain: .retrain
        }
    }
}
