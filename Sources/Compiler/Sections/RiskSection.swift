import Diagnostics
import Plan
import PlanSyntax

/// `risk:`: what must hold before anything is released.
enum RiskSection {
    static let on = DataSection.reference("on", required: true, "The rows to assess on, such as `iris.test`.")
    static let lowIf = GateSection.list(
        "low_if",
        required: true,
        of: GateSection.assessmentShape,
        "The risk is low if all of these hold."
    )
    static let minimumSamples = Key<Located<Int>>.integer(
        "min_samples",
        1...Int.max,
        default: WatchSection.defaultMinimumSamples,
        "Below so many labelled rows a condition has no data, and the risk is not low."
    )
    static let otherwise = Key<Located<RiskFallback>>.word(
        "otherwise",
        RiskFallback.self,
        default: .stop,
        "What high risk leads to: the next recipe of `retrain`, or the end."
    )
    static let shape = RecordShape(
        "`risk`",
        "What must hold before anything is released.",
        [on.field, lowIf.field, minimumSamples.field, otherwise.field]
    )
    static let key = Key<RiskPlan>("risk", .record(shape), "What must hold before anything is released.") {
        node,
        lowering in
        guard let record = Record(node, shape, in: &lowering) else { return nil }
        return RiskPlan(
            on: record.read(on, &lowering),
            lowIf: record.read(lowIf, &lowering) ?? [],
            minimumSamples: record.read(minimumSamples, &lowering)?.value ?? WatchSection.defaultMinimumSamples,
            otherwise: record.read(otherwise, &lowering) ?? Located(.stop, at: node.anchorSpan),
            span: node.anchorSpan
        )
    }
}
