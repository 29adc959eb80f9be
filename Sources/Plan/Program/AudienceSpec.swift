/// Which units a stage adds to those of the stages before it.
package enum AudienceSpec: Sendable, Hashable {
    /// A share of all units, by hash.
    case fraction(Rational)
    /// A declared group.
    case group(String)

    /// As plans write it.
    package var text: String {
        switch self {
        case .fraction(let share): share.percentText
        case .group(let name): "group \(name)"
        }
    }
}
