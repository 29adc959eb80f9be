package import Plan
import Platform

/// The world of live traffic: a router divides it, metric stores say what came of it, models that answer elsewhere are asked,
/// and time is that of the clock.
package struct LiveWorld: World {
    private let program: Program
    private let providers: LiveProviders
    private let clock: LiveClock
    private var metrics: LiveMetrics
    private var retraining: LiveRetraining
    private var assessment: LiveAssessment
    private var routing: LiveRouting
    /// Nil where nobody is asked what they say.
    private let feedback: LiveFeedback?
    /// What is done with models that are trained or kept here.
    private var preparation: ReplayWorld
    /// Since when what the stage at hand shows counts: since it was entered and warm.
    private var warmSince = Duration.zero
    /// Whether the router was asked since the process began.
    private var isRouterKnown = false

    /// How long a rest is at most, in milliseconds: people wait no longer than that.
    private static let longestRest: Int64 = 200

    /// - Parameters:
    ///   - folder: The plan's folder, which its paths start from.
    ///   - threads: How many threads may train, 0 for one a core.
    ///   - feedback: What users say, or nil where they say nothing.
    ///   - past: The events of a run that goes on, in order.
    package init(
        program: Program,
        folder: String,
        providers: LiveProviders,
        clock: LiveClock,
        threads: Int = 0,
        feedback: (any FeedbackSource)? = nil,
        past: [Event] = []
    ) {
        self.program = program
        self.providers = providers
        self.clock = clock
        metrics = LiveMetrics(program: program, stores: providers.stores)
        assessment = LiveAssessment(program: program, folder: folder, model: providers.model)
        self.feedback = LiveFeedback(program: program, source: feedback)
        routing = LiveRouting(program: program, router: providers.router)
        retraining = LiveRetraining(program: program, retrainers: providers.retrainers)
        preparation = ReplayWorld(program: program, folder: folder, notifiers: providers.notifiers, threads: threads)
        for event in past {
            switch event.payload {
            case .routed(let routed):
                note(routed.stage.flatMap { name in program.stages.firstIndex { $0.name == name } }, at: event.at)
            case .trained(let trained):
                retraining.take(trained)
                note(trained)
            default: continue
            }
        }
    }

    package func isDue(_ effect: Effect, at now: Duration) -> Bool {
        switch effect {
        case .observe(_, _, let interval): interval.upperBound <= clock.now
        case .wait(let until): until <= clock.now
        case .prepare, .train, .load, .evaluate, .route, .notify: true
        }
    }

    package func rest(before effect: Effect) async {
        let end: Duration
        switch effect {
        case .observe(_, _, let interval): end = interval.upperBound
        case .wait(let until): end = until
        case .prepare, .train, .load, .evaluate, .route, .notify: return
        }
        let milliseconds = (end - clock.now).nanoseconds / 1_000_000 + 1
        try? await Task.sleep(for: .milliseconds(min(max(1, milliseconds), Self.longestRest)))
    }

    package func time(after last: Duration) -> Duration { max(last, clock.now) }

    package mutating func perform(_ effect: Effect, at now: Duration) async -> Event {
        let event = await perform(effect, at: now) { true }
        return event ?? self.event(ProviderFailure("it was broken off", isTransient: true), of: effect, at: now)
    }

    package mutating func perform(_ effect: Effect, at now: Duration, while isWanted: () -> Bool) async -> Event? {
        do throws(ProviderFailure) {
            guard let payload = try await carryOut(effect, at: now, while: isWanted) else { return nil }
            return Event(at: time(after: now), payload)
        } catch {
            return event(error, of: effect, at: now)
        }
    }

    private func event(_ failure: ProviderFailure, of effect: Effect, at now: Duration) -> Event {
        let failure = Event.Failure(step: effect.name, problem: failure.problem, isTransient: failure.isTransient)
        return Event(at: time(after: now), .failed(failure))
    }

    private mutating func carryOut(
        _ effect: Effect,
        at now: Duration,
        while isWanted: () -> Bool
    ) async throws(ProviderFailure) -> Event.Payload? {
        switch effect {
        case .evaluate where assessment.isElsewhere:
            return try await assessment.evaluate(while: isWanted).map(Event.Payload.evaluated)
        case .train(.candidate, let attempt) where attempt > 1 && retraining.isElsewhere:
            guard let trained = try await retraining.train(attempt: attempt, while: isWanted) else { return nil }
            note(trained)
            return .trained(trained)
        case .prepare, .train, .load, .evaluate: return await preparation.perform(effect, at: now).payload
        case .route(let stage):
            let share = try await routing.route(stage)
            note(stage, at: time(after: now))
            isRouterKnown = true
            return .routed(Event.Routed(stage: stage.map { program.stages[$0].name }, share: share))
        case .observe(let stage, _, let interval):
            try await routing.check(isDriven: isRouterKnown)
            isRouterKnown = true
            return try await observe(stage, interval, while: isWanted).map(Event.Payload.observed)
        case .wait: return .waited
        case .notify(let notification):
            let notifiers = providers.notifiers
            return await BreakableWork.run(while: isWanted) { await notifiers.tell(notification) }
                .map(Event.Payload.notified)
        }
    }

    /// Asks about what is served as the candidate from now on.
    private mutating func note(_ trained: Event.Trained) {
        guard let served = trained.served else { return }
        metrics.call(candidate: served.label)
        assessment.candidate = retraining.candidate
    }

    /// Keeps since when a stage has the candidate.
    private mutating func note(_ stage: Int?, at time: Duration) {
        routing.note(stage)
        warmSince = time + (stage.map { program.stages[$0].warmUp } ?? .zero)
    }

    private func observe(
        _ stage: Int,
        _ interval: Range<Duration>,
        while isWanted: () -> Bool
    ) async throws(ProviderFailure) -> Event.Observed? {
        let said = try feedback?.said(in: interval)
        let now = time(after: interval.upperBound)
        // In its warm-up a stage has shown nothing yet but this interval.
        let begun = warmSince < now ? warmSince : interval.lowerBound
        let metrics = metrics
        let readings = await BreakableWork.run(while: isWanted) {
            await metrics.readings(inStage: stage, since: now - begun)
        }
        guard let readings else { return nil }
        return Event.Observed(
            stage: program.stages[stage].name,
            from: interval.lowerBound,
            requests: 0..<0,
            evidence: said?.evidence,
            readings: readings,
            feedbackDigests: said?.digests ?? []
        )
    }
}
