import Diagnostics
import Plan

/// A declared parameter with what its variable stands for.
struct ResolvedParameter: Sendable {
    enum Value: Sendable {
        case text(String, origin: Diagnostic.Label)
        /// A secret, which stays a name.
        case secret
        /// None: there is no value, or it could not be read, which has been reported or is once it is used.
        case none
    }

    let declaration: ParameterDeclaration
    let value: Value
    /// Whether it has no value because none is given, which matters to those who use it.
    let isUnset: Bool
}
