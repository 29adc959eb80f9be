package import Metrics
package import Plan

/// What the two models have shown over the same requests.
package struct PairedEvidence: Sendable, Equatable {
    package var candidate: AccumulatorSet
    /// Nil where the plan has no baseline.
    package var baseline: AccumulatorSet?
    /// The same of each unit once, where a gate looks as often as it likes; nil where none does.
    package var units: UnitEvidence?

    package init(candidate: AccumulatorSet, baseline: AccumulatorSet?, units: UnitEvidence? = nil) {
        self.candidate = candidate
        self.baseline = baseline
        self.units = units
    }

    /// No evidence yet, of these kinds.
    ///
    /// - Parameters:
    ///   - units: The kinds that count independent observations alone, or nil where nobody looks at them.
    ///   - independent: What is one of those.
    package init(
        _ kinds: [any Accumulator.Type],
        units unitKinds: [any Accumulator.Type]? = nil,
        each independent: IndependentObservation = .units,
        layout: OutcomeLayout,
        hasBaseline: Bool
    ) {
        candidate = AccumulatorSet(kinds, layout: layout)
        baseline = hasBaseline ? AccumulatorSet(kinds, layout: layout) : nil
        units = unitKinds.map { UnitEvidence($0, each: independent, layout: layout, hasBaseline: hasBaseline) }
    }

    package mutating func merge(_ other: PairedEvidence) {
        candidate.merge(other.candidate)
        if let addition = other.baseline { baseline?.merge(addition) }
        if let addition = other.units { units?.merge(addition) }
    }

    package subscript(role: ModelRole) -> AccumulatorSet? {
        switch role {
        case .candidate: candidate
        case .baseline: baseline
        }
    }
}
