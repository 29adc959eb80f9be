import Diagnostics
import Metrics
package import Plan

/// A world that is written down: what is measured, what goes wrong, and when. Nothing is read, trained, routed or sent.
///
/// An observation that ends at a time reads of each series the last value that is not later than that. What metrics rest on
/// is the number of requests since the stage began.
struct TestWorld: World {
    private let program: Program
    private let test: PlanTest
    private let interval: Duration
    private let clock: TestClock
    /// By the text of a metric, the same without its window.
    private let windowless: [String: String]
    private let feedback: TestFeedback
    /// When the stage at hand began.
    private var begun = Duration.zero
    /// When its warm-up is over.
    private var warm = Duration.zero

    init(_ test: PlanTest, program: Program, clock: TestClock) {
        self.program = program
        self.test = test
        self.clock = clock
        windowless = Dictionary(program.metrics.map { ($0.text, $0.withoutWindow.text) }) { first, _ in first }
        interval = test.interval ?? program.stages.map(\.every).min() ?? .seconds(60)
        feedback = TestFeedback(test.feedback, program: program)
    }

    /// A world of which nothing is stated but what the models show.
    init(supposing models: PlanTest.Models, program: Program) {
        let nowhere = SourceSpan(file: SourceFile.ID(index: 0), 0..<0)
        self.init(
            PlanTest(
                name: Located("", at: nowhere),
                interval: nil,
                risk: PlanTest.Models(),
                models: models,
                requests: TestSeries(runs: [TestSeries.Run(first: 1000, count: 1)], isStale: false, unit: .number),
                author: nil,
                commands: [],
                faults: [],
                expected: TestExpectation(),
                span: nowhere
            ),
            program: program,
            clock: TestClock()
        )
    }

    func time(after last: Duration) -> Duration { max(last, clock.commandTime ?? last) }

    mutating func perform(_ effect: Effect, at now: Duration) async -> Event {
        if let problem = problem(with: effect, at: now) {
            return Event(at: now, .failed(Event.Failure(step: effect.stepWord ?? "", problem: problem)))
        }
        switch effect {
        case .prepare(let data):
            let prepared = Event.Prepared(data: data, digest: "", rows: 0, trainingRows: 0, testRows: 0, classes: [])
            return Event(at: now, .prepared(prepared))
        case .train(let role, let attempt):
            let kind = program.model(role)?.kind ?? ""
            return Event(
                at: now,
                .trained(Event.Trained(model: role, kind: kind, attempt: attempt, rows: 0, duration: .zero))
            )
        case .load(let role):
            let file = program.model(role)?.file ?? ""
            return Event(at: now, .loaded(Event.Loaded(model: role, file: file, digest: "", kind: "", rows: 0)))
        case .evaluate(let attempt):
            let on = program.risk.map { "\($0.on.data)" } ?? ""
            let evaluated = Event.Evaluated(on: on, evidence: nil, readings: assessed(attempt: attempt, at: now))
            return Event(at: now, .evaluated(evaluated))
        case .route(let stage):
            begun = now
            warm = now + (stage.map { program.stages[$0].warmUpInIntervals } ?? .zero)
            let name = stage.map { program.stages[$0].name }
            return Event(at: now, .routed(Event.Routed(stage: name, units: 0, allUnits: 0)))
        case .observe(let stage, _, let interval):
            let end = interval.upperBound
            let before = answered(.zero..<interval.lowerBound)
            let observed = Event.Observed(
                stage: program.stages[stage].name,
                from: interval.lowerBound,
                requests: before..<before + answered(interval),
                evidence: feedback.evidence(
                    over: steps(before: interval.lowerBound)..<steps(before: interval.upperBound),
                    served: answered(interval)
                ),
                readings: readings(at: end, samples: answered((end > warm ? warm : begun)..<end)),
                answered: answered(interval),
                assigned: assigned(answered(interval), stage: stage, at: end)
            )
            return Event(at: interval.upperBound, .observed(observed))
        case .wait(let until): return Event(at: until, .waited)
        case .notify(let notification):
            let fault = test.faults.first { fault in
                guard case .notifier(let name) = fault.kind else { return false }
                return name.value == notification.notifier && fault.isAt(now)
            }
            let notified = Event.Notified(
                key: notification.key,
                notifier: notification.notifier,
                problem: fault?.problem
            )
            return Event(at: now, .notified(notified))
        }
    }

    /// What a fault says of an effect that cannot be carried out.
    private func problem(with effect: Effect, at now: Duration) -> String? {
        test.faults.first { fault in
            guard case .step(let name) = fault.kind else { return false }
            return name == effect.stepWord && fault.isAt(now)
        }?.problem
    }

    // MARK: Requests

    /// How many steps of the series begin before a time.
    private func steps(before time: Duration) -> Int {
        let (whole, part) = time.nanoseconds.quotientAndRemainder(dividingBy: interval.nanoseconds)
        return Int(whole) + (part > 0 ? 1 : 0)
    }

    /// How many requests are answered in the steps that begin within a time.
    private func answered(_ time: Range<Duration>) -> Int {
        let steps = steps(before: time.lowerBound)..<steps(before: time.upperBound)
        // Beyond so many nothing is decided otherwise.
        return Int(min(test.requests.sum(over: steps), 1e15))
    }

