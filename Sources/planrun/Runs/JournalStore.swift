import Execution
import JSON
import Journal
import Platform

extension JournalError {
    fileprivate var leavesRunHere: Bool {
        switch self {
        case .full, .cannotWrite: true
        default: false
        }
    }
}

/// The journal as the runner's store.
struct JournalStore: EventStore {
    let run: RunJournal
    private var writer = JSONWriter()
    private var committed = Clock.monotonicNanoseconds()

    /// How long others may wait to see how the run stands.
    private static let patience: Int64 = 1_000_000_000

    init(run: RunJournal) { self.run = run }

    mutating func append(_ events: [Event]) throws(EventStoreError) {
        do throws(JournalError) {
            for event in events {
                writer.removeAll()
                event.write(to: &writer)
                try run.append(writer.bytes, taking: event.commandNumber)
            }
        } catch {
            throw EventStoreError(error.description)
        }
    }

    var isCommitDue: Bool { Clock.monotonicNanoseconds() - committed >= Self.patience }

    mutating func commit(_ state: ReleaseState, stage: String?) throws(EventStoreError) {
        defer { committed = Clock.monotonicNanoseconds() }
        do throws(JournalError) {
            try run.commit(state: RunState(state), stage: stage, at: Clock.timestamp())
        } catch {
            throw EventStoreError(error.description, leavesRunHere: error.leavesRunHere)
        }
    }
}
