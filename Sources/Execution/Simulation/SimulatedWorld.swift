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
    private var exposed = FilledCells()
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
        case .prepare, .train, .evaluate:
            guard let event = model.fixed[effect] else {
                return Event(at: now, .failed(Event.Failure(step: "simulate", problem: "nothing of it is known")))
            }
            return Event(at: now, event.payload)
        }
    }

    private mutating func observe(_ index: Int, _ attempt: Int, _ interval: Range<Duration>) -> Event.Observed {
        let first = count(before: interval.lowerBound)
        let last = count(before: interval.upperBound)
        let served = model.stages[index].share.draw(last - first, using: &random)
        let asked = model.stages[index].isShadow ? last - first : served
        drawAnswers(asked, index, attempt)
        exposedRequests += served
        exposed.add(served, among: model.stages[index].units, using: &random)

        var evidence = model.stages[index].nothing
        evidence.candidate.add(candidateAnswers)
        evidence.baseline?.add(baselineAnswers)
        let said = model.stages[index].feedback.said(in: interval, of: .candidate)
        evidence.candidate.add(laws.turn?.turned(said, using: &random) ?? Array(said), served: served)
        evidence.baseline?.add(
            Array(model.stages[index].feedback.said(in: interval, of: .baseline)),
            served: last - first - served
        )
        return Event.Observed(
            stage: model.program.stages[index].name,
            from: interval.lowerBound,
            requests: first..<last,
            evidence: evidence
        )
    }

    private mutating func drawAnswers(_ count: Int, _ stage: Int, _ attempt: Int) {
        if model.stages[stage].readsOnlyWhatIsRight {
            laws.rightAnswers[attempt - 1].draw(
                count,
                candidate: &candidateAnswers,
                baseline: &baselineAnswers,
                readsLatency: model.stages[stage].readsLatency,
                using: &random
            )
        } else {
            laws.answers[attempt - 1].draw(
                count,
                candidate: &candidateAnswers,
                baseline: &baselineAnswers,
                readsLatency: model.stages[stage].readsLatency,
                using: &random
            )
        }
    }

    /// How many requests come before a time; intervals follow each other, so the last answer is often the next.
    private mutating func count(before time: Duration) -> Int {
        if arrived.before != time { arrived = (time, model.rate.count(before: time)) }
        return arrived.count
    }
}
