package import Plan

/// The world of a dry run of a live plan: golden rows are asked of the models, and nothing is routed, sent or waited for. It
/// ends where the first share would be given to the candidate, as nobody knows what that would show.
package struct LivePreview: World {
    private let program: Program
    private let router: any Router
    private let metrics: LiveMetrics
    private var world: LiveWorld
    private let isOffline: Bool
    private let isTrainedElsewhere: Bool
    /// What the stages are supposed to show; nil where nobody says it.
    private var supposed: TestWorld?

    /// What a stage would do, and what there is to be read of it now.
    package struct Stage: Sendable {
        /// Its index in the program.
        package let index: Int
        /// The share of all units that the router would be told.
        package let share: Rational
        /// What the metric stores say at this moment, over as long as the stage is watched; none where nobody was asked.
        package let readings: [Reading]
    }

    /// - Parameters:
    ///   - folder: The plan's folder, which its paths start from.
    ///   - threads: How many threads may train, 0 for one a core.
    ///   - isOffline: Whether nobody is asked anything.
    ///   - models: What the models are supposed to show once the candidate has traffic, with which the run goes on to its end.
    package init(
        program: Program,
        folder: String,
        providers: LiveProviders,
        clock: LiveClock,
        threads: Int = 0,
        isOffline: Bool,
        supposing models: PlanTest.Models? = nil
    ) {
        supposed = models.map { TestWorld(supposing: $0, program: program) }
        self.program = program
        self.isOffline = isOffline
        isTrainedElsewhere = !providers.retrainers.isEmpty
        router = providers.router
        metrics = LiveMetrics(program: program, stores: providers.stores)
        world = LiveWorld(program: program, folder: folder, providers: providers, clock: clock, threads: threads)
    }

    package mutating func perform(_ effect: Effect, at now: Duration) async -> Event {
        guard let supposed else { return await world.perform(effect, at: now) }
        // What is asked takes its time by the clock, and none of the time that is supposed to go by.
        if !isSupposed(effect) { return Event(at: now, await world.perform(effect, at: now).payload) }
        var other = supposed
        defer { self.supposed = other }
        let event = await other.perform(effect, at: now)
        guard case .route(let stage) = effect else { return event }
        let name = stage.map { program.stages[$0].name }
        return Event(at: event.at, .routed(Event.Routed(stage: name, share: program.share(inStage: stage))))
    }

    /// Whether an effect is carried out in thought alone, where something is supposed.
    private func isSupposed(_ effect: Effect) -> Bool {
        switch effect {
        case .prepare, .load: false
        case .train(let role, let attempt): role == .candidate && attempt > 1 && isTrainedElsewhere
        case .evaluate: isOffline
        case .route, .observe, .wait, .notify: true
        }
    }

    package mutating func hasEnded(before effect: Effect) -> Bool {
        if supposed != nil { return false }
        return switch effect {
        case .prepare, .load, .notify: false
        case .train(let role, let attempt): role == .candidate && attempt > 1 && isTrainedElsewhere
        case .evaluate: isOffline
        case .route, .observe, .wait: true
        }
    }

    /// The share that the router gives the candidate now; nil where it cannot tell, or nobody is asked.
    package func share() async throws(ProviderFailure) -> Rational? { isOffline ? nil : try await router.share() }

    /// What each stage would do.
    package func stages() async -> [Stage] {
        var stages: [Stage] = []
        for (index, stage) in program.stages.enumerated() {
            let readings = isOffline ? [] : await metrics.readings(inStage: index, since: stage.duration)
            stages.append(Stage(index: index, share: program.share(inStage: index), readings: readings))
        }
        return stages
    }
}
