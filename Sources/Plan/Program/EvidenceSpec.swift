/// What a plan's evidence may get wrong, and what it must find.
package struct EvidenceSpec: Sendable, Hashable {
    /// How probable it may be that a candidate is promoted which is worse than its margin.
    package let releaseError: Rational
    /// How probable it may be that a candidate is rolled back which is not.
    package let rollbackError: Rational
    /// The drop that must not slip through, or nil where the plan states none.
    package let detect: Rational?
    /// How probable it must be that such a drop is found.
    package let power: Rational
    /// What counts as one observation in sequential evidence.
    package let independent: IndependentObservation

    package init(
        releaseError: Rational,
        rollbackError: Rational,
        detect: Rational?,
        power: Rational,
        independent: IndependentObservation
    ) {
        self.releaseError = releaseError
        self.rollbackError = rollbackError
        self.detect = detect
        self.power = power
        self.independent = independent
    }
}
