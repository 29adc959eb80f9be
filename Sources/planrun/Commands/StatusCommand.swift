import ArgumentParser
import Diagnostics
import Digests
import JSON
import Journal
import Platform

struct StatusCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "List the runs and where they stand."
    )

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, json
    }

    /// A run with the state folder it is kept in.
    private struct Row {
        let folder: String
        let run: RunSummary
        /// Where it stands, in a word.
        let state: String

        init(_ run: RunSummary, in place: RunFinder.Place) {
            self.run = run
            folder = place.folder
            state = place.journal.isInterrupted(run) ? "interrupted" : run.state.rawValue
        }
    }

    @Argument(help: ArgumentHelp("One run; all runs where it is left out.", valueName: "run"))
    var runID: String?

    @Option(help: "What is printed: text or json.")
    var format = Format.text

    @OptionGroup var state: StateOption

    func run() throws {
        let (rows, failures) = try rows()
        switch format {
        case .json:
            let value: JSONValue = ["format_version": 1, "runs": .array(rows.map(json))]
            StandardStream.output.write(value.prettyText + "\n")
        // Where a journal cannot be read, nobody knows that there are no runs.
        case .text where rows.isEmpty && !failures.isEmpty: break
        case .text: StandardStream.output.write(table(rows))
        }
        if let exit = failures.map(JournalFailure.exit).first { throw exit }
    }

    private func rows() throws(ExitCode) -> (rows: [Row], failures: [JournalError]) {
        let finder = RunFinder(state: state)
        if let runID {
            let (place, summary) = try finder.find(runID)
            return ([Row(summary, in: place)], [])
        }
        let (places, unreadable) = finder.places()
        var failures = unreadable
        var rows: [Row] = []
        for place in places {
            do throws(JournalError) {
                rows += try place.journal.runs().map { Row($0, in: place) }
            } catch {
                failures.append(error)
            }
        }
        return (rows, failures)
    }

    private func json(_ row: Row) -> JSONValue {
        let run = row.run
        return [
            "id": .string(run.id),
            "state": .string(row.state),
            "stage": run.stage.map(JSONValue.string) ?? .null,
            "plan": .string(run.planPath),
            "program": .string(run.programDigest),
            "folder": .string(row.folder),
            "started": .string(run.startedAt),
            "updated": .string(run.updatedAt),
            "records": .integer(run.records),
            "head": .string(run.head.description),
        ]
    }

    private func table(_ rows: [Row]) -> String {
        guard !rows.isEmpty else { return "no runs are kept in \(searched); --state names another folder\n" }
        // Where the runs come from one folder, the column would say the same on each line.
        let folders = Set(rows.map(\.folder)).count > 1
        let header = ["RUN", "STATE", "STAGE", "EVENTS", "STARTED", "UPDATED"] + (folders ? ["FOLDER"] : [])
        let lines = rows.map { row in
            let run = row.run
            let times = [run.startedAt, run.updatedAt].map(toTheSecond)
            return [run.id, row.state, run.stage ?? "-", String(run.records)] + times
                + (folders ? [PrintableText.escaping(row.folder)] : [])
        }
        // Too long for a column, and of use for one run at a time.
        let head = runID == nil ? nil : rows.first.map { "journal head \($0.run.head)\n" }
        return ColumnText.lines([header] + lines) + (head ?? "")
    }

    private func toTheSecond(_ timestamp: String) -> String {
        timestamp.contains(".") ? timestamp.prefix { $0 != "." } + "Z" : timestamp
    }

    private var searched: String {
        if let chosen = state.chosen { return "`\(chosen)`" }
        return "`\(StateOption.defaultName)` here or in the folders here"
    }
}
