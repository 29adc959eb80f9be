import Metrics
import Plan
import Statistics

/// A world whose requests, answers and verdicts are drawn: the same run number and seed draw the same, whatever else is
/// simulated beside it.
///
/// As many requests come in an interval as in a replay; how many of them the candidate answers, and what the answers are,
/// follows the law that a replay's draws have, or the one that assumed effects make of it.
package struct SimulatedWorld: World {
    private let model: SimulationModel
    private let laws: SimulationLaws
    private var random: SplitMix64
    private var candidateAnswers = CountedOutcomes()
    private var baselineAnswers = CountedOutcomes()
    /// How many requests come before a time, as it was asked last.
    private var arrived: (before: Duration, count: Int) = (.zero, 0)
    /// How much is said in a stage before a time, as it was asked last.
    private var said: (stage: Int, before: Duration, counts: (candidate: Int, baseline: Int)) = (-1, .zero, (0, 0))
    private var exposed = FilledCells()
    /// The units that the candidate has answered since it was first given to anybody, where each counts once.
    private var watched = FilledCells()
    /// The requests that units have had the candidate answer.
    private(set) var exposedRequests = 0

    package init(_ model: SimulationModel, _ laws: SimulationLaws, seed: UInt64, run: Int) {
        self.model = model
        self.laws = laws
        random = SplitMix64(seed: seed, stream: UInt64(run))
    }

    /// How many different units the candidate has answered.
    var exposedUnits: Int { exposed.count }

    package mutating func perform(_ effect: Effect, at now: Duration) async -> Event { answer(effect, at: now) }

    /// Carries out an effect, of which nothing has to be waited for.
    mutating func answer(_ effect: Effect, at now: Duration) -> Event {
        switch effect {
        case .observe(let stage, let attempt, let interval):
            return Event(at: interval.upperBound, .observed(observe(stage, attempt, interval)))
        case .route(let stage):
            if stage == nil { watched = FilledCells() }
            let routed = Event.Routed(
                stage: stage.map { model.program.stages[$0].name },
                units: stage.map { model.stages[$0].units } ?? 0,
                allUnits: model.allUnits
            )
            return Event(at: now, .routed(routed))
        case .wait(let until): return Event(at: until, .waited)
        case .notify(let notification):
            let notified = Event.Notified(key: notification.key, notifier: notification.notifier, problem: nil)
            return Event(at: now, .notified(notified))
        case .prepare, .train, .load, .evaluate:
            guard let event = model.fixed[effect] else {
                return Event(at: now, .failed(Event.Failure(step: "simulate", problem: "nothing of it is known")))
            }
            return Event(at: now, event.payload)
        }
    }

    private mutating func observe(_ index: Int, _ attempt: Int, _ interval: Range<Duration>) -> Event.Observed {
        let stage = model.stages[index]
        let first = count(before: interval.lowerBound)
        let last = count(before: interval.upperBound)
        let served = stage.share.draw(last - first, using: &random)
        let asked = stage.isShadow ? last - first : served
        var evidence = stage.nothing
        let counted = evidence.units == nil ? 0 : countedRequests(of: asked, in: stage)
        if counted > 0 {
            var pairs = evidence.units?.pairs
            drawAnswers(counted, stage, attempt, pairs: &pairs)
            evidence.units?.pairs = pairs
            evidence.units?.candidate.add(candidateAnswers)
            evidence.candidate.add(candidateAnswers)
            evidence.baseline?.add(baselineAnswers)
        }
        var uncounted: PairTally?
        drawAnswers(asked - counted, stage, attempt, pairs: &uncounted)
        exposedRequests += served
        exposed.add(served, among: stage.units, using: &random)

        let saidBefore = saidCounts(before: interval.lowerBound, index, stage)
        let saidAfter = saidCounts(before: interval.upperBound, index, stage)
        let said = stage.feedback.entries(saidBefore.candidate..<saidAfter.candidate, on: .candidate)
        evidence.candidate.add(candidateAnswers)
        evidence.candidate.add(laws.turn?.turned(said, using: &random) ?? said, served: served)
        if evidence.baseline != nil {
            evidence.baseline?.add(baselineAnswers)
            let said = stage.feedback.entries(saidBefore.baseline..<saidAfter.baseline, on: .baseline)
            evidence.baseline?.add(said, served: last - first - served)
        }
        return Event.Observed(
            stage: model.program.stages[index].name,
            from: interval.lowerBound,
            requests: first..<last,
            evidence: evidence
        )
    }

    /// How many of some requests are independent observations: those of units that have asked for the first time, or all of
    /// them.
    private mutating func countedRequests(of asked: Int, in stage: SimulationModel.Stage) -> Int {
        guard model.program.evidence?.independent != .requests else { return asked }
        let before = watched.count
        watched.add(asked, among: stage.isShadow ? model.allUnits : stage.units, using: &random)
        return min(asked, watched.count - before)
    }

    private mutating func drawAnswers(
        _ count: Int,
        _ stage: SimulationModel.Stage,
        _ attempt: Int,
        pairs: inout PairTally?
    ) {
        let law = stage.readsOnlyWhatIsRight ? laws.rightAnswers[attempt - 1] : laws.answers[attempt - 1]
        law.draw(
            count,
            candidate: &candidateAnswers,
            baseline: &baselineAnswers,
            pairs: &pairs,
            readsLatency: stage.readsLatency,
            using: &random
        )
    }

    /// How much is said in a stage before a time.
    private mutating func saidCounts(
        before time: Duration,
        _ index: Int,
        _ stage: SimulationModel.Stage
    ) -> (candidate: Int, baseline: Int) {
        if said.stage != index || said.before != time {
            said = (index, time, stage.feedback.counts(before: time))
        }
        return said.counts
    }

    /// How many requests come before a time; intervals follow each other, so the last answer is often the next.
    private mutating func count(before time: Duration) -> Int {
        if arrived.before != time { arrived = (time, model.rate.count(before: time)) }
        return arrived.count
    }
}
