import Datasets
import Execution
import Plan
import Synchronization

/// A router that keeps what it is told, and can be told by others too.
final class FakeRouter: Router {
    private struct State {
        var share = Rational.zero
        var told: [Rational] = []
        var problems: [ProviderFailure] = []
        var isSilent = false
    }

    private let state = Mutex(State())

    var current: Rational {
        get { state.withLock { $0.share } }
        set { state.withLock { $0.share = newValue } }
    }

    /// What it was told, in order.
    var told: [Rational] { state.withLock { $0.told } }

    /// Lets it refuse so many times.
    func refuse(_ problems: [ProviderFailure]) { state.withLock { $0.problems = problems } }

    func set(_ share: Rational) async throws(ProviderFailure) {
        let problem = state.withLock { state -> ProviderFailure? in
            if !state.problems.isEmpty { return state.problems.removeFirst() }
            state.share = share
            state.told.append(share)
            return nil
        }
        if let problem { throw problem }
    }

    /// Lets it say from now on that its share cannot be asked for, and take what it is told all the same.
    func fallSilent() { state.withLock { $0.isSilent = true } }

    func share() async throws(ProviderFailure) -> Rational? {
        let (share, isSilent) = state.withLock { ($0.share, $0.isSilent) }
        if isSilent { throw ProviderFailure("it says nothing", isTransient: true) }
        return share
    }
}

/// A store whose answers a closure gives, and that keeps what it was asked.
final class FakeStore: MetricStore {
    private let answer: @Sendable (MetricQuestion, Int) -> Result<MetricAnswer, ProviderFailure>
    private let asked = Mutex<[MetricQuestion]>([])

    /// - Parameter answer: What it says to a question, given how many there were before it.
    init(_ answer: @escaping @Sendable (MetricQuestion, Int) -> Result<MetricAnswer, ProviderFailure>) {
        self.answer = answer
    }

    var questions: [MetricQuestion] { asked.withLock { $0 } }

    func value(for question: MetricQuestion) async throws(ProviderFailure) -> MetricAnswer {
        let number = asked.withLock { asked in
            asked.append(question)
            return asked.count - 1
        }
        return try answer(question, number).get()
    }
}

/// A model that answers with what a closure makes of a row.
struct FakeModel: RemoteModel {
    let answer: @Sendable (RemoteRows, Int) -> String?

    func look() async throws(ProviderFailure) -> RemoteModelIdentity { RemoteModelIdentity(name: "fake") }

    func answer(_ rows: RemoteRows) async throws(ProviderFailure) -> [RemoteAnswer] {
        rows.rows.indices.map { RemoteAnswer(label: answer(rows, $0), latency: .milliseconds(7)) }
    }
}

/// What users say, all of it in the first interval that is asked for; and why that cannot be known at first.
final class FakeFeedback: FeedbackSource {
    private let entries: [FeedbackEntry]
    private let problem: Mutex<String?>
    private let first = Mutex<Range<Duration>?>(nil)

    init(_ entries: [FeedbackEntry] = [], problem: String? = nil) {
        self.entries = entries
        self.problem = Mutex(problem)
    }

    func take(in interval: Range<Duration>) throws(FeedbackSourceError) -> [SourcedFeedback] {
        let problem = self.problem.withLock { problem in
            defer { problem = nil }
            return problem
        }
        if let problem { throw FeedbackSourceError(problem) }
        let isFirst = first.withLock { first in
            if first == nil { first = interval }
            return first == interval
        }
        guard isFirst else { return [] }
        return entries.enumerated().map { SourcedFeedback(entry: $0.element, digest: "digest-\($0.offset)") }
    }
}

/// A store of events that may not be written any longer.
struct FullStore: EventStore {
    let problem: () -> EventStoreError?

    mutating func append(_ events: [Event]) throws(EventStoreError) {}

    mutating func commit(_ state: ReleaseState, stage: String?) throws(EventStoreError) {
        if let error = problem() { throw error }
    }
}

/// A notifier that never comes to an end by itself, and keeps what it was told.
final class HangingNotifier: Notifier {
    private let told = Mutex<[String]>([])

    var keys: [String] { told.withLock { $0 } }

    func deliver(_ notification: Notification) async throws(NotificationError) {
        told.withLock { $0.append(notification.key) }
        try? await Task.sleep(for: .seconds(3600))
        throw NotificationError("it was broken off")
    }
}

/// A notifier that takes whatever it is told, and keeps which alerts those were.
final class ToldNotifier: Notifier {
    private let told = Mutex<[String]>([])

    var alerts: [String] { told.withLock { $0 } }

    func deliver(_ notification: Notification) async throws(NotificationError) {
        told.withLock { $0.append(notification.alert) }
    }
}
