package import Metrics
package import Plan

/// What the two models have shown over the same requests.
package struct PairedEvidence: Sendable, Equatable {
    package var candidate: AccumulatorSet
    /// Nil where the plan has no baseline.
    package var baseline: AccumulatorSet?

    package init(candidate: AccumulatorSet, baseline: AccumulatorSet?) {
        self.candidate = candidate
        self.baseline = baseline
    }

    /// No evidence yet, of these kinds.
    package init(_ kinds: [any Accumulator.Type], layout: OutcomeLayout, hasBaseline: Bool) {
        candidate = AccumulatorSet(kinds, layout: layout)
        baseline = hasBaseline ? AccumulatorSet(kinds, layout: layout) : nil
    }

    package mutating func merge(_ other: PairedEvidence) {
        candidate.merge(other.candidate)
        if let addition = other.baseline { baseline?.merge(addition) }
    }

    package subscript(role: ModelRole) -> AccumulatorSet? {
        switch role {
        case .candidate: candidate
        case .baseline: baseline
        }
    }
}
