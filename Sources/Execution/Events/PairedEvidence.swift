package import Metrics
package import Plan

/// What the two models have shown over the same requests.
package struct PairedEvidence: Sendable, Equatable {
    package var candidate: AccumulatorSet
    /// Nil where the plan has no baseline.
    package var baseline: AccumulatorSet?
    /// The same of each unit once, where a gate looks as often as it likes; nil where none does.
    package var units: UnitEvidence?
    /// The same of segments, and with other answers for missing labels, where somebody looks at them. What units have shown
    /// is not in here, but in the parts of `units`.
    package var parts: [EvidencePart: PairedEvidence]

    package init(
        candidate: AccumulatorSet,
        baseline: AccumulatorSet?,
        units: UnitEvidence? = nil,
        parts: [EvidencePart: PairedEvidence] = [:]
    ) {
        self.candidate = candidate
        self.baseline = baseline
        self.units = units
        self.parts = parts
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
        parts = [:]
        units = unitKinds.map { UnitEvidence($0, each: independent, layout: layout, hasBaseline: hasBaseline) }
    }

    package mutating func merge(_ other: PairedEvidence) {
        candidate.merge(other.candidate)
        if let addition = other.baseline { baseline?.merge(addition) }
        if let addition = other.units { units?.merge(addition) }
        guard !other.parts.isEmpty else { return }
        for (part, addition) in other.parts {
            if parts[part] == nil { parts[part] = addition } else { parts[part]?.merge(addition) }
        }
    }

    package subscript(role: ModelRole) -> AccumulatorSet? {
        switch role {
        case .candidate: candidate
        case .baseline: baseline
        }
    }
}
