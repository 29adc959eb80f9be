import Plan

/// When a condition can have an answer at the earliest: the first judgement by which its metrics can rest on enough
/// observations.
///
/// A metric's observations are at most the requests that the candidate has answered, and of one that needs labels those
/// whose labels are mature. Ratings and stores of metrics are not bounded by those, and counts need none.
struct FirstAnswer {
    private let arrivals: Arrivals
    private let every: Duration
    private let isFirstStage: Bool
    /// How many judgements there are before anything counts that is read without a window.
    private let warmUp: Int
    private let maturity: Duration
    private let sources: [String: MetricDescriptor.Source]
    private let counts: Set<String>

    init(_ program: Program, arrivals: Arrivals, stage index: Int, language: Language) {
        self.arrivals = arrivals
        every = program.stages[index].every
        isFirstStage = index == 0
        warmUp = Int(program.stages[index].warmUpInIntervals.nanoseconds / max(1, every.nanoseconds))
        maturity = program.labels?.matureAfter ?? .zero
        let declared = program.metricSpecs.map { metric in
            (metric.name, language.metricKinds.first { $0.kind.name == metric.kind }?.source ?? .store)
        }
        sources = Dictionary(declared + language.metrics.map { ($0.name, $0.source) }) { first, _ in first }
        counts = Set(language.metrics.filter { $0.type == .count }.map(\.name))
            .subtracting(program.metricSpecs.filter { $0.type != .count }.map(\.name))
            .union(program.metricSpecs.filter { $0.type == .count }.map(\.name))
    }

    /// Whether requests come as luck can have them at the earliest, or as they are expected.
    private enum Course { case lucky, expected }

    /// The number of the judgement, counted from 1 with the stage; nil where it never has an answer.
    func judgement(of gate: GateSpec) -> Int? {
        judgement(of: gate.condition, minimumSamples: gate.minimumSamples, window: nil, .lucky).map { Int($0) }
    }

    func judgement(of alert: AlertSpec) -> Int? {
        judgement(of: alert.condition, minimumSamples: alert.minimumSamples, window: alert.duration, .lucky).map {
            Int($0)
        }
    }

    /// The same on average, where no luck makes it sooner.
    func expectedJudgement(of gate: GateSpec) -> Double? {
        judgement(of: gate.condition, minimumSamples: gate.minimumSamples, window: nil, .expected)
    }

    func expectedJudgement(of alert: AlertSpec) -> Double? {
        judgement(of: alert.condition, minimumSamples: alert.minimumSamples, window: alert.duration, .expected)
    }

    /// The number of the judgement, counted from the one that a change follows, that can see it first.
    func judgementAfterChange(of gate: GateSpec) -> Int {
        let isOfLabels = gate.condition.metrics.allSatisfy { sources[$0.name] == .labels && $0.window == nil }
        return isOfLabels ? intervals(in: maturity) + 1 : 1
    }

    private func judgement(
        of condition: Condition,
        minimumSamples: Int,
        window: Duration?,
        _ course: Course
    ) -> Double? {
        switch condition {
        case .comparison(let comparison):
            let readings = (comparison.left.metrics + comparison.right.metrics).map {
                judgement(of: $0, minimumSamples: minimumSamples, window: $0.window ?? window, course)
            }
            return readings.reduce(1.0) { latest, reading in
                latest.flatMap { latest in reading.map { max(latest, $0) } }
            }
        case .not(let condition):
            return judgement(of: condition, minimumSamples: minimumSamples, window: window, course)
        case .atLeast(let count, let conditions):
            let known = conditions.compactMap {
                judgement(of: $0, minimumSamples: minimumSamples, window: window, course)
            }.sorted()
            // So many must be known for it to hold, or so many for it not to: whichever is sooner.
            let needed = max(1, min(count, conditions.count - count + 1))
            return needed <= known.count ? known[needed - 1] : nil
        }
    }

    private func judgement(
        of reference: MetricReference,
        minimumSamples: Int,
        window: Duration?,
        _ course: Course
    ) -> Double? {
        let soonest = Double(window == nil ? warmUp + 1 : 1)
        guard !counts.contains(reference.name) else { return soonest }
        switch sources[reference.name] {
        case .store, .feedback, nil: return soonest
        case .labels, .requests, .latency, .errors, .scores: break
        }
        let lucky = arrivals.judgements(until: minimumSamples, every: every).map(Double.init)
        let expected = arrivals.expectedJudgements(until: minimumSamples, every: every)
        let delay = Double(sources[reference.name] == .labels ? intervals(in: maturity) : 0)
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
