import Diagnostics
import Digests
import JSON
import Plan
import PlanSyntax
import Platform

/// A plan as far as it could be loaded, with everything that was found on the way.
struct LoadedPlan {
    /// The file as the user named it.
    let name: String
    /// The folder that the plan's paths start from.
    let folder: String
    /// Nil where `diagnostics` contain errors.
    let program: Program?
    let diagnostics: [Diagnostic]
    /// What the plan needs that no run of it could have yet.
    let missingCapabilities: [Diagnostic]
    let sources: SourceMap
    /// The columns of the data that requests are drawn from, or nil where they are not known.
    let features: [String]?
    var parameters = PlanParameters()

    /// The program's digest, in hexadecimal.
    var digest: String? { program.map { SHA256.digest($0.json.canonicalText).description } }
}
