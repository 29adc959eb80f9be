import Execution
import Journal
import Platform

/// The journal as the runner's store.
struct JournalStore: EventStore {
    let run: RunJournal

    mutating func append(_ events: [Event]) throws(EventStoreError) {
        do throws(JournalError) {
            for event in events { try run.append(event.line, taking: event.commandNumber) }
        } catch {
            throw EventStoreError(error.description)
        }
    }

    mutating func commit(_ state: ReleaseState, stage: String?) throws(EventStoreError) {
        do throws(JournalError) {
            try run.commit(state: RunState(state), stage: stage, at: Clock.timestamp())
        } catch {
            throw EventStoreError(error.description)
        }
    }
}
