import Diagnostics
import Plan

/// A gate asks for evidence that its metrics can give.
enum EvidenceMethodRule: Rule {
    static func check(_ plan: AnalyzedPlan) -> [Diagnostic] {
        let declared = DeclaredMetrics(plan.plan, language: plan.language).descriptors
        let metrics = Dictionary((declared + plan.language.metrics).map { ($0.name, $0) }) { first, _ in first }
        let gates = plan.riskGates + plan.stages.flatMap { $0.promoteIf + $0.rollbackIf }
        return gates.compactMap { gate in
            let method = plan.evidence(of: gate)
            guard let condition = gate.condition,
                let metric = condition.metrics.compactMap({ metrics[$0.name] }).first(where: {
                    !$0.evidence.contains(method)
                })
            else { return nil }
            let offered = EvidenceMethod.allCases.filter(metric.evidence.contains).map { "`evidence: \($0.rawValue)`" }
            let stated = gate.plan.evidence ?? plan.plan.evidence?.method
            return Diagnostic(
                .noEvidenceMethod,
                "there is no \(method.rawValue) evidence for `\(metric.name)`",
                at: .init(gate.plan.span),
                secondary: stated.map { [.init($0.span, "asked for here")] } ?? [],
                help: ["write the condition as a mapping with \(offered.joined(separator: " or "))"]
            )
        }
    }
}
