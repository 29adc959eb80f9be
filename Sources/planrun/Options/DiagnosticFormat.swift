import ArgumentParser
import Diagnostics

/// How diagnostics are written: the registry of renderers.
enum DiagnosticFormat: String, ExpressibleByArgument, CaseIterable {
    case full, concise, json, sarif, github, junit

    /// Whether it is for people; the other formats are the command's result, for programs.
    var isForPeople: Bool { self == .full || self == .concise }

    /// - Parameters:
    ///   - isStrict: whether warnings count as errors.
    ///   - isComplete: whether every plan could be read.
    func renderer(
        isColoured: Bool,
        isStrict: Bool,
        isComplete: Bool,
        _ examined: ExaminedPlans
    ) -> any DiagnosticRenderer {
        switch self {
        case .full: FullRenderer(isColoured: isColoured)
        case .concise: ConciseRenderer()
        case .json: JSONRenderer(examined)
        case .sarif: SARIFRenderer(examined, version: Planrun.version, isSuccessful: isComplete)
        case .github: GitHubRenderer()
        case .junit: JUnitRenderer(examined, isStrict: isStrict)
        }
    }
}
