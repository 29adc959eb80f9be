package import Metrics
package import Plan

/// What the two models have shown over the same requests.
package struct PairedEvidence: Sendable, Equatable {
    package var candidate: AccumulatorSet
    /// Nil where the plan has no baseline.
    package var baseline: AccumulatorSet?
    /// One element, or none where nothing further is looked at, as in most plans: evidence is handed on at every look, and
    /// what it has none of need not be.
    private var further: [Further] = []

    private struct Further: Sendable, Equatable {
        var units: UnitEvidence?
        var parts: [EvidencePart: PairedEvidence] = [:]
    }

    /// The same of each unit once, where a gate looks as often as it likes; nil where none does.
    package var units: UnitEvidence? {
        get { further.isEmpty ? nil : further[0].units }
        _modify {
            reserveFurther()
            defer { releaseFurther() }
            yield &further[0].units
        }
    }

    /// The same of segments, and with other answers for missing labels, where somebody looks at them. What units have shown
    /// is not in here, but in the parts of `units`.
    package var parts: [EvidencePart: PairedEvidence] {
        get { further.isEmpty ? [:] : further[0].parts }
        _modify {
            reserveFurther()
            defer { releaseFurther() }
            yield &further[0].parts
        }
    }

    /// Whether segments are looked at, or other answers for missing labels.
    package var hasParts: Bool { !further.isEmpty && !further[0].parts.isEmpty }

    private mutating func reserveFurther() {
        if further.isEmpty { further.append(Further()) }
    }

    private mutating func releaseFurther() {
        if further[0].units == nil, further[0].parts.isEmpty { further = [] }
    }

    package init(
        candidate: AccumulatorSet,
        baseline: AccumulatorSet?,
        units: UnitEvidence? = nil,
        parts: [EvidencePart: PairedEvidence] = [:]
    ) {
        self.candidate = candidate
        self.baseline = baseline
        if units != nil || !parts.isEmpty { further = [Further(units: units, parts: parts)] }
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
        if let unitKinds {
            units = UnitEvidence(unitKinds, each: independent, layout: layout, hasBaseline: hasBaseline)
        }
    }

    /// Takes evidence in as a part: what units have shown becomes one of that of all units.
    mutating func take(_ evidence: PairedEvidence, as part: EvidencePart) {
        var evidence = evidence
        units?.parts[part] = evidence.units
        evidence.units = nil
        parts[part] = evidence
    }

    package mutating func merge(_ other: PairedEvidence) {
        candidate.merge(other.candidate)
        if let addition = other.baseline { baseline?.merge(addition) }
        guard !other.further.isEmpty else { return }
        if units != nil, let addition = other.units { units?.merge(addition) }
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
