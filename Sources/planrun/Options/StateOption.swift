import ArgumentParser
import Platform

/// Where runs are kept.
struct StateOption: ParsableArguments {
    @Option(
        name: .customLong("state"),
        help: ArgumentHelp(
            "The folder that runs are kept in; PLANRUN_STATE says the same, and `.planrun` beside the plan is the default.",
            valueName: "dir"
        )
    )
    var folder: String?

    static let defaultName = ".planrun"

    /// The folder the user chose, by the option or the environment.
    private var chosen: String? { folder ?? Environment.value("PLANRUN_STATE") }

    /// The folder for runs of a plan that lies in `planFolder`.
    func folder(besidePlanIn planFolder: String) -> String {
        chosen ?? Path.join(planFolder, Self.defaultName)
    }

    /// The folders where runs may be when no plan is named: the chosen one, or `.planrun` here and in the folders here.
    var candidates: [String] {
        if let chosen { return [chosen] }
        let here = [Self.defaultName] + FileSystem.folders(in: ".").map { Path.join($0, Self.defaultName) }
        return here.filter(FileSystem.isFolder)
    }
}
