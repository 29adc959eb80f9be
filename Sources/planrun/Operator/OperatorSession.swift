import ArgumentParser
import Diagnostics
import Execution
import Platform
import Providers
import Reports
import Synchronization

/// A command that keeps the operator log.
protocol OperatedCommand: ParsableCommand {
    var log: LogOption { get }
    var state: StateOption { get }
    /// Whether it leaves anything behind at all.
    var isLogged: Bool { get }
    /// The state folder, where it is known before the command has done anything.
    var stateFolder: String? { get }
}

extension OperatedCommand {
    var isLogged: Bool { true }
    var stateFolder: String? { nil }
}

/// The operator log of this process. Commands that keep none leave it empty, and then everything here does nothing.
enum OperatorSession {
    static let fileName = "operator.jsonl"

    private struct Current {
        let log: OperatorLog
        /// Where it is kept, in the first folder that is there.
        let folders: @Sendable () -> [String]
    }

    private static let current = Mutex<Current?>(nil)
    private static var log: OperatorLog? { current.withLock { $0?.log } }

    /// Begins the log of a command, if it keeps one, with who runs what.
    static func begin(_ command: any ParsableCommand) {
        guard let command = command as? any OperatedCommand, command.isLogged else { return }
        let log = OperatorLog(level: command.log.level) { StandardStream.error.write("warning: \($0)\n") }
        let known = command.stateFolder ?? command.state.chosen
        current.withLock {
            $0 = Current(log: log, folders: { known.map { [$0] } ?? StateOption.defaultCandidates })
        }
        log.mark("pid", .number(Identity.processID))
        log.log(
            .info,
            "command began",
            [
                "arguments": .texts(CommandLineRecord(CommandLine.arguments.dropFirst()).words),
                "user": .text(Identity.userName ?? "unknown"),
                "uid": .number(Identity.userID),
                "host": .text(Identity.host ?? "unknown"),
                "version": .text(Planrun.version),
            ]
        )
        // A plan that is refused leaves no folder behind.
        if let folder = command.stateFolder, FileSystem.isFolder(folder) { keep(in: folder) }
    }

    /// Says which state folder the log is kept in.
    static func keep(in folder: String) { log?.open(SharedLog(path: Path.join(folder, fileName))) }

    /// Says which run the entries from now on are about.
    static func take(run: String, in folder: String) {
        keep(in: folder)
        log?.mark("run", .text(run))
    }

    static func note(_ message: String, _ fields: KeyValuePairs<String, OperatorLog.Field> = [:]) {
        log?.log(.info, message, fields)
    }

    static func record(_ level: OperatorLog.Level, _ message: String) { log?.log(level, message) }

    /// Records what was found in a plan or its data.
    ///
    /// - Parameter quoted: Which file's findings are told in words. What stands in data may be a person's: of it there is
    ///   only the code, and where.
    static func record(_ diagnostics: [Diagnostic], in sources: SourceMap, quoted: SourceFile.ID?) {
        guard let log else { return }
        for diagnostic in diagnostics {
            let file = sources[diagnostic.primary.span.file]
            let place = file.position(of: diagnostic.primary.span.lowerBound)
            let isQuoted = diagnostic.primary.span.file == quoted
            log.log(
                diagnostic.severity == .error ? .error : .warning,
                isQuoted ? diagnostic.message : diagnostic.code.slug,
                [
                    "code": .text(diagnostic.code.id),
                    "place": .text("\(file.name):\(place.line):\(place.column)"),
                ]
            )
        }
    }

    /// Records an event of a run: decisions as such, what failed as a warning, and the rest for those who look closely.
    static func record(_ event: Event) {
        guard let log else { return }
        var summary: OperatorLog.Field { .text(HistoryLine(event.line).text) }
        switch event.payload {
        case .notified(let notified) where notified.problem != nil:
            log.log(.warning, "a notifier could not be told", ["event": summary, "key": .text(notified.key)])
        case .failed: log.log(.error, "a step failed", ["event": summary])
        // Looked at and left as it is, again and again.
        case .judged(let judged) where judged.decision == .goOn: log.log(.info, "decided", ["event": summary])
        case _ where event.isDecision: log.log(.notice, "decided", ["event": summary])
        default: log.log(.debug, "happened", ["event": summary])
        }
        log.log(.trace, "recorded", ["record": .text(String(decoding: event.line, as: UTF8.self))])
    }

    /// Ends the log with the status that the process ends with.
    static func end(_ status: ExitStatus) {
        guard let (log, folders) = current.withLock({ current in current.map { ($0.log, $0.folders) } }) else { return }
        let level: OperatorLog.Level =
            switch status {
            case .done: .info
            case .gateSaidNo, .waiting, .hungUp, .interrupted, .terminated: .notice
            default: .error
            }
        log.log(
            level,
            "command ended",
            ["status": .number(Int(status.rawValue)), "meaning": .text(status == .done ? "done" : status.summary)]
        )
        guard log.isWaiting else { return }
        // A command that found no run has no folder of its own; one that is there already takes the entries.
        if let folder = folders().first(where: FileSystem.isFolder) { keep(in: folder) }
    }
}
