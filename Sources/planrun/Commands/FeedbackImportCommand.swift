import ArgumentParser
import Datasets
import Diagnostics
import Journal
import Plan
import Platform
import Providers

struct FeedbackImportCommand: ParsableCommand, OperatedCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Add what many users say of a run, from JSON lines or CSV.",
        discussion: """
            Each JSON object, or row of CSV under a header, has `unit`, a `rating`, `thumb` or `text`, and its time: \
            `after` the run's beginning, such as 3m, or `at`, such as 2026-03-01T09:30:00Z. Where a router divides the \
            traffic, `model` says which one answered: candidate or baseline. Names that end in .csv, .jsonl \
            or .json tell the form, else the first character does. Either all entries are added or, where one is wrong, \
            none; one that the unit has said before, at the same time with the same text, is counted once.
            """
    )

    @Argument(help: ArgumentHelp("The run, such as iris-forest-1.", valueName: "run"))
    var runID: String

    @Argument(help: ArgumentHelp("The file; `-` reads standard input.", valueName: "file"), completion: .file())
    var file = PlanLoader.standardInput

    @OptionGroup var state: StateOption
    @OptionGroup var log: LogOption
    @OptionGroup var color: ColorOption

    private static let limit = 256 << 20

    func run() throws {
        let target = try FeedbackTarget(runID, state: state)
        let entries = try read(of: target)
        guard !entries.isEmpty else {
            StandardStream.output.write("there is nothing to import\n")
            return
        }
        let added = try target.add(entries.map { ($0, $0.after) }, source: .import)
        OperatorSession.note("feedback imported", ["entries": .number(added)])
        var facts = ["imported \(added) \(added == 1 ? "entry" : "entries")"]
        let known = entries.count - added
        if known > 0 { facts.append("\(known) \(known == 1 ? "duplicate" : "duplicates") counted once") }
        let effect =
            target.isOver || added == 1 ? target.effect : target.effect.replacing("it counts", with: "they count")
        StandardStream.output.write(facts.joined(separator: ", ") + (added > 0 ? ": \(effect)" : "") + "\n")
    }

    private func read(of target: FeedbackTarget) throws(ExitCode) -> [FeedbackEntry] {
        guard let start = Timestamp(rfc3339: target.run.startedAt) else {
            Complaint.error("the journal does not say when the run `\(runID)` began")
            throw ExitStatus.journal.code
        }
        let isStandardInput = file == PlanLoader.standardInput
        let name = isStandardInput ? "<stdin>" : file
        let bytes: [UInt8]
        do throws(PlatformError) {
            bytes =
                isStandardInput
                ? try FileSystem.readStandardInput(limit: Self.limit) : try FileSystem.read(file, limit: Self.limit)
        } catch {
            let reason = error.isTooLarge ? "it is larger than 256 MiB" : error.reason
            Complaint.error("cannot read `\(name)`: \(reason)")
            throw ExitStatus.planErrors.code
        }
        do throws(DatasetFailure) {
            return try FeedbackImport(
                bytes,
                named: name,
                form: form,
                start: start,
                namesModel: target.isLive
            ).entries
        } catch {
            var sources = SourceMap()
            let diagnostics = error.diagnostics(in: &sources)
            let renderer = FullRenderer(isColoured: color.choice.isColoured(.error))
            StandardStream.error.write(renderer.render(diagnostics, in: sources) + "\nnothing was imported\n")
            OperatorSession.record(diagnostics, in: sources, quoted: nil)
            throw ExitStatus.planErrors.code
        }
    }

    /// The form that the file's name tells.
    private var form: FeedbackImport.Form? {
        let name = file.lowercased()
        if name.hasSuffix(".csv") { return .csv }
        return name.hasSuffix(".jsonl") || name.hasSuffix(".json") ? .jsonLines : nil
    }
}
