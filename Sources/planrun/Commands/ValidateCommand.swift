import ArgumentParser
import Diagnostics
import Platform

struct ValidateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "validate",
        abstract: "Prove plans before they run, and say everything that is wrong with them at once.",
        discussion: """
            In a folder every .yaml and .yml file with the key `planrun` at its top is a plan, and so in the folders below, \
            but for the files that plans include.

            A comment `# planrun: allow CODE -- reason`, at the end of the line that a warning points at or above it, allows \
            that warning.
            """
    )

    @Argument(
        help: ArgumentHelp("Plans, and folders of plans, to validate; `-` reads standard input.", valueName: "file"),
        completion: .plan
    )
    var files: [String]

    @OptionGroup var format: FormatOption

    @Flag(help: "Let warnings count as errors.")
    var strict = false

    @Flag(help: "Print findings only.")
    var quiet = false

    @Flag(help: "Write the fixes that cannot go wrong into the files; of standard input, print the fixed text.")
    var fix = false

    @Flag(help: "Print what --fix would change, as a unified diff, and write nothing.")
    var diff = false

    @Option(
        help: ArgumentHelp(
            "What to call standard input; the plan's paths start from that file's folder.",
            valueName: "name"
        )
    )
    var stdinFilename: String?

    @Option(help: ArgumentHelp("How many plans may be read at once, 0 for one a core.", valueName: "n"))
    var threads = 0

    @OptionGroup var compiling: CompilingOptions
    @OptionGroup var color: ColorOption

    func validate() throws {
        try ExecuteCommand.check(threads: threads)
        let readsStandardInput = files.contains(PlanLoader.standardInput)
        if fix, diff { throw ValidationError("--fix writes and --diff only shows; give either") }
        if diff, format.stated?.isForPeople == false { throw ValidationError("--diff is a format of its own") }
        if let stdinFilename {
            if stdinFilename.isEmpty { throw ValidationError("--stdin-filename names nothing") }
            if !readsStandardInput { throw ValidationError("--stdin-filename goes with `-`") }
        }
        guard fix, readsStandardInput else { return }
        if files.count > 1 {
            throw ValidationError("--fix prints the text of standard input, and takes no files beside it")
        }
        if format.stated?.isForPeople == false {
            throw ValidationError("--fix prints the text of standard input, so --format is full or concise")
        }
    }

    func run() throws {
        let loader = PlanLoader(
            options: compiling.compilerOptions,
            values: compiling.values.planValues,
            limits: compiling.size.limits
        )
        let finder = PlanFinder(files, standardInputName: stdinFilename)
        let inputs = finder.inputs
        let loaded = Workers.map(count: inputs.count, threads: threads) { loader.load(inputs[$0]) }
        let found = FoundPlans(loaded, of: inputs, by: loader)
        let skipped = finder.skipped + found.skipped
        var plans = found.plans
        guard fix || diff else {
            return try show(AllFindings(plans, skipped: skipped, fixed: 0), of: plans)
        }
        let fixes = PlanFixes(plans, of: found.inputs, by: PlanMender(loader: loader), isWritten: fix)
        plans = fixes.plans
        if diff {
            StandardStream.output.write(fixes.diff)
            StandardStream.error.write(quiet ? "" : fixes.report)
            let remaining = AllFindings(plans, skipped: skipped, fixed: 0)
            if fixes.count > 0 || remaining.isRefused(isStrict: strict) { throw ExitStatus.planErrors.code }
            return
        }
        if chosenFormat.isForPeople, !quiet { StandardStream.error.write(fixes.report) }
        StandardStream.output.write(fixes.output)
        try show(AllFindings(plans, skipped: skipped, fixed: fixes.count), of: plans)
    }

    /// Whether standard output takes the fixed text of standard input.
    private var printsText: Bool { fix && files == [PlanLoader.standardInput] }

    /// The format of the findings. Where the environment alone asks for one that goes to standard output, and the fixed text
    /// goes there, they are for people.
    private var chosenFormat: DiagnosticFormat {
        printsText && !format.choice.isForPeople ? .full : format.choice
    }

    /// Prints what was found, and ends with the status it deserves.
    private func show(_ all: AllFindings, of plans: [LoadedPlan]) throws(ExitCode) {
        let isForPeople = chosenFormat.isForPeople
        if isForPeople, !quiet, !printsText {
            let summaries = plans.map { plan in
                plan.program.map { "\(PrintableText.escaping(plan.name)): \(ProgramSummary($0).text)\n" } ?? ""
            }
            StandardStream.output.write(summaries.joined())
        }
        let stream = isForPeople ? StandardStream.error : .output
        let renderer = chosenFormat.renderer(
            isColoured: color.choice.isColoured(stream),
            isStrict: strict,
            isComplete: all.isComplete,
            all.examined
        )
        stream.write(renderer.render(all.diagnostics, in: all.sources))
        if chosenFormat == .full {
            if !all.diagnostics.isEmpty { stream.write("\n\(all.summary)\n") }
            if all.examined.skipped > 0, !quiet { stream.write(Self.skippedLine(all.examined.skipped)) }
        }
        if all.isRefused(isStrict: strict) { throw ExitStatus.planErrors.code }
    }

    private static func skippedLine(_ count: Int) -> String {
        count == 1
            ? "1 file in the folders is no plan and was skipped\n"
            : "\(count) files in the folders are no plans and were skipped\n"
    }
}
