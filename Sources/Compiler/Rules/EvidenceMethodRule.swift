import Diagnostics
import Plan

/// A gate asks for evidence that its metrics can give.
enum EvidenceMethodRule: Rule {
    static func check(_ plan: AnalyzedPlan) -> [Diagnostic] {
        let metrics = Dictionary(plan.metrics.map { ($0.name, $0) }) { first, _ in first }
        func finding(_ gate: AnalyzedPlan.Gate) -> Diagnostic? {
            let method = plan.evidence(of: gate)
            guard let condition = gate.typed,
                let (metric, methods) = condition.metrics.lazy.compactMap({ reference in
                    metrics[reference.name].map { (reference.text, $0.evidence(of: reference.variant)) }
                }).first(where: { !$0.1.contains(method) })
            else { return nil }
            let offered = EvidenceMethod.allCases.filter(methods.contains).map { "`evidence: \($0.rawValue)`" }
            let stated = gate.plan.evidence ?? plan.plan.evidence?.method
            return Diagnostic(
                .noEvidenceMethod,
                "there is no \(method.rawValue) evidence for `\(metric)`",
                at: .init(gate.plan.span),
                secondary: stated.map { [.init($0.span, "asked for here")] } ?? [],
                help: ["write the condition as a mapping with \(offered.joined(separator: " or "))"]
            )
        }
        // What fits in one stage fits in each of its kind.
        var clean: Set<Int> = []
        return plan.riskGates.compactMap(finding)
            + plan.stages.flatMap { stage -> [Diagnostic] in
                guard !clean.contains(stage.kind.number) else { return [] }
                let found = stage.gates { _ in true }.compactMap(finding)
                if found.isEmpty { clean.insert(stage.kind.number) }
                return found
            }
    }
}
