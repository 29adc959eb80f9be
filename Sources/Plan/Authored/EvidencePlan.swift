package import Diagnostics

/// `evidence:`: how sure the plan's gates must be, unless they say otherwise themselves.
package struct EvidencePlan: Sendable, Hashable {
    package let method: Located<EvidenceMethod>
    /// How probable it may be that a candidate is promoted which is worse than its margin.
    package let releaseError: Located<Rational>?
    /// How probable it may be that a candidate is rolled back which is not.
    package let rollbackError: Located<Rational>?
    /// The drop that must not slip through.
    package let detect: Located<Rational>?
    /// How probable it must be that such a drop is found.
    package let power: Located<Rational>?
    /// What counts as one observation in sequential evidence.
    package let independent: IndependentObservation
    package let span: SourceSpan

    package init(
        method: Located<EvidenceMethod>,
        releaseError: Located<Rational>?,
        rollbackError: Located<Rational>?,
        detect: Located<Rational>?,
        power: Located<Rational>?,
        independent: IndependentObservation,
        span: SourceSpan
    ) {
        self.method = method
        self.releaseError = releaseError
        self.rollbackError = rollbackError
        self.detect = detect
        self.power = power
        self.independent = independent
        self.span = span
    }
}
