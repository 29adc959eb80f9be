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
        /// Who drives it.
        let holder: LeaseHolder?

        init(_ run: RunSummary, in place: RunFinder.Place) throws(JournalError) {
            self.run = run
            folder = place.folder
            holder = run.state.isOver ? nil : try place.journal.holder(of: run)
        }

        /// Where it stands, in a word.
        var state: String { run.state == .running && holder == nil ? "interrupted" : run.state.rawValue }
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
            do throws(JournalError) {
                return ([try Row(summary, in: place)], [])
            } catch {
                throw JournalFailure.exit(error)
            }
        }
        let (places, unreadable) = finder.places()
        var failures = unreadable
        var rows: [Row] = []
        for place in places {
            do throws(JournalError) {
                for run in try place.journal.runs() { rows.append(try Row(run, in: place)) }
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
            "driven_by": row.holder.map { holder in
                ["pid": .integer(holder.pid), "host": holder.host.map(JSONValue.string) ?? .null]
            } ?? .null,
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
        let facts = runID == nil ? "" : rows.map(details).joined()
        return ColumnText.lines([header] + lines) + facts
    }

    private func details(_ row: Row) -> String {
        let driver = row.holder.map { "driven by \($0.text)\n" } ?? ""
        return driver + "journal head \(row.run.head)\n"
    }

    private func toTheSecond(_ timestamp: String) -> String {
        timestamp.contains(".") ? timestamp.prefix { $0 != "." } + "Z" : timestamp
    }

    private var searched: String {
        if let chosen = state.chosen { return "`\(chosen)`" }
        return "`\(StateOption.defaultName)` here or in the folders here"
    }
}
