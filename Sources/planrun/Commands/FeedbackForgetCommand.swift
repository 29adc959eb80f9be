import ArgumentParser
import Compiler
import Datasets
import JSON
import Journal
import Plan
import Platform
import Providers

struct FeedbackForgetCommand: ParsableCommand, OperatedCommand {
    static let configuration = CommandConfiguration(
        commandName: "forget",
        abstract: "Delete all that a user has said, in every run.",
        discussion: """
            The entries are deleted from the state folder's store and overwritten; journals hold none of it and still \
            verify, and what was decided stands. A feedback file that a plan names is the author's own: where the user is \
            in it, that is said, and the file is left as it is.
            """
    )

    @Option(help: ArgumentHelp("Whose words are deleted, such as user-17.", valueName: "unit"))
    var unit: String

    @OptionGroup var state: StateOption
    @OptionGroup var log: LogOption

    func validate() throws {
        if unit.isEmpty { throw ValidationError("--unit must not be empty") }
    }

    func run() throws {
        var entries = 0
        var runs = 0
        var hasStore = false
        for folder in state.candidates {
            do throws(FeedbackStoreError) {
                guard let store = try FeedbackStore.open(folder: folder, createIfMissing: false) else { continue }
                hasStore = true
                let forgotten = try store.forget(unit: unit)
                entries += forgotten.reduce(0) { $0 + $1.entries }
                runs += forgotten.count
            } catch {
                throw FeedbackFailure.exit(error)
            }
        }
        let (places, failures) = RunFinder(state: state).places()
        if let failure = failures.first { throw JournalFailure.exit(failure) }
        let journals = places.map(\.journal)
        guard hasStore || !journals.isEmpty else {
            Complaint.error(
                "there is neither feedback nor a run to be found; name the folder with `--state`"
            )
            throw ExitStatus.journal.code
        }
        OperatorSession.note("feedback forgotten", ["entries": .number(entries), "runs": .number(runs)])
        let count = "\(entries) \(entries == 1 ? "entry" : "entries") in \(runs) \(runs == 1 ? "run" : "runs")"
        StandardStream.output.write(entries > 0 ? "forgot \(count)\n" : "the unit has said nothing that is stored\n")
        for line in try notes(on: journals) { StandardStream.output.write(line + "\n") }
    }

    /// What is to be said of the files that the runs' plans name: those are their authors'.
    private func notes(on journals: [Journal]) throws(ExitCode) -> [String] {
        // Each plan with what its parameters were in one of its runs.
        var plans: [String: [PlanValues.Setting]] = [:]
        for journal in journals {
            do throws(JournalError) {
                let runs = Dictionary(try journal.runs().map { ($0.planPath, $0.id) }) { first, _ in first }
                for (path, run) in runs {
                    let first = try journal.records(of: run).first.flatMap { try? JSONValue(parsing: $0) }
                    plans[path] = PlanValues.Setting.recorded(first?["parameters"])
                }
            } catch {
                throw JournalFailure.exit(error)
            }
        }
        var notes: Set<String> = []
        for (path, parameters) in plans {
            let values = PlanValues(recorded: parameters)
            let plan = PlanLoader(options: Compiler.Options(allowsOutsidePaths: true), values: values).load(path)
            guard let program = plan.program else {
                notes.insert(
                    "note: the plan `\(path)` cannot be read; whether its feedback file has the unit is not known"
                )
                continue
            }
            guard let from = program.feedback?.from else { continue }
            let file = Path.join(plan.folder, from)
            if let read = try? FeedbackFile.read(path: file, named: file),
                read.entries.contains(where: { $0.unit == unit })
            {
                notes.insert("note: the unit is also in `\(file)`, the plan's own file, which is left as it is")
            }
        }
        return notes.sorted()
    }
}
