import ArgumentParser
import Platform

/// Where runs are kept.
struct StateOption: ParsableArguments {
    @Option(
        name: .customLong("state"),
        help: ArgumentHelp(
            "The folder that runs are kept in; PLANRUN_STATE says the same, and `.planrun` beside the plan is the default.",
            valueName: "dir"
        ),
        completion: .directory
    )
    var folder: String?

    static let defaultName = ".planrun"

    func validate() throws {
        if folder?.isEmpty == true { throw ValidationError("--state names no folder") }
    }

    /// The folder the user chose, by the option or the environment.
    var chosen: String? { folder ?? environment }

    private var environment: String? {
        guard let folder = Environment.value("PLANRUN_STATE"), !folder.isEmpty else { return nil }
        return folder
    }

    /// The folder for runs of a plan that lies in `planFolder`.
    func folder(besidePlanIn planFolder: String) -> String {
        chosen ?? Path.join(planFolder, Self.defaultName)
    }

    /// The folders where runs may be when no plan is named: the chosen one, or `.planrun` here and in the folders here.
    var candidates: [String] { chosen.map { [$0] } ?? Self.defaultCandidates }

    static var defaultCandidates: [String] {
        let here = [defaultName] + FileSystem.folders(in: ".").map { Path.join($0, defaultName) }
        return here.filter(FileSystem.isFolder)
    }

    /// The option with which a later command, given from the same place, finds the runs of `folder`; empty where it finds
    /// them by itself.
    func argument(for folder: String) -> String {
        let isFound = environment == folder || (environment == nil && Self.defaultCandidates.contains(folder))
        return isFound ? "" : " --state " + ShellWord.quoted(folder)
    }
}
