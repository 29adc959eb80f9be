import Diagnostics
import Plan

/// At the stated traffic a stage can gather its samples before its deadline.
enum StageSamplesRule: Rule {
    static func check(_ plan: AnalyzedPlan) -> [Diagnostic] {
        guard let traffic = plan.plan.traffic, let rate = traffic.rate else { return [] }
        var diagnostics: [Diagnostic] = []
        let groups = Dictionary((traffic.groups ?? []).map { ($0.name.value, $0) }) { first, _ in first }
        // Shares nest, so the largest holds the others; groups are drawn apart from shares, and overlap with them.
        var (fraction, grouped) = (0.0, 0.0)
        for stage in plan.stages {
            if let audience = stage.plan.audience {
                // How many units have an attribute is not known: all of them might.
                let share = audience.fraction?.value.value ?? 1
                if let name = audience.group {
                    grouped += share * (groups[name.value]?.share?.value.value ?? 1)
                } else {
                    fraction = max(fraction, share)
                }
            } else {
                fraction = 1
            }
            // In a shadow nobody has the candidate, and it answers everything.
            let isShadow = fraction == 0 && grouped == 0
            let share = isShadow ? 1 : 1 - (1 - fraction) * (1 - min(1, grouped))
            guard let watch = stage.plan.watch, let samples = watch.samples, let deadline = watch.deadline else {
                continue
            }
            let expected = rate.value.perSecond.value * share * deadline.seconds
            // Four standard deviations of a Poisson count: less than that is as good as certain to fall short.
            if expected + 4 * expected.squareRoot() < Double(samples.value) {
                diagnostics.append(
                    Diagnostic(
                        .stageTooShort,
                        "the stage needs \(samples.value) samples and can expect \(Int(expected)) before its deadline",
                        at: .init(samples.span),
                        secondary: [.init(rate.span, "the traffic")],
                        notes: [
                            "\(rate.value.planText) over \(deadline.planText), of "
                                + "which the candidate answers \(percent(share))"
                        ],
                        help: ["ask for fewer samples, or give the stage more time with `within`"]
                    )
                )
            }
        }
        return diagnostics
    }

    private static func percent(_ share: Double) -> String {
        let tenths = (share * 1000).rounded() / 10
        return (tenths == tenths.rounded() ? String(Int(tenths)) : String(tenths)) + "%"
    }
}
