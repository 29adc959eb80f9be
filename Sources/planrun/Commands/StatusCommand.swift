import ArgumentParser
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

    @Argument(help: ArgumentHelp("One run; all runs where it is left out.", valueName: "run"))
    var runID: String?

    @Option(help: "What is printed: text or json.")
    var format = Format.text

    @OptionGroup var state: StateOption

    func run() throws {
        let finder = RunFinder(state: state)
        var runs: [RunSummary] = []
        if let runID {
            runs = [try finder.find(runID).summary]
        } else {
            for journal in try finder.journals() {
                do throws(JournalError) {
                    runs += try journal.runs()
                } catch {
                    throw JournalFailure.exit(error)
                }
            }
        }
        switch format {
        case .json:
            let value: JSONValue = ["format_version": 1, "runs": .array(runs.map(json))]
            StandardStream.output.write(value.prettyText + "\n")
        case .text: StandardStream.output.write(table(runs))
        }
    }

    private func json(_ run: RunSummary) -> JSONValue {
        [
            "id": .string(run.id),
            "state": .string(run.state.rawValue),
            "stage": run.stage.map(JSONValue.string) ?? .null,
            "plan": .string(run.planPath),
            "program": .string(run.programDigest),
            "started": .string(run.startedAt),
            "updated": .string(run.updatedAt),
            "records": .integer(run.records),
            "head": .string(run.head.description),
        ]
    }

    private func table(_ runs: [RunSummary]) -> String {
        guard !runs.isEmpty else { return "no runs\n" }
        let header = ["RUN", "STATE", "STAGE", "EVENTS", "STARTED", "UPDATED"]
        let rows = runs.map {
            [$0.id, $0.state.rawValue, $0.stage ?? "-", String($0.records), $0.startedAt, $0.updatedAt]
        }
        let widths = header.indices.map { column in ([header] + rows).map { $0[column].count }.max() ?? 0 }
        return ([header] + rows).map { row in
            zip(row, widths).map { $0 + String(repeating: " ", count: $1 - $0.count) }.joined(separator: "  ")
                .trimmingTrailingBlanks + "\n"
        }.joined()
    }
}

extension String {
    fileprivate var trimmingTrailingBlanks: String {
        var text = self[...]
        while text.last == " " { text.removeLast() }
        return String(text)
    }
}
