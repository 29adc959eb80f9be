package import Diagnostics

/// An audience as its author wrote it.
package enum AudiencePlan: Sendable, Hashable {
    case fraction(Located<Rational>)
    case group(Located<String>)

    package var span: SourceSpan {
        switch self {
        case .fraction(let share): share.span
        case .group(let name): name.span
        }
    }
}
