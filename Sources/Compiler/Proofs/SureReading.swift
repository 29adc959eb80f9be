import Plan

/// Conditions that must be sure, as formulas over numbers.
///
/// Evidence says between which numbers a metric lies, or its distance from the baseline's, and a comparison is sure where it is so
/// for all of them. What holds by the same evidence therefore holds for any one of these numbers, and what no number satisfies
/// no evidence shows. The opposite is not so: what holds for every number may never be sure, as `accuracy >= 0.5 or accuracy < 0.6`
/// is not while both may be.
struct SureReading {
    private let offers: EvidenceOffers
    /// The metrics of the plan's own.
    private let own: Set<String>
    private let plan: AnalyzedPlan
    private var plain: [Key: Formula] = [:]
    private var apart: [Key: Formula] = [:]

    private struct Key: Hashable {
        let number: Int
        let method: EvidenceMethod
    }

    init(_ plan: AnalyzedPlan) {
        self.plan = plan
        offers = EvidenceOffers(plan)
        own = Set(plan.plan.metrics.map(\.name.value))
    }

    /// What can hold wherever the gate can, together with other gates of its list; nil where it looks at segments, or could
    /// not be read.
    ///
    /// The interval of a share has its plain value in it, which is what conditions read that take it for the truth.
    mutating func formula(of gate: AnalyzedPlan.Gate, _ prover: inout ConditionProver) -> Formula? {
        guard let typed = gate.typed, !typed.hasSegments else { return nil }
        let method = plan.evidence(of: gate)
        guard method != .point else { return typed.formula }
        let key = Key(number: typed.number, method: method)
        if let known = plain[key] { return known }
        let formula = prover.formula(of: condition(typed.condition, method, areSharesPlain: method == .interval))
        plain[key] = formula
        return formula
    }

    /// The same over what its evidence alone is about: with all numbers between its ends at once.
    mutating func formulaOfEvidence(_ gate: AnalyzedPlan.Gate, _ prover: inout ConditionProver) -> Formula? {
        guard let typed = gate.typed, !typed.hasSegments else { return nil }
        let key = Key(number: typed.number, method: plan.evidence(of: gate))
        if let known = apart[key] { return known }
        let formula = prover.formula(of: condition(typed.condition, key.method, areSharesPlain: false))
        apart[key] = formula
        return formula
    }

    private func condition(_ condition: Condition, _ method: EvidenceMethod, areSharesPlain: Bool) -> Condition {
        switch condition {
        case .comparison(let comparison):
            .comparison(self.comparison(comparison, method, areSharesPlain: areSharesPlain))
        case .not(let part): .not(self.condition(part, method, areSharesPlain: areSharesPlain))
        case .atLeast(let count, let parts):
            .atLeast(count, of: parts.map { self.condition($0, method, areSharesPlain: areSharesPlain) })
        }
    }

    private func comparison(_ comparison: Comparison, _ method: EvidenceMethod, areSharesPlain: Bool) -> Comparison {
        /// What has an interval of its own.
        func subject(_ text: String) -> Expression { .metric(MetricReference("\(method.rawValue) of \(text)")) }
        let zero = Expression.constant(0, .score)
        guard let contrast = Contrast(comparison) else {
            return Comparison(subject("\(comparison.left.text) - \(comparison.right.text)"), comparison.relation, zero)
        }
        if areSharesPlain, contrast.baseline == 0, offers.isShare(contrast.metric),
            !own.contains(contrast.metric.name)
        {
            return comparison
        }
        let difference = subject("\(contrast.metric.text) + \(contrast.baseline / contrast.candidate) baseline")
        let scaled = Expression.binary(.times, .constant(contrast.candidate, .score), difference)
        return Comparison(.binary(.plus, scaled, .constant(contrast.constant, .score)), comparison.relation, zero)
    }
}

extension Condition {
    /// Whether it is sure where each of its comparisons is: it has no choice among them.
    var asksForAll: Bool {
        switch self {
        case .comparison: true
        case .not: false
        case .atLeast(let count, let parts): count == parts.count && parts.allSatisfy(\.asksForAll)
        }
    }
}
