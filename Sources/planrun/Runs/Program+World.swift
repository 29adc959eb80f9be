import Execution
import Plan
import Platform
import Providers

extension Program {
    /// The world that the program is carried out in.
    ///
    /// - Parameters:
    ///   - run: The run's name; empty for a dry run.
    ///   - startedAt: When the run began, in RFC 3339.
    ///   - secrets: The values of the plan's secrets, for those who reach outside.
    ///   - mostCalls: How often models elsewhere may be asked in all; nil for as often as it takes.
    ///   - scenario: What goes wrong in a replay, or nil where nothing does.
    ///   - log: Where the answers of a replay are logged, or nil for nowhere.
    ///   - feedback: What people say beside the plan's file, or nil where they say nothing.
    ///   - past: The events of a run that goes on, in order.
    func world(
        folder: String,
        notifiers: [String: any Notifier],
        run: String = "",
        startedAt: String,
        secrets: Secrets,
        mostCalls: Int? = nil,
        threads: Int,
        scenario: Scenario?,
        log: (any RequestSink)? = nil,
        feedback: (any FeedbackSource)? = nil,
        past: [Event] = []
    ) -> RunWorld {
        let context = ProviderContext(
            run: run,
            folder: folder,
            secrets: secrets,
            calls: mostCalls.map(CallBudget.init)
        )
        if let providers = liveProviders(in: context) {
            let world = LiveWorld(
                program: self,
                folder: folder,
                providers: providers.telling(notifiers),
                clock: LiveClock(startedAt: Self.moment(startedAt), last: past.last?.at ?? .zero),
                threads: threads,
                feedback: feedback,
                past: past
            )
            return .live(world)
        }
        guard traffic?.log == nil else {
            return .recorded(RecordedWorld(program: self, folder: folder, notifiers: notifiers, past: past))
        }
        let world = ReplayWorld(
            program: self,
            folder: folder,
            notifiers: notifiers,
            threads: threads,
            scenario: scenario,
            log: log,
            feedback: feedback,
            past: past
        )
        return .replay(world)
    }

    /// What a live run reaches outside, with nobody to tell; nil where no router divides the traffic.
    func liveProviders(in context: ProviderContext) -> LiveProviders? {
        guard let spec = traffic?.router, let router = RouterRegistry.router(for: spec, in: context) else { return nil }
        let stores = metricSpecs.compactMap { spec in
            MetricStoreRegistry.store(for: spec, in: context).map { (spec.name, $0) }
        }
        return LiveProviders(
            notifiers: [:],
            router: router,
            stores: Dictionary(stores) { first, _ in first },
            retrainers: CommandRetrainer.retrainers(of: self, in: context),
            model: { spec, classes in RemoteModelRegistry.model(for: spec, classes: classes, in: context) }
        )
    }

    /// A run whose beginning cannot be read begins now.
    private static func moment(_ startedAt: String) -> Duration {
        Timestamp(rfc3339: startedAt).map { .nanoseconds($0.nanoseconds) } ?? Clock.sinceEpoch()
    }
}
