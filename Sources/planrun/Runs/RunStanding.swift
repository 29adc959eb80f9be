import Digests
import JSON
import Journal
import Reports

/// A run with the state folder it is kept in, and who drives it.
struct RunStanding {
    let folder: String
    let run: RunSummary
    let driving: Driving?
    /// How many commands wait to be taken.
    let waitingCommands: Int
    /// What its last records say; nil where nobody has looked.
    private var look: RunLook?

    /// - Parameter isLookedAt: Whether its last records are read, too.
    init(_ run: RunSummary, in place: RunFinder.Place, isLookedAt: Bool = false) throws(JournalError) {
        self.run = run
        if isLookedAt {
            var look = RunLook()
            try place.journal.latestRecords(of: run.id) { look.take($0) }
            self.look = look
        }
        folder = place.folder
        driving = run.state.isOver ? nil : try place.journal.driving(of: run.id)
        waitingCommands = run.state.isOver ? 0 : try place.journal.commands(of: run.id).count { $0.record == nil }
    }

    var holder: LeaseHolder? { driving?.holder }

    /// Where it stands, in a word.
    var state: String { run.state == .running && holder == nil ? "interrupted" : run.state.rawValue }

    /// For how many seconds nobody has driven it, though it is not over; nil where somebody does.
    var abandonedFor: Int? { driving.flatMap { $0.holder == nil ? $0.silence : nil } }

    private var isWaiting: Bool { run.state == .waiting }

    var json: JSONValue {
        let members: [(String, JSONValue)] = [
            ("id", .string(run.id)),
            ("state", .string(state)),
            ("stage", run.stage.map(JSONValue.string) ?? .null),
            ("plan", .string(run.planPath)),
            ("program", .string(run.programDigest)),
            ("folder", .string(folder)),
            ("started", .string(run.startedAt)),
            ("updated", .string(run.updatedAt)),
            (
                "driven_by",
                holder.map { ["pid": .integer($0.pid), "host": $0.host.map(JSONValue.string) ?? .null] } ?? .null
            ),
            ("commands_waiting", .integer(waitingCommands)),
            ("records", .integer(run.records)),
            ("head", .string(run.head.description)),
        ]
        return .object(JSONObject(members + (look?.members(isWaiting: isWaiting) ?? [])))
    }

    /// What is said of one run beside its line.
    var details: String {
        let driver = holder.map { "driven by \($0.text)\n" } ?? ""
        let commands = waitingCommands == 1 ? "1 command waits" : "\(waitingCommands) commands wait"
        return driver + (waitingCommands > 0 ? "\(commands) to be taken\n" : "")
            + (look?.text(isWaiting: isWaiting, isOver: run.state.isOver) ?? "") + "journal head \(run.head)\n"
    }
}
