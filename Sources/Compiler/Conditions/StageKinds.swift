import Plan

/// Numbers stages by what their gates ask for, so that what is proved of one need not be proved again of its likes.
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

    private var numbers: [Kind: Int] = [:]

    /// The number of a stage whose gates have these conditions.
    mutating func number(of stage: StagePlan, _ typed: [TypedCondition?]) -> Int {
        var gates: [Gate] = []
        gates.reserveCapacity(typed.count)
        for gate in stage.promoteIf { gates.append(Gate(gate, typed[gates.count])) }
        for gate in stage.rollbackIf { gates.append(Gate(gate, typed[gates.count])) }
        let kind = Kind(
            gates: gates,
            promoting: stage.promoteIf.count,
            meetsAlerts: stage.meetsAlerts
        )
        if let number = numbers[kind] { return number }
        let number = numbers.count
        numbers[kind] = number
        return number
    }
}

extension StagePlan {
    /// Whether alerts have data wherever the stage has.
    var meetsAlerts: Bool { watch.map { $0.minimumSamples >= WatchSection.defaultMinimumSamples } ?? false }
}
