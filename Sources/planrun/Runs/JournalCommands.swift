import Execution
import Journal

/// What people have asked of a run, from its journal. A command stays there until the record that takes it is on the disk,
/// so that none is lost with the process.
struct JournalCommands: CommandSource {
    private let run: RunJournal
    /// The number of the last command that was handed on.
    private var last = 0
    /// What the journal's count of others' changes was when it was looked at last.
    private var changes: Int?

    init(_ run: RunJournal) { self.run = run }

    var isAttended: Bool { true }

    mutating func take(_ state: ReleaseState) throws(EventStoreError) -> [Event.Command] {
        do throws(JournalError) {
            // Asked between any two steps, and nearly always for nothing.
            let count = try run.changeCount()
            guard count != changes else { return [] }
            let waiting = try run.commands(after: last)
            changes = count
            last = waiting.last?.number ?? last
            return waiting.compactMap(\.event)
        } catch {
            throw EventStoreError(error.description)
        }
    }
}

extension StoredCommand {
    /// The command as a run takes it, or nil where this planrun knows none of that kind.
    var event: Event.Command? {
        guard let action = Event.Command.Action(rawValue: kind) else { return nil }
        return Event.Command(key: String(number), action: action, who: who, note: note, stage: stage)
    }
}

extension Event {
    /// The number of the command that the event takes, or nil where it is another event.
    var commandNumber: Int? {
        guard case .command(let command) = payload else { return nil }
        return Int(command.key)
    }
}
