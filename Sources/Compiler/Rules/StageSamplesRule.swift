import Diagnostics
import Plan

/// At the stated traffic a stage can gather its samples by the first judgement that is not before its deadline.
enum StageSamplesRule: Rule {
    static func check(_ plan: AnalyzedPlan) -> [Diagnostic] {
        guard let rate = plan.plan.traffic?.rate, let requests = plan.requests else { return [] }
        return zip(plan.stages, plan.candidateShares).compactMap { stage, share in
            guard let samples = stage.plan.watch?.samples, let last = stage.lastInTime else { return nil }
            let expected = rate.value.perSecond.value * share * last.seconds
            guard requests.most(share: share, in: last) < Double(samples.value) else { return nil }
            return Diagnostic(
                .stageTooShort,
                "the stage needs \(samples.value) samples and can expect \(Int(expected)) before its deadline",
                at: .init(samples.span),
                secondary: [.init(rate.span, "the traffic")],
                notes: [
                    "\(rate.value.planText) over \(last.planText), of which the candidate answers \(percent(share))"
                ],
                help: ["ask for fewer samples, or give the stage more time with `within`"]
            )
        }
    }

    private static func percent(_ share: Double) -> String {
        let tenths = (share * 1000).rounded() / 10
        return (tenths == tenths.rounded() ? String(Int(tenths)) : String(tenths)) + "%"
    }
}
