import Diagnostics
import Digests
import JSON
import Plan
import PlanSyntax
import Platform

/// A plan as far as it could be loaded, with everything that was found on the way.
struct LoadedPlan: Sendable {
    /// The number of the plan's own file among its sources.
    static let ownFile = SourceFile.ID(index: 0)

    /// The file as the user named it.
    let name: String
    /// The folder that the plan's paths start from.
    let folder: String
    /// Nil where `diagnostics` contain errors.
    let program: Program?
    let diagnostics: [Diagnostic]
    /// The warnings that comments in the sources allow, and which therefore are not among `diagnostics`.
    var allowed: [AllowedDiagnostic] = []
    /// What the plan needs that no run of it could have yet.
    let missingCapabilities: [Diagnostic]
    /// The plan's own file as it was read; what `sources` show of it may be masked.
    let text: [UInt8]
    let sources: SourceMap
    /// The columns of the data that requests are drawn from, or nil where they are not known.
    let features: [String]?
    var parameters = PlanParameters()
    /// The files that the plan includes, directly or not, each by its resolved path.
    var includes: Set<String> = []
    /// Whether the file holds only what plans include, and so is none itself.
    var isFragment = false
    /// What the author said, every part with its place among `sources`; nil where nothing could be read.
    var authored: ReleasePlan?

    /// The same plan with one more finding, an error.
    func adding(_ error: Diagnostic) -> LoadedPlan {
        LoadedPlan(
            name: name,
            folder: folder,
            program: nil,
            diagnostics: (diagnostics + [error]).sortedBySource(),
            allowed: allowed,
            missingCapabilities: missingCapabilities,
            text: text,
            sources: sources,
            features: features,
            parameters: parameters
        )
    }

    /// The program's digest, in hexadecimal.
    var digest: String? { program.map { SHA256.digest($0.json.canonicalText).description } }
}
