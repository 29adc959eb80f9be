import Diagnostics
import Platform

/// The format of diagnostics: what is stated, then what the environment says, then what suits where this runs.
struct FormatChoice {
    static let variable = "PLANRUN_FORMAT"

    /// What the command line states.
    var stated: DiagnosticFormat?

    /// The format the environment names, or nil where it names none.
    private var environment: String? {
        Environment.value(Self.variable).flatMap { $0.isEmpty ? nil : $0 }
    }

    /// What is wrong with the environment, where it is asked.
    var problem: String? {
        guard stated == nil, let name = environment, DiagnosticFormat(rawValue: name) == nil else { return nil }
        let known = DiagnosticFormat.allCases.map(\.rawValue)
        return "\(Self.variable) names no format: `\(name)`" + Suggestion.question(for: name, among: known)
    }

    var choice: DiagnosticFormat {
        if let stated { return stated }
        if let named = environment.flatMap(DiagnosticFormat.init) { return named }
        return Environment.value("GITHUB_ACTIONS") == "true" ? .github : .full
    }
}
