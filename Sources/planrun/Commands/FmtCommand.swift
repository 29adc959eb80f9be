import ArgumentParser
import Diagnostics
import Formatting
import Platform

struct FmtCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fmt",
        abstract: "Write plans in the one canonical form; comments and meaning stay.",
        discussion: """
            The names of the files that were rewritten are printed. In a folder every .yaml and .yml file is formatted that \
            is a plan, a scenario or another file of planrun's; hidden folders are left out.
            """
    )

    @Argument(
        help: ArgumentHelp(
            """
            Files to format, and folders to look for them in; `-` writes standard input to standard output. The current \
            folder where none is given.
            """,
            valueName: "path"
        )
    )
    var paths: [String] = []

    @Flag(help: "Write nothing; print the names of files that would change, and exit with 1 where there are any.")
    var check = false

    @Flag(help: "Write nothing; print what would change as a unified diff.")
    var diff = false

    @Option(help: ArgumentHelp("What messages call standard input.", valueName: "name"))
    var stdinFilename = "<stdin>"

    @OptionGroup var color: ColorOption

    func validate() throws {
        if paths.contains(PlanLoader.standardInput), paths.count > 1 {
            throw ValidationError("`-` is standard input and cannot be formatted beside files")
        }
        if stdinFilename != "<stdin>", paths != [PlanLoader.standardInput] {
            throw ValidationError("--stdin-filename names standard input, and `-` is not given")
        }
    }

    func run() throws {
        var problems = FormattingProblems()
        var wouldChange = false
        let targets = FormattingTargets(paths.isEmpty ? ["."] : paths)
        for folder in targets.emptyFolders {
            problems.add(.unreadablePlan, "cannot format `\(folder)`: the folder holds no plans", of: folder)
        }
        for path in targets.files {
            guard
                let file = FormattedFile(path, name: path == PlanLoader.standardInput ? stdinFilename : path, &problems)
            else { continue }
            if file.isChanged { wouldChange = true }
            write(file, &problems)
        }
        problems.print(isColoured: color.choice.isColoured(.error))
        if !problems.isEmpty || (check && wouldChange) { throw ExitStatus.planErrors.code }
    }

    private func write(_ file: FormattedFile, _ problems: inout FormattingProblems) {
        if check, file.isChanged { StandardStream.output.write(file.name + "\n") }
        if diff { StandardStream.output.write(file.difference) }
        guard !check, !diff else { return }
        if file.path == PlanLoader.standardInput {
            StandardStream.output.write(file.text)
        } else if file.isChanged {
            do throws(PlatformError) {
                try FileSystem.rewrite(file.path, with: Array(file.text.utf8))
                StandardStream.output.write(file.name + "\n")
            } catch {
                problems.add(.unwritablePlan, "cannot write `\(file.name)`: \(error.reason)", of: file.name)
            }
        }
    }
}
