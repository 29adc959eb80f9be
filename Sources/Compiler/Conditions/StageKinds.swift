import Plan

/// What stages have in common whose gates ask for the same, wherever they stand.
final class StageKind: Sendable {
    let number: Int
    /// The most failures in a row that a gate takes to count.
    let mostFailures: Int
    /// Whether a gate says what follows on it.
    let statesConsequences: Bool
    /// Whether a gate says how sure it must be.
    let statesEvidence: Bool

    fileprivate init(_ number: Int, _ stage: StagePlan) {
        let gates = stage.promoteIf + stage.rollbackIf
        self.number = number
        mostFailures = gates.map(\.failures).max() ?? 1
        statesConsequences = gates.contains { $0.consequence != nil }
        statesEvidence = gates.contains { $0.evidence != nil }
    }
}

/// Tells stages apart by what their gates ask for, so that what is proved of one need not be proved again of its likes.
struct StageKinds {
    /// All of a gate that counts beside its place.
    private struct Gate: Hashable {
        let condition: Int?
        let failures: Int
        let consequence: GateConsequence?
        let evidence: EvidenceMethod?

        init(_ gate: GatePlan, _ typed: TypedCondition?) {
            condition = typed?.number
            failures = gate.failures
            consequence = gate.consequence?.value
            evidence = gate.evidence?.value
        }
    }

    private struct Kind: Hashable {
        /// Those of `promote_if` before those of `rollback_if`.
        let gates: [Gate]
        let promoting: Int
        /// Whether an alert has its observations wherever the stage has.
        let meetsAlerts: Bool
    }

    private var kinds: [Kind: StageKind] = [:]

    /// The kind of a stage whose gates have these conditions.
    mutating func kind(of stage: StagePlan, _ typed: [TypedCondition?]) -> StageKind {
        var gates: [Gate] = []
        gates.reserveCapacity(typed.count)
        for gate in stage.promoteIf { gates.append(Gate(gate, typed[gates.count])) }
        for gate in stage.rollbackIf { gates.append(Gate(gate, typed[gates.count])) }
        let kind = Kind(
            gates: gates,
            promoting: stage.promoteIf.count,
            meetsAlerts: stage.meetsAlerts
        )
        if let known = kinds[kind] { return known }
        let new = StageKind(kinds.count, stage)
        kinds[kind] = new
        return new
    }
}

extension StagePlan {
    /// Whether alerts have data wherever the stage has.
    var meetsAlerts: Bool { watch.map { $0.minimumSamples >= WatchSection.defaultMinimumSamples } ?? false }
}
