import Diagnostics
import Plan

/// A gate asks for evidence that its metrics can give.
enum EvidenceMethodRule: Rule {
    static func check(_ plan: AnalyzedPlan) -> [Diagnostic] {
        let metrics = Dictionary(plan.metrics.map { ($0.name, $0) }) { first, _ in first }
        // By the method, the conditions that can be judged so.
        var fitting: [EvidenceMethod: Set<Int>] = [:]
        func finding(_ gate: AnalyzedPlan.Gate) -> Diagnostic? {
            let method = plan.evidence(of: gate)
            guard let condition = gate.typed, fitting[method]?.contains(condition.number) != true else { return nil }
            guard
                let metric = condition.metrics.compactMap({ metrics[$0.name] }).first(where: {
                    !$0.evidence.contains(method)
                })
            else {
                fitting[method, default: []].insert(condition.number)
                return nil
            }
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
        return plan.riskGates.compactMap(finding) + plan.stages.flatMap { $0.gates.compactMap(finding) }
    }
}
