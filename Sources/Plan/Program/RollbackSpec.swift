/// Where a stage that rolls back leads by what its conditions and its deadline say.
///
/// Alerts, errors and people take the candidate from everybody at once, whatever it is.
package enum RollbackSpec: Sendable, Hashable {
    /// Nobody has the candidate any longer.
    case nothing
    /// The audience of the stage before has it, which begins anew.
    case previous
    /// The audience goes down stage by stage and rests so long at each, until nobody has it.
    case steps(pause: Duration)

    /// How long each lower stage has the candidate on the way down; nil where there is no such way.
    package var pause: Duration? { if case .steps(let pause) = self { pause } else { nil } }
}

extension [StageSpec] {
    /// The stages from which a release can go one stage down towards nobody. Where the stage below gives nobody the candidate
    /// there is no such step, and without a stage that goes down in steps there is none at all.
    package var descents: Range<Int> {
        guard let last = lastIndex(where: { $0.rollback.pause != nil }),
            let serving = firstIndex(where: { $0.audience.fraction != .zero }), serving < last
        else { return 0..<0 }
        return serving + 1..<last + 1
    }
}
