import Diagnostics
import Plan

/// Where a stage of live traffic compares with the baseline, somebody still has the baseline.
///
/// A replay and a log have both models' answers to the same requests.
enum BaselineControlRule: Rule {
    static func check(_ plan: AnalyzedPlan) -> [Diagnostic] {
        guard plan.plan.traffic?.router != nil else { return [] }
        // Whoever is held back in one stage is held back in all.
        let holdsBack = plan.stages.contains { ($0.plan.audience?.holdback?.value ?? .zero) > .zero }
        guard !holdsBack else { return [] }
        var everyone: AudiencePlan?
        let stages = plan.stages.flatMap { stage -> [Diagnostic] in
            if let audience = stage.plan.audience, audience.isShareOfAll, (audience.fraction?.value ?? .one) == .one {
                everyone = everyone ?? audience
            }
            guard let everyone else { return [] }
            return stage.gates(where: \.readsBaseline).map { finding(at: $0.plan.span, everyone) }
        }
        guard let everyone else { return stages }
        // Alerts look on in every stage, and in this one would see nothing.
        return stages
            + plan.alerts.filter { $0.typed?.readsBaseline == true }.compactMap { alert in
                alert.plan.when.map { finding(at: $0.span, everyone) }
            }
    }

    private static func finding(at span: SourceSpan, _ everyone: AudiencePlan) -> Diagnostic {
        Diagnostic(
            .noControl,
            "there is nobody left on the baseline to compare with",
            at: .init(span),
            secondary: [.init(everyone.span, "everyone has the candidate from here on")],
            help: [
                "keep a control group to the end, as in `audience: { fraction: 100%, holdback: 5% }`, or compare "
                    + "with a number"
            ]
        )
    }
}
