import ArgumentParser
import Diagnostics
import Platform

/// The option for the format of diagnostics, with what stands in for it.
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

    private static let variable = "PLANRUN_FORMAT"

    /// The format the environment names, or nil where it names none.
    private var environment: String? {
        Environment.value(Self.variable).flatMap { $0.isEmpty ? nil : $0 }
    }

    func validate() throws {
        guard stated == nil, let name = environment, DiagnosticFormat(rawValue: name) == nil else { return }
        let known = DiagnosticFormat.allCases.map(\.rawValue)
        throw ValidationError(
            "\(Self.variable) names no format: `\(name)`" + Suggestion.question(for: name, among: known)
        )
    }

    /// The option, then the environment, then where this runs.
    var choice: DiagnosticFormat {
        if let stated { return stated }
        if let named = environment.flatMap(DiagnosticFormat.init) { return named }
        return Environment.value("GITHUB_ACTIONS") == "true" ? .github : .full
    }
}
