import Diagnostics
import Plan

/// The last stage reaches everyone: a release that ends is one that nobody is left out of.
enum WholeAudienceRule: Rule {
    static func check(_ plan: AnalyzedPlan) -> [Diagnostic] {
        guard let audience = plan.stages.last?.plan.audience else { return [] }
        if case .fraction(let share) = audience, share.value == .one { return [] }
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
