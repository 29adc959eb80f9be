import Diagnostics
import Plan

/// A gate that must be sure can be: with all that can be observed in its time speaking for it, the evidence tells.
enum EvidenceReachRule: Rule {
    static func check(_ plan: AnalyzedPlan) -> [Diagnostic] {
        guard plan.asksForEvidence else { return [] }
        let finder = Finder(plan, ErrorBudget(plan))
        return finder.risk() + finder.stages()
    }

    private struct Finder {
        let plan: AnalyzedPlan
        let budget: ErrorBudget
        private let offers: EvidenceOffers
        private let bounded: SampleReach.BoundedMetrics

        init(_ plan: AnalyzedPlan, _ budget: ErrorBudget) {
            self.plan = plan
            self.budget = budget
            offers = EvidenceOffers(plan)
            bounded = SampleReach.BoundedMetrics(plan.metrics)
        }

        /// The assessment reads the rows it is on.
        func risk() -> [Diagnostic] {
            guard let rows = AssessedRows(plan) else { return [] }
            return plan.riskGates.compactMap { finding($0, budget.promotion) { _ in { Double(rows.most(of: $0)) } } }
        }

        func stages() -> [Diagnostic] {
            EvidenceObservations(plan).stages.flatMap { stage in
                let most = { (method: EvidenceMethod) in
                    { (metric: MetricReference) in stage.most(method, over: metric.window) }
                }
                func found(_ gates: AnalyzedPlan.Gates, _ error: Double) -> [Diagnostic] {
                    gates.compactMap { finding($0, error, isBoundByUnits: stage.isBoundByUnits, most) }
                }
                return found(stage.stage.promoteIf, budget.promotion) + found(stage.stage.rollbackIf, budget.rollback)
            }
        }

        private func finding(
            _ gate: AnalyzedPlan.Gate,
            _ error: Double,
            isBoundByUnits: Bool = false,
            _ most: (EvidenceMethod) -> (MetricReference) -> Double
        ) -> Diagnostic? {
            let method = plan.evidence(of: gate)
            // What has no such evidence at all is found by another rule.
            guard method != .point, let condition = gate.typed?.condition,
                !condition.comparisons.contains(where: { offers.problem(with: $0, method) != nil })
            else { return nil }
            let reach = EvidenceReach(offers, bounded, method, error: error, most: most(method))
            return reach.obstacle(to: condition).map { metric, best in
                diagnostic(gate, method, error, metric, best, countsUnits: isBoundByUnits && method == .sequential)
            }
        }

        private func diagnostic(
            _ gate: AnalyzedPlan.Gate,
            _ method: EvidenceMethod,
            _ error: Double,
            _ metric: MetricReference,
            _ best: EvidenceReach.Best,
            countsUnits: Bool
        ) -> Diagnostic {
            let stated = gate.plan.evidence ?? plan.plan.evidence?.method
            let (all, none) =
                best.isAgainstBaseline
                ? ("the candidate is right wherever the baseline is wrong", "it is the other way round")
                : ("all of them count", "none does")
            let name = best.isAgainstBaseline ? "`\(metric.text)` less the baseline's" : "`\(metric.text)`"
            return Diagnostic(
                .undecidableCondition,
                "no \(method.rawValue) evidence from \(best.observations) observations at most can show that this holds",
                at: .init(gate.plan.span),
                secondary: stated.map { [.init($0.span, "asked for here")] } ?? [],
                notes: [
                    "if \(all), \(name) is shown to be \(number(best.lower, .up)) at least, and if \(none), "
                        + "\(number(best.upper, .down)) at most; that may be wrong with a chance of \(number(error, .toNearestOrEven))"
                ],
                help: [
                    "ask for less, for more observations, or write the condition as a mapping with `evidence: point`"
                ] + (countsUnits ? [Self.unitsHelp] : [])
            )
        }

        private static let unitsHelp =
            "each unit counts once, whatever it asks; `independent: requests` under `evidence` says that requests of one unit "
            + "are independent"

        /// A number with four decimals, rounded so that a plan which asks for it asks for too much by no more than that.
        private func number(_ value: Double, _ rule: FloatingPointRoundingRule) -> String {
            "\((value * 10_000).rounded(rule) / 10_000)"
        }
    }
}

extension AnalyzedPlan {
    /// Whether a gate must be sure. Most plans have none, which is seen without going through their gates.
    var asksForEvidence: Bool {
        standardEvidence != .point || stages.contains { $0.kind.statesEvidence }
            || riskGates.contains { evidence(of: $0) != .point }
    }
}

extension ErrorBudget {
    init(_ plan: AnalyzedPlan) {
        let gates = plan.stages.lazy.flatMap(\.rollbackIf).filter { plan.evidence(of: $0) != .point }
        self.init(
            release: plan.plan.evidence?.releaseError?.value,
            rollback: plan.plan.evidence?.rollbackError?.value,
            rollbackConditions: Set(gates.compactMap { $0.typed?.text })
        )
    }
}
