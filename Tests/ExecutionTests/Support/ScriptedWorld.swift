import Execution
import Metrics
import Plan

/// A world in which the test says what each interval shows.
struct ScriptedWorld: World {
    /// What the models show in one interval.
    struct Interval {
        /// Of the candidate's labelled answers, so many right and so many wrong.
        var candidate = (right: 95, wrong: 5)
        var baseline = (right: 95, wrong: 5)
        /// Answers without a label.
        var unlabelled = 0
        /// Each answer's latency.
        var latency = Duration.milliseconds(1)
        /// The candidate's ratings.
        var ratings: [Double] = []
        /// Of the requests that both answered, how many only the candidate, only the baseline, both and neither got right.
        var pairs = (candidate: 0, baseline: 0, both: 95, neither: 5)
        /// How the units were assigned, where that is told.
        var assigned: AssignedUnits?
    }

    let program: Program
    /// What the assessment of each attempt shows, the last of them from then on.
    var assessments = [Interval(candidate: (29, 1), baseline: (29, 1))]
    /// What each interval of a run shows, the last of them from then on.
    var intervals = [Interval()]
    private var observed = 0
    private(set) var effects: [Effect] = []

    init(_ program: Program) { self.program = program }

    init(_ program: Program, _ intervals: [Interval]) {
        self.program = program
        self.intervals = intervals
    }

    mutating func perform(_ effect: Effect, at now: Duration) async -> Event {
        effects.append(effect)
        return scripted(effect, at: now)
    }

    /// What the script answers to the effect.
    mutating func scripted(_ effect: Effect, at now: Duration) -> Event {
        switch effect {
        case .prepare(let data):
            let classes = ["setosa", "versicolor", "virginica"]
            let prepared = Event.Prepared(
                data: data,
                digest: "d",
                rows: 150,
                trainingRows: 120,
                testRows: 30,
                classes: classes
            )
            return Event(at: now, .prepared(prepared))
        case .train(let role, let attempt):
            let trained = Event.Trained(model: role, kind: "k", attempt: attempt, rows: 120, duration: .seconds(1))
            return Event(at: now, .trained(trained))
        case .load(let role):
            let loaded = Event.Loaded(model: role, file: "k.model", digest: "d", kind: "k", rows: 120)
            return Event(at: now, .loaded(loaded))
        case .evaluate(let attempt):
            let shown = assessments[min(attempt, assessments.count) - 1]
            return Event(at: now, .evaluated(Event.Evaluated(on: "iris.test", evidence: evidence(shown))))
        case .route(let stage):
            let name = stage.map { program.stages[$0].name }
            return Event(at: now, .routed(Event.Routed(stage: name, units: stage == nil ? 0 : 10, allUnits: 100)))
        case .observe(let stage, _, let interval):
            let shown = intervals[min(observed, intervals.count - 1)]
            observed += 1
            let event = Event.Observed(
                stage: program.stages[stage].name,
                from: interval.lowerBound,
                requests: 0..<1,
                evidence: evidence(shown),
                assigned: shown.assigned
            )
            return Event(at: interval.upperBound, .observed(event))
        case .wait(let until):
            return Event(at: until, .waited)
        case .notify(let notification):
            let notified = Event.Notified(key: notification.key, notifier: notification.notifier, problem: nil)
            return Event(at: now, .notified(notified))
        }
    }

    private func evidence(_ shown: Interval) -> PairedEvidence {
        let layout = program.layout(data: "iris", classes: ["setosa", "versicolor", "virginica"])
        var evidence = PairedEvidence(
            program.accumulatorKinds,
            units: program.unitKinds,
            layout: layout,
            hasBaseline: program.model(.baseline) != nil
        )
        evidence.candidate.add(batch(shown.candidate, shown))
        evidence.baseline?.add(batch(shown.baseline, shown))
        evidence.units?.candidate.add(batch(shown.candidate, shown))
        let pairs = [
            (shown.pairs.both, true, true), (shown.pairs.candidate, true, false), (shown.pairs.baseline, false, true),
            (shown.pairs.neither, false, false),
        ]
        for (count, isCandidate, isBaseline) in pairs {
            evidence.units?.pairs?.add(
                candidate: isCandidate ? 0 : 1,
                baseline: isBaseline ? 0 : 1,
                actual: 0,
                count: count
            )
        }
        evidence.candidate.add(
            shown.ratings.map { FeedbackOutcome(rating: $0, isNegative: $0 < 3, categories: []) },
            served: shown.candidate.right + shown.candidate.wrong + shown.unlabelled
        )
        return evidence
    }

    private func batch(_ answers: (right: Int, wrong: Int), _ shown: Interval) -> OutcomeBatch {
        var batch = OutcomeBatch()
        let latency = shown.latency.nanoseconds
        for index in 0..<answers.right {
            batch.append(predicted: Int32(index % 3), actual: Int32(index % 3), latency: latency)
        }
        for index in 0..<answers.wrong {
            batch.append(predicted: Int32(index % 3), actual: Int32((index + 1) % 3), latency: latency)
        }
        for _ in 0..<shown.unlabelled { batch.append(predicted: 0, actual: -1, latency: latency) }
        return batch
    }
}
