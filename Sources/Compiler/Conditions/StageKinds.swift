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
    /// Whether a gate says which segments are large enough.
    let statesLeastSegment: Bool
    /// Whether a gate of `promote_if` is passed over where it has no data, or cannot be measured.
    let passesOver: Bool

    fileprivate init(_ number: Int, _ stage: StagePlan) {
        let gates = stage.promoteIf + stage.rollbackIf
        self.number = number
        mostFailures = gates.map(\.failures).max() ?? 1
        statesConsequences = gates.contains { $0.consequence != nil }
        statesEvidence = gates.contains { $0.evidence != nil }
        statesLeastSegment = gates.contains { $0.leastSegment != nil }
        passesOver = stage.promoteIf.contains { $0.noData?.value == .ignore || $0.onError?.value == .ignore }
    }
}

/// Tells stages apart by what their gates ask for, so that what is proved of one need not be proved again of its likes.
struct StageKinds {
    /// What a gate says beside its condition.
    private struct Details: Hashable {
        let failures: Int
        let consequence: GateConsequence?
        let evidence: EvidenceMethod?
        let noData: NoDataPolicy
        let onError: ErrorPolicy
        let leastSegment: Int?

        init(_ gate: GatePlan) {
            failures = gate.failures
            consequence = gate.consequence?.value
            evidence = gate.evidence?.value
            noData = gate.noData?.value ?? .hold
            onError = gate.onError?.value ?? .hold
            leastSegment = gate.leastSegment?.value
        }

        var isNothing: Bool {
            failures == 1 && consequence == nil && evidence == nil && noData == .hold && onError == .hold
                && leastSegment == nil
        }
    }

    private struct Kind: Hashable {
        /// The number of each gate's condition, -1 for none, and that of its details, those of `promote_if` first.
        let gates: [Int]
        let promoting: Int
        /// Whether an alert has its observations wherever the stage has.
        let meetsAlerts: Bool

        func hash(into hasher: inout Hasher) {
            gates.withUnsafeBytes { hasher.combine(bytes: $0) }
            hasher.combine(promoting)
        }
    }

    /// The numbers of the details; gates that say no more than their condition have 0.
    private var details: [Details: Int] = [:]
    private var kinds: [Kind: StageKind] = [:]

    /// The kind of a stage whose gates have these conditions.
    mutating func kind(of stage: StagePlan, _ typed: [TypedCondition?]) -> StageKind {
        var gates: [Int] = []
        gates.reserveCapacity(2 * typed.count)
        for gate in stage.promoteIf { append(gate, typed, to: &gates) }
        for gate in stage.rollbackIf { append(gate, typed, to: &gates) }
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

    private mutating func append(_ gate: GatePlan, _ typed: [TypedCondition?], to gates: inout [Int]) {
        gates.append(typed[gates.count / 2]?.number ?? -1)
        gates.append(gate.saysMore ? number(of: Details(gate)) : 0)
    }

    private mutating func number(of said: Details) -> Int {
        if said.isNothing { return 0 }
        if let known = details[said] { return known }
        let new = details.count + 1
        details[said] = new
        return new
    }
}

extension StagePlan {
    /// Whether alerts have data wherever the stage has.
    var meetsAlerts: Bool { watch.map { $0.minimumSamples >= WatchSection.defaultMinimumSamples } ?? false }
}
