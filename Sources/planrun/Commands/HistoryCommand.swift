import ArgumentParser
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
        do throws(JournalError) {
            (records, head) = try journal.history(of: runID)
        } catch {
            throw JournalFailure.exit(error)
        }
        for record in records {
            switch format {
            case .jsonl: StandardStream.output.write(record + [UInt8(ascii: "\n")])
            case .text: StandardStream.output.write(HistoryLine(record).text + "\n")
            }
        }
        if format == .text { StandardStream.output.write("journal head \(head)\n") }
    }
}
