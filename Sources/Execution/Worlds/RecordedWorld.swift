import Datasets
import Digests
package import Plan

/// The world of a plan whose traffic is a log: its rows are the requests and its times the clock, and notifiers are told.
///
/// The log and the labels are read once to see what they hold, and again as the run goes on. A run that is taken up again
/// goes through what it has seen, so that nothing has to be kept of rows that wait for their labels.
package struct RecordedWorld: World {
    private let program: Program
    private let folder: String
    private let notifiers: [String: any Notifier]
    private let past: [Event]
    private var log: LogWorld?

    /// - Parameters:
    ///   - folder: The plan's folder, which its paths start from.
    ///   - past: The events of a run that goes on, in order.
    package init(program: Program, folder: String, notifiers: [String: any Notifier], past: [Event] = []) {
        self.program = program
        self.folder = folder
        self.notifiers = notifiers
        self.past = past
    }

    /// No requests come while nobody sends any.
    package var timeStandsStill: Bool { true }

    package mutating func perform(_ effect: Effect, at now: Duration) async -> Event {
        if case .notify(let notification) = effect {
            return Event(at: now, .notified(await notifiers.tell(notification)))
        }
        do throws(DatasetFailure) {
            if case .prepare(TrafficSpec.logName) = effect {
                let files = RecordedFiles(program, folder: folder)
                let (world, rows) = try files.open(following: past)
                log = world
                let (digest, bytes) = try files.digest()
                return Event(at: now, .prepared(world.prepared(digest: digest, rows: rows, bytes: bytes)))
            }
            var gap: LogWorld.Gap?
            var world = try opened()
            // What it holds is its own while it changes.
            log = nil
            defer { log = world }
            if let event = try world.answer(effect, at: now, gap: &gap) { return event }
            return Event(at: now, .failed(Event.Failure(step: effect.name, problem: Self.problem(gap))))
        } catch {
            // To take the candidate back nothing need be read, and nothing may stand in the way of it.
            if case .route(nil) = effect {
                return Event(at: now, .routed(Event.Routed(stage: nil, units: 0, allUnits: 0)))
            }
            let problem = error.errors.first.map(\.message) ?? "the log cannot be read"
            return Event(at: now, .failed(Event.Failure(step: effect.name, problem: problem)))
        }
    }

    /// What the log does not show is not due, as long as it grows no further.
    package mutating func hasEnded(before effect: Effect) -> Bool {
        guard let end = effect.end, let world = try? opened() else { return false }
        log = world
        return end > world.length
    }

    private func opened() throws(DatasetFailure) -> LogWorld {
        if let log { return log }
        return try RecordedFiles(program, folder: folder).open(following: past).world
    }

    private static func problem(_ gap: LogWorld.Gap?) -> String {
        gap == .training ? "a log has no model that could be trained or asked" : "the log ends before"
    }
}

extension Effect {
    /// When it will have been carried out, where it takes time.
    fileprivate var end: Duration? {
        switch self {
        case .observe(_, _, let interval): interval.upperBound
        case .wait(let until): until
        case .prepare, .train, .load, .evaluate, .route, .notify: nil
        }
    }
}
