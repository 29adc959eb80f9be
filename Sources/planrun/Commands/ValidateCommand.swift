import ArgumentParser

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

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("How many plans may be read at once, 0 for one a core.", valueName: "n")
    )
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
        let validation = Validation(
            files: files,
            format: format.choice,
            color: color.choice,
            isStrict: strict,
            isQuiet: quiet,
            fixing: fix ? .written : diff ? .shown : .none,
            standardInputName: stdinFilename,
            threads: threads,
            options: compiling.compilerOptions,
            values: compiling.values.planValues,
            limits: compiling.size.limits
        )
        let status = validation.run()
        if status != .done { throw status.code }
    }
}
