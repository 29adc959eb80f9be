/// How the errors that a plan allows its evidence are divided among its gates.
///
/// A candidate is promoted only where every condition of a stage holds, so each may be wrong as often as a release may: one
/// that is no better than its margin must get past all of them. Any one condition of `rollback_if` rolls back, so they
/// share what a rollback may be wrong evenly. A condition that comes again in a later stage asks the same again, and counts
/// once.
package struct ErrorBudget: Sendable, Hashable {
    /// What each condition of `promote_if` and `low_if` may be wrong.
    package let promotion: Double
    /// What each condition of `rollback_if` may be wrong.
    package let rollback: Double
    /// How many conditions share the error of a rollback.
    package let rollbackConditions: Int

    package init(_ program: Program) {
        let asked = program.stages.flatMap(\.rollbackIf).filter { $0.evidence != .point }
        self.init(
            release: program.evidence?.releaseError,
            rollback: program.evidence?.rollbackError,
            rollbackConditions: Set(asked.map(\.text))
        )
    }

    /// - Parameter rollbackConditions: The texts of those that must be sure.
    package init(release: Rational?, rollback: Rational?, rollbackConditions: Set<String>) {
        self.rollbackConditions = rollbackConditions.count
        promotion = release?.value ?? Self.standard
        self.rollback = (rollback?.value ?? Self.standard) / Double(max(1, rollbackConditions.count))
    }

    private static let standard = 0.05
}