    /// How units are assigned, where a fault says that it is not as the plan does: as many have the candidate as requests come.
    private func assigned(_ units: Int, stage: Int, at time: Duration) -> AssignedUnits? {
        guard !program.isShadow(stage: stage) else { return nil }
        for fault in test.faults where fault.isAt(time) {
            guard case .assignment(let share) = fault.kind else { continue }
            let due = program.dueShare(stage: stage) ?? program.stages[stage].audience.fraction
            guard share > .zero else { return AssignedUnits(candidate: 0, others: units, due: due.value) }
            let all = (Double(units) / share.value).rounded()
            return AssignedUnits(candidate: units, others: Int(min(all, 1e15)) - units, due: due.value)
        }
        return nil
    }

    // MARK: Readings

    private func readings(at time: Duration, samples: Int) -> [Reading] {
        let index = Int(time.nanoseconds / interval.nanoseconds)
        return stated(test.models) { $0.value(at: index) }.map { metric, model, value in
            reading(
                metric,
                model,
                isMissing(metric.name.value, at: time) ? nil : value,
                samples: samples,
                problem: error(metric.name.value, at: time)
            )
        } + faultyWindows(at: time, samples: samples)
    }

    /// What the assessment of an attempt reads: what the test says of it, else what is measured at the time.
    private func assessed(attempt: Int, at time: Duration) -> [Reading] {
        let samples = Self.assessedRows
        let own = stated(test.risk) { $0.value(at: attempt - 1) }.map { metric, model, value in
            reading(metric, model, value, samples: samples, problem: error(metric.name.value, at: time))
        }
        let others = readings(at: time, samples: samples).filter { reading in
            !own.contains { $0.metric == reading.metric && $0.model == reading.model }
        }
        return own + others
    }

    /// How many rows an assessment rests on: enough for any condition.
    private static let assessedRows = 1_000_000

    private func stated(
        _ models: PlanTest.Models,
        _ value: (TestSeries) -> Double?
    ) -> [(metric: PlanTest.Metric, model: ModelRole, value: Double?)] {
        [ModelRole.candidate, .baseline].flatMap { role in
            models[role].flatMap { bySegments($0, models) }.map { ($0, role, value($0.series.value)) }
        }
    }

    /// A metric with one series for all segments, where the other model has one for each, has that one in each.
    private func bySegments(_ metric: PlanTest.Metric, _ models: PlanTest.Models) -> [PlanTest.Metric] {
        guard metric.segment == nil else { return [metric] }
        let others = (models.candidate + models.baseline).filter { $0.name.value == metric.name.value }
        let segments = others.compactMap(\.segment)
        return segments.isEmpty
            ? [metric] : segments.map { PlanTest.Metric(name: metric.name, segment: $0, series: metric.series) }
    }

    private func isMissing(_ metric: String, at time: Duration) -> Bool {
        test.faults.contains { fault in
            guard case .noData(let names) = fault.kind else { return false }
            return fault.isAt(time) && names.contains { isMeant(metric, by: $0.value) }
        }
    }

    /// Whether a fault of `name` is one of the metric: of itself, or of whatever window of it.
    private func isMeant(_ metric: String, by name: String) -> Bool { name == metric || name == windowless[metric] }

    /// What faults say of windows of metrics whose values stand under the bare name, and of those that are made from what
    /// users say.
    private func faultyWindows(at time: Duration, samples: Int) -> [Reading] {
        test.faults.filter { $0.isAt(time) }.flatMap { fault -> [Reading] in
            let names: [Located<String>]
            switch fault.kind {
            case .noData(let missing): names = missing
            case .error(let failing): names = failing
            case .notifier, .step, .assignment: return []
            }
            return names.flatMap { name in
                [ModelRole.candidate, .baseline].compactMap { role -> Reading? in
                    let stated = test.models[role].map(\.name.value)
                    guard !stated.contains(name.value) else { return nil }
                    let series =
                        test.models[role].first { $0.name.value == windowless[name.value] }?.series
                        ?? feedback.series(of: name.value)
                    guard let series else { return nil }
                    let window = PlanTest.Metric(name: name, series: series)
                    return reading(window, role, nil, samples: samples, problem: error(name.value, at: time))
                }
            }
        }
    }

    /// Why a metric cannot be had, or nil where it can.
    private func error(_ metric: String, at time: Duration) -> String? {
        test.faults.first { fault in
            guard case .error(let names) = fault.kind else { return false }
            return fault.isAt(time) && names.contains { isMeant(metric, by: $0.value) }
        }?.problem
    }

    private func reading(
        _ metric: PlanTest.Metric,
        _ model: ModelRole,
        _ value: Double?,
        samples: Int,
        problem: String?
    ) -> Reading {
        let value = problem == nil ? value : nil
        return Reading(
            metric: metric.name.value,
            model: model,
            type: program.readingTypes[metric.name.value] ?? .score,
            value: value,
            samples: value == nil ? 0 : samples,
            successes: nil,
            trials: nil,
            undefinedReason: value == nil && problem == nil ? "no value is stated" : nil,
            isMeasured: false,
            segment: metric.segment?.value,
            problem: problem
        )
    }
}

extension Effect {
    /// The step that carries it out, in the words of tests; nil for what has none.
    fileprivate var stepWord: String? {
        switch self {
        case .prepare: "prepare"
        case .train: "train"
        case .load: "load"
        case .evaluate: "assess"
        case .route: "route"
        case .observe: "observe"
        case .wait, .notify: nil
        }
    }
}

extension Program {
    /// The types of the metrics that conditions and messages read, by their text, with their windows and without.
    package var readingTypes: [String: ValueType] {
        var types: [String: ValueType] = [:]
        for metric in metrics {
            let declared = metricSpecs.first { $0.name == metric.name }?.type
            let type = declared ?? MetricRegistry.metric(named: metric.name)?.descriptor.type ?? .score
            types[metric.text] = type
            types[metric.withoutWindow.text] = type
        }
        return types
    }
}
