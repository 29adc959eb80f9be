import Metrics
import Plan

/// A condition that decides, ready to be judged again and again.
final class ReadyGate: Sendable {
    let condition: ReadyCondition
    /// How many metrics are read for it.
    let readingCount: Int
    let text: String
    let failures: Int
    let minimumSamples: Int
    /// A segment of fewer requests has no say.
    let leastSegment: Int
    let consequence: GateConsequence?
    let noData: NoDataPolicy
    let onError: ErrorPolicy
    /// How sure it must be, or nil where the plain value decides.
    let assurance: Assurance?

    /// - Parameter error: The chance that the gate may be wrong, where it must be sure.
    init(_ gate: GateSpec, error: Double) {
        condition = ReadyCondition(gate.condition)
        readingCount = condition.readingCount
        text = gate.text
        failures = gate.failures
        minimumSamples = gate.minimumSamples
        leastSegment = gate.leastSegment
        consequence = gate.consequence
        noData = gate.noData
        onError = gate.onError
        assurance = Assurance(gate, error: error)
    }

    init(_ condition: Condition, text: String, minimumSamples: Int, assurance: Assurance? = nil) {
        self.condition = ReadyCondition(condition)
        readingCount = self.condition.readingCount
        self.text = text
        self.minimumSamples = minimumSamples
        leastSegment = 1
        failures = 1
        consequence = nil
        noData = .hold
        onError = .hold
        self.assurance = assurance
    }
}

/// A stage with its gates ready to be judged, and what of its evidence they read.
final class ReadyStage: Sendable {
    let spec: StageSpec
    let promoteIf: [ReadyGate]
    let rollbackIf: [ReadyGate]
    /// What is kept of the candidate since the stage began: what conditions without a window read, and the requests, which
    /// are the stage's samples.
    let candidateKinds: AccumulatorKinds
    /// The same of the baseline, or nil where no condition reads it. The plan's own metrics may be of both models' rows.
    let baselineKinds: AccumulatorKinds?

    init(_ spec: StageSpec, budget: ErrorBudget) {
        self.spec = spec
        promoteIf = spec.promoteIf.map { ReadyGate($0, error: budget.promotion) }
        rollbackIf = spec.rollbackIf.map { ReadyGate($0, error: budget.rollback) }
        var names: [ModelRole: Set<String>] = [:]
        for gate in spec.promoteIf + spec.rollbackIf {
            gate.condition.forEachReading { reference, model in
                if reference.window == nil { names[model, default: []].insert(reference.name) }
            }
        }
        candidateKinds = AccumulatorKinds(
            MetricRegistry.accumulatorKinds(for: names[.candidate, default: []].union(["requests"]))
        )
        let hasOwn = names[.candidate, default: []].contains { MetricRegistry.entry(named: $0) == nil }
        let baseline = names[.baseline] ?? (hasOwn ? [] : nil)
        baselineKinds = baseline.map { AccumulatorKinds(MetricRegistry.accumulatorKinds(for: $0)) }
    }

    /// What is kept of an interval.
    func kept(of evidence: PairedEvidence) -> PairedEvidence {
        PairedEvidence(
            candidate: AccumulatorSet(candidateKinds, of: evidence.candidate),
            baseline: baselineKinds.flatMap { kinds in evidence.baseline.map { AccumulatorSet(kinds, of: $0) } },
            parts: evidence.parts
        )
    }
}

/// An alert rule with its condition ready to be judged.
final class ReadyAlert: Sendable {
    let spec: AlertSpec
    let gate: ReadyGate
    let duration: Duration
    let consequence: AlertConsequence

    init(_ spec: AlertSpec) {
        self.spec = spec
        gate = ReadyGate(spec.condition, text: spec.text, minimumSamples: spec.minimumSamples)
        duration = spec.duration
        consequence = spec.consequence
    }
}

extension Condition {
    /// Calls the body for each metric that is read, with the model that it is read on.
    fileprivate func forEachReading(_ body: (MetricReference, ModelRole) -> Void) {
        switch self {
        case .comparison(let comparison):
            comparison.left.forEachReading(body)
            comparison.right.forEachReading(body)
        case .not(let condition): condition.forEachReading(body)
        case .atLeast(_, let conditions): for condition in conditions { condition.forEachReading(body) }
        }
    }
}

extension Expression {
    fileprivate func forEachReading(_ body: (MetricReference, ModelRole) -> Void) {
        switch self {
        case .constant: break
        case .metric(let reference): body(reference, .candidate)
        case .baseline(let reference): body(reference, .baseline)
        case .binary(_, let left, let right):
            left.forEachReading(body)
            right.forEachReading(body)
        }
    }
}
