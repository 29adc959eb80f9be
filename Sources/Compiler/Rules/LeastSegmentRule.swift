import Diagnostics
import Plan

/// A least size of segments is that of a condition that looks at segments.
enum LeastSegmentRule: Rule {
    static func check(_ plan: AnalyzedPlan) -> [Diagnostic] {
        var diagnostics: [Diagnostic] = []
        for stage in plan.stages where stage.kind.statesLeastSegment {
            for gate in stage.promoteIf { check(gate.plan, &diagnostics) }
            for gate in stage.rollbackIf { check(gate.plan, &diagnostics) }
        }
        return diagnostics
    }

    private static func check(_ gate: GatePlan, _ diagnostics: inout [Diagnostic]) {
        guard let least = gate.leastSegment, let wording = gate.wording, wording.syntax != nil, !wording.hasSegments
        else { return }
        diagnostics.append(
            Diagnostic(
                .noSegments,
                "the condition looks at no segments, so that none of them can be too small",
                at: .init(least.span),
                help: ["write which segments are meant, as in `accuracy by region >= 90%`, or leave `min_segment` out"]
            )
        )
    }
}
