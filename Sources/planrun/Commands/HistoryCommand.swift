import ArgumentParser
import Diagnostics
import Digests
import Execution
import JSON
import Journal
import Plan
import Platform
import Reports

struct HistoryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "history",
        abstract: "Print what happened in a run, from its journal."
    )

    @Argument(help: ArgumentHelp("The run, such as iris-forest-1.", valueName: "run"))
    var runID: String

    @Option(help: "What is printed: text, a line an event, or jsonl, the events as they were recorded.")
    var format = EventFormat.text

    @OptionGroup var state: StateOption

    func run() throws {
        let journal = try RunFinder(state: state).find(runID).place.journal
        let records: [[UInt8]]
        let head: Digest
        let waiting: [StoredCommand]
        do throws(JournalError) {
            (records, head) = try journal.history(of: runID)
            waiting = try journal.commands(of: runID).filter { $0.record == nil }
        } catch {
            throw JournalFailure.exit(error)
        }
        for record in records {
            switch format {
            case .jsonl: StandardStream.output.write(record + [UInt8(ascii: "\n")])
            case .text: StandardStream.output.write(HistoryLine(record).text + "\n")
            }
        }
        if format == .text {
            for command in waiting { StandardStream.output.write(Self.line(command) + "\n") }
            StandardStream.output.write("journal head \(head)\n")
        }
    }

    /// What is asked and not yet taken, below the lines of what happened.
    private static func line(_ command: StoredCommand) -> String {
        let what = "\(command.kind) by \(command.who)" + (command.note.map { ": \($0)" } ?? "")
        return PrintableText.escaping("waits     \(what), asked at \(command.givenAt)")
    }
}
