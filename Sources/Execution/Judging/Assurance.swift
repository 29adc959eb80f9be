import Plan

/// How sure a gate must be of its answer.
struct Assurance: Sendable, Hashable {
    /// Intervals for a fixed sample, or evidence for continuous looking.
    let method: EvidenceMethod
    /// The chance that an answer may be wrong.
    let error: Double

    init(method: EvidenceMethod, error: Double) {
        self.method = method
        self.error = error
    }

    /// Nil for a gate that takes the plain value for the truth.
    init?(_ gate: GateSpec, error: Double) {
        guard gate.evidence != .point else { return nil }
        method = gate.evidence
        self.error = error
    }
}
