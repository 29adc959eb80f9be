import Compiler
import Plan

/// When a condition can be found to hold, or not to, at the earliest: the first judgement by which its metrics can rest on
/// enough observations for that.
///
/// A metric's observations are at most the requests that the candidate has answered, and of one that needs labels those
/// whose labels are mature. Ratings and stores of metrics are not bounded by those, and counts need none.
struct FirstAnswer {
    private let arrivals: Arrivals
    private let every: Duration
    private let isFirstStage: Bool
    /// How many judgements there are before anything counts that is read without a window.
    private let warmUp: Int
    private let basis: AnswerBasis

    init(_ program: Program, _ basis: AnswerBasis, arrivals: Arrivals, stage index: Int) {
        self.arrivals = arrivals
        self.basis = basis
        every = program.stages[index].every
        isFirstStage = index == 0
        warmUp = Int(program.stages[index].warmUpInIntervals.nanoseconds / max(1, every.nanoseconds))
    }

    /// What is asked of a gate: whether it holds where it promotes or takes back, and whether it fails.
    enum Question {
        case promotes, fails, takesBack
    }

    /// Whether requests come as luck can have them at the earliest, or as they are expected.
    private enum Course { case lucky, expected }

    /// What a condition's answer rests on.
    private struct Demand {
        let minimumSamples: Int
        /// The reader's own window.
        var window: Duration?
        let course: Course
        /// How sure it must be; nil where it takes the plain value for the truth, or brings along what earlier stages have shown.
        var evidence: (method: EvidenceMethod, error: Double)?
    }

    /// The number of the judgement, counted from 1 with the stage; nil where it never has that answer.
    func judgement(of gate: GateSpec, _ question: Question) -> Int? {
        judgement(of: gate, question, .lucky).map { Int($0) }
    }

    /// The same on average, where no luck makes it sooner.
    func expectedJudgement(of gate: GateSpec, _ question: Question) -> Double? {
        judgement(of: gate, question, .expected)
    }

    private func judgement(of gate: GateSpec, _ question: Question, _ course: Course) -> Double? {
        let isSure = gate.evidence == .interval || gate.evidence == .sequential && isFirstStage
        let error = question == .takesBack ? basis.budget.rollback : basis.budget.promotion
        let demand = Demand(
            minimumSamples: gate.minimumSamples,
            course: course,
            evidence: isSure ? (gate.evidence, error) : nil
        )
        return judgement(of: gate.condition, is: question != .fails, demand)
    }

    func judgement(of alert: AlertSpec) -> Int? { judgement(of: alert, .lucky).map { Int($0) } }

    func expectedJudgement(of alert: AlertSpec) -> Double? { judgement(of: alert, .expected) }

    private func judgement(of alert: AlertSpec, _ course: Course) -> Double? {
        let demand = Demand(minimumSamples: alert.minimumSamples, window: alert.duration, course: course)
        return judgement(of: alert.condition, is: true, demand)
    }

    /// The number of the judgement, counted from the one that a change follows, that can see it first.
    func judgementAfterChange(of gate: GateSpec) -> Int {
        judgementAfterChange(of: gate.condition)
    }

    func judgementAfterChange(of alert: AlertSpec) -> Int { judgementAfterChange(of: alert.condition) }

    /// How much was asked does not change with what was answered; the rest may hold already.
    private func judgementAfterChange(of condition: Condition) -> Int {
        let changing = condition.metrics.filter { !basis.counts.contains($0.name) }
        let delays = changing.map { metric in basis.maturities[metric.name].map { intervals(in: $0) + 1 } ?? 1 }
        return delays.min() ?? 1
    }

