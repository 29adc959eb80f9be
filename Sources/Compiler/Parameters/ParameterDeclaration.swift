import Diagnostics
import Plan
import PlanSyntax

/// One entry of `parameters:`.
struct ParameterDeclaration: Sendable {
    let name: Located<String>
    /// Nil where it could not be read.
    let type: ParameterType?
    let isSecret: Bool
    /// Where its default stands.
    let defaultValue: SyntaxNode?
    /// The values it may have, or nil where that is any of the type.
    let choices: [String]?
}
