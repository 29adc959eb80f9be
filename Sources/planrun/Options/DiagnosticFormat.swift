import ArgumentParser
import Diagnostics

/// How diagnostics are written.
enum DiagnosticFormat: String, ExpressibleByArgument, CaseIterable {
    case full, concise, json

    func renderer(isColoured: Bool) -> any DiagnosticRenderer {
        switch self {
        case .full: FullRenderer(isColoured: isColoured)
        case .concise: ConciseRenderer()
        case .json: JSONRenderer()
        }
    }
}
