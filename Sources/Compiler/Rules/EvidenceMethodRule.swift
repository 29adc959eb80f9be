import Diagnostics
import Plan

/// A gate asks for evidence that its metrics can give.
enum EvidenceMethodRule: Rule {
    static func check(_ plan: AnalyzedPlan) -> [Diagnostic] {
        let offers = EvidenceOffers(plan)
        func finding(_ gate: AnalyzedPlan.Gate) -> Diagnostic? {
            let method = plan.evidence(of: gate)
            guard method != .point, let condition = gate.typed?.condition,
                let problem = condition.comparisons.lazy.compactMap({ offers.problem(with: $0, method) }).first
            else { return nil }
            let stated = gate.plan.evidence ?? plan.plan.evidence?.method
            let offered = EvidenceMethod.allCases.filter(problem.offered.contains).map { "`evidence: \($0.rawValue)`" }
            return Diagnostic(
                .noEvidenceMethod,
                problem.text,
                at: .init(gate.plan.span),
                secondary: stated.map { [.init($0.span, "asked for here")] } ?? [],
                notes: problem.notes,
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
