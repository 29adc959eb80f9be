import ArgumentParser
import JSON
import Journal
import Plan
import Platform

struct StatusCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "List the runs and where they stand.",
        discussion: """
            With --watch they are listed again whenever something changes, until the run that is named is over or an \
            interrupt. With --check the exit status is 3 where a run is not over and nobody has driven it for longer than \
            --max-age: for monitoring.
            """
    )

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, json
    }

    @Argument(help: ArgumentHelp("One run; all runs where it is left out.", valueName: "run"))
    var runID: String?

    @Option(help: "What is printed: text or json.")
    var format = Format.text

    @Flag(help: "Go on showing what changes.")
    var watch = false

    @Flag(help: "Fail where nobody drives a run that is not over.")
    var check = false

    @Option(help: ArgumentHelp("With --check: how long nobody may drive it, such as 5m.", valueName: "duration"))
    var maxAge: String?

    @OptionGroup var state: StateOption

    func validate() throws {
        if watch, check { throw ValidationError("--watch does not end, and --check is about its end; give either") }
        if watch, format == .json {
            throw ValidationError("--watch shows text; `execute --format jsonl` prints events")
        }
        guard let maxAge else { return }
        guard check else { throw ValidationError("--max-age goes with --check") }
        guard Duration(planText: maxAge) != nil else {
            throw ValidationError("--max-age is a duration such as 5m or 1h30m, and `\(maxAge)` is not")
        }
    }

    func run() throws {
        if watch { return try follow() }
        let (rows, failures) = try rows()
        switch format {
        case .json:
            let value: JSONValue = ["format_version": 1, "runs": .array(rows.map(\.json))]
            StandardStream.output.write(value.prettyText + "\n")
        // Where a journal cannot be read, nobody knows that there are no runs.
        case .text where rows.isEmpty && !failures.isEmpty: break
        case .text: StandardStream.output.write(text(rows))
        }
        if let exit = failures.map(JournalFailure.exit).first { throw exit }
        if check { try complain(of: rows) }
    }

    private func rows() throws(ExitCode) -> (rows: [RunStanding], failures: [JournalError]) {
        let finder = RunFinder(state: state)
        if let runID {
            let (place, summary) = try finder.find(runID)
            do throws(JournalError) {
                return ([try RunStanding(summary, in: place, isLookedAt: true)], [])
            } catch {
                throw JournalFailure.exit(error)
            }
        }
        let (places, unreadable) = finder.places()
        var failures = unreadable
        var rows: [RunStanding] = []
        for place in places {
            do throws(JournalError) {
                for run in try place.journal.runs() { rows.append(try RunStanding(run, in: place)) }
            } catch {
                failures.append(error)
            }
        }
        return (rows, failures)
    }

    private func text(_ rows: [RunStanding]) -> String {
        guard !rows.isEmpty else { return "no runs are kept in \(searched); --state names another folder\n" }
        return RunTable.text(rows) + (runID == nil ? "" : rows.map(\.details).joined())
    }

    private var searched: String {
        if let chosen = state.chosen { return "`\(chosen)`" }
        return "`\(StateOption.defaultName)` here or in the folders here"
    }

    // MARK: Going on

    /// How long to wait before looking again; a look takes a hundredth of it.
    private static let pause = 500

    /// Draws the table again on a terminal, and elsewhere prints a line for each run that has changed.
    private func follow() throws {
        let isRedrawn = StandardStream.output.isAnsweringTerminal
        var shown = ""
        var lines: Set<String> = []
        while true {
            let (rows, failures) = try rows()
            if let failure = failures.first { throw JournalFailure.exit(failure) }
            if isRedrawn {
                let text = text(rows)
                // From the upper left corner, and nothing of what was there before.
                if text != shown { StandardStream.output.write("\u{1B}[H\u{1B}[2J" + text) }
                shown = text
            } else {
                for row in rows where lines.insert(RunTable.line(row)).inserted {
                    StandardStream.output.write(RunTable.line(row))
                }
            }
            if runID != nil, rows.allSatisfy(\.run.state.isOver) { return }
            if StandardStream.output.failure != nil { return }
            Clock.pause(milliseconds: Self.pause)
        }
    }

    // MARK: Checking

    private func complain(of rows: [RunStanding]) throws(ExitCode) {
        let limit = maxAge.flatMap { Duration(planText: $0) } ?? .zero
        var isAbandoned = false
        for row in rows {
            guard let seconds = row.abandonedFor, Duration.seconds(seconds) >= limit else { continue }
            isAbandoned = true
            let line = "planrun resume \(row.run.id)" + state.argument(for: row.folder)
            Complaint.error(
                "nobody has driven run `\(row.run.id)` for \(Duration.seconds(seconds).planText), and it is "
                    + "\(row.state); `\(line)` goes on with it",
                code: JournalCodes.abandonedRun
            )
        }
        if isAbandoned { throw ExitStatus.stepFailed.code }
    }
}
