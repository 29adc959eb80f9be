package import Diagnostics
package import Plan

/// What the author of a plan said, as far as it can be read, with what its variables came to.
package struct LoweredPlan: Sendable {
    /// Whoever needs it no longer may let it go.
    package var plan: ReleasePlan
    package let diagnostics: [Diagnostic]
    /// Where the values of variables come from, for findings about them.
    package let origins: ValueOrigins
    /// The values of the parameters that are no secrets, by name: with them the plan compiles to the same program again.
    package let values: [String: String]
    /// The values of the secrets, as far as they are given.
    package let secrets: Secrets
    /// The secrets that are used and not given, which matters once the plan is carried out.
    package let unsetSecrets: [Diagnostic]
}