    private func judgement(of condition: Condition, is answer: Bool, _ demand: Demand) -> Double? {
        switch condition {
        case .comparison(let comparison):
            if let count = requests(comparison, toShow: answer) {
                let window = count.metric.window ?? demand.window
                return judgement(requests: count.number, window: window, demand.course)
            }
            guard let samples = observations(comparison, toShow: answer, demand) else { return nil }
            let readings = (comparison.left.metrics + comparison.right.metrics).map {
                judgement(of: $0, minimumSamples: samples, window: $0.window ?? demand.window, demand.course)
            }
            return readings.reduce(1.0) { latest, reading in
                latest.flatMap { latest in reading.map { max(latest, $0) } }
            }
        case .not(let condition): return judgement(of: condition, is: !answer, demand)
        case .atLeast(let count, let conditions):
            let known = conditions.compactMap { judgement(of: $0, is: answer, demand) }.sorted()
            // So many must hold for it to hold, or so many must not for it not to.
            let needed = max(1, answer ? count : conditions.count - count + 1)
            return needed <= known.count ? known[needed - 1] : nil
        }
    }

    /// How many requests must have come for a comparison of their number with another; nil for any other comparison.
    private func requests(_ comparison: Comparison, toShow answer: Bool) -> (metric: MetricReference, number: Int)? {
        let metric: MetricReference
        let number: Double
        let isMore: Bool
        switch (comparison.left, comparison.right) {
        case (.metric(let left), .constant(let right, _)):
            (metric, number) = (left, right)
            isMore = comparison.relation == .greater || comparison.relation == .greaterOrEqual
        case (.constant(let left, _), .metric(let right)):
            (metric, number) = (right, left)
            isMore = comparison.relation == .less || comparison.relation == .lessOrEqual
        default: return nil
        }
        guard metric.name == "requests", isMore == answer, number.isFinite, number < 1e15 else { return nil }
        let isStrict = (comparison.relation == .greater || comparison.relation == .less) == answer
        return (metric, max(0, Int(number.rounded(isStrict ? .down : .up)) + (isStrict ? 1 : 0)))
    }

    /// When so many requests have come; what was seen before the stage is in its windows too.
    private func judgement(requests number: Int, window: Duration?, _ course: Course) -> Double? {
        let lucky = arrivals.judgements(until: number, every: every).map(Double.init)
        guard let window else {
            let expected = arrivals.expectedJudgements(until: number, every: every)
            return (course == .lucky ? lucky : expected).map { Double(warmUp) + $0 }
        }
        let longest = Double(max(1, intervals(in: window)))
        return lucky.flatMap { $0 > longest ? nil : isFirstStage ? $0 : 1 }
    }

    /// How many observations the metrics of a comparison need.
    private func observations(_ comparison: Comparison, toShow answer: Bool, _ demand: Demand) -> Int? {
        guard let (method, error) = demand.evidence else { return demand.minimumSamples }
        return basis.needs.observations(comparison, toShow: answer, by: method, error: error).map {
            max($0, demand.minimumSamples)
        }
    }

    private func judgement(
        of reference: MetricReference,
        minimumSamples: Int,
        window: Duration?,
        _ course: Course
    ) -> Double? {
        let soonest = Double(window == nil ? warmUp + 1 : 1)
        guard !basis.counts.contains(reference.name) else { return soonest }
        switch basis.sources[reference.name] {
        case .store, .feedback, .servedFeedback, nil: return soonest
        case .labels, .requests, .latency, .errors, .scores: break
        }
        let lucky = arrivals.judgements(until: minimumSamples, every: every).map(Double.init)
        let expected = arrivals.expectedJudgements(until: minimumSamples, every: every)
        let delay = Double(basis.maturities[reference.name].map { intervals(in: $0) } ?? 0)
        guard let window else {
            return (course == .lucky ? lucky : expected).map { Double(warmUp) + $0 + delay }
        }
        // What was seen before the stage is in its windows too.
        guard isFirstStage else { return 1 }
        let longest = Double(max(1, intervals(in: window)))
        // What only luck brings into a window comes as it does.
        if course == .expected, let expected, expected <= longest { return expected + delay }
        return lucky.flatMap { $0 <= longest ? $0 + delay : nil }
    }

    /// How many whole intervals a time has.
    private func intervals(in time: Duration) -> Int { Int(time.nanoseconds / max(1, every.nanoseconds)) }
}
