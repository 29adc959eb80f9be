import Diagnostics
import Plan

/// The stages reach everyone in the end: a release that is over is one that nobody is left out of.
///
/// A stage serves the audiences of those before it too, so that one of `100%` anywhere is enough.
enum WholeAudienceRule: Rule {
    static func check(_ plan: AnalyzedPlan) -> [Diagnostic] {
        guard let audience = plan.stages.last?.plan.audience else { return [] }
        let reachesEveryone = plan.stages.contains { stage in
            stage.plan.audience.map { $0.fraction?.value == .one && $0.isShareOfAll } ?? false
        }
        guard !reachesEveryone else { return [] }
        return [
            Diagnostic(
                .audienceIncomplete,
                "the last stage does not reach everyone",
                at: .init(audience.span),
                help: ["end with a stage whose audience is `100%`"]
            )
        ]
    }
}
