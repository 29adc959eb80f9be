import ArgumentParser

/// The option for the format of diagnostics.
struct FormatOption: ParsableArguments {
    @Option(
        name: .customLong("format"),
        help: ArgumentHelp(
            "How findings are written: full, concise, json, sarif, github or junit. Without it PLANRUN_FORMAT says, then "
                + "github under GITHUB_ACTIONS=true, else full.",
            valueName: "format"
        )
    )
    var stated: DiagnosticFormat?

    func validate() throws {
        if let problem = choice.problem { throw ValidationError(problem) }
    }

    var choice: FormatChoice { FormatChoice(stated: stated) }
}
