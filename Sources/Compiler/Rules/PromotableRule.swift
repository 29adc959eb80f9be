import Diagnostics
import Plan

/// What must hold can hold, all of it at once, and not only where something holds that rolls back first.
enum PromotableRule: Rule {
    static func check(_ plan: AnalyzedPlan) -> [Diagnostic] {
        var prover = ConditionProver(plan)
        let risk =
            exclusion(in: plan.riskGates.filter(plan.isPlain), "`low_if` can never hold", &prover).map { [$0] } ?? []
        return risk
            + plan.stages.map { $0.filter(plan.isPlain) }.compactMap { stage in
                exclusion(in: stage.promoteIf, "the stage can never be promoted", &prover)
                    ?? preemption(of: stage, by: plan.alerts.filter(\.isPlain), &prover)
            }
    }

    /// Conditions of one list that exclude each other.
    private static func exclusion(
        in gates: [AnalyzedPlan.Gate],
        _ consequence: String,
        _ prover: inout ConditionProver
    ) -> Diagnostic? {
        let places = gates.compactMap { gate in gate.condition.map { Place(gate, $0) } }
        guard !prover.canHold(all: places.map(\.condition)) else { return nil }
        let core = prover.core(all: places.map(\.condition)).all.map { places[$0] }
        // A condition that is never true by itself is found as such.
        guard core.count > 1, let last = core.last else { return nil }
        return Diagnostic(
            .exclusiveConditions,
            "\(consequence): \(core.map(\.text).joinedList) exclude each other",
            at: .init(last.span),
            secondary: core.dropLast().map { .init($0.span, "this excludes it") }
        )
    }

    /// Conditions that roll back, or hold, wherever the stage could be promoted.
    private static func preemption(
        of stage: AnalyzedPlan.Stage,
        by alerts: [AnalyzedPlan.Alert],
        _ prover: inout ConditionProver
    ) -> Diagnostic? {
        let required = stage.promoteIf.compactMap { gate in gate.condition.map { Place(gate, $0) } }
        var tripwires: [Place] = []
        for place in stage.tripwires + firingAtOnce(alerts, in: stage) where !prover.isAlwaysTrue(place.condition) {
            tripwires.append(place)
        }
        guard !tripwires.isEmpty, prover.canHold(all: required.map(\.condition)),
            !prover.canHold(all: required.map(\.condition), none: tripwires.map(\.condition))
        else { return nil }
        let core = prover.core(all: required.map(\.condition), none: tripwires.map(\.condition))
        let (promoting, tripping) = (core.all.map { required[$0] }, core.none.map { tripwires[$0] })
        guard let first = promoting.first else { return nil }
        let verb = promoting.count == 1 ? "holds" : "hold"
        let others = tripping.map(\.text).joinedList(by: "or")
        return Diagnostic(
            .neverPromoted,
            "the stage can never be promoted: wherever \(promoting.map(\.text).joinedList) \(verb), \(others) does too",
            at: .init(first.span),
            secondary: promoting.dropFirst().map { .init($0.span, "together with this") }
                + tripping.map { .init($0.span, "this comes first") },
            notes: ["alerts and `rollback_if` are judged before `promote_if`"]
        )
    }

    /// The alerts that stop a promotion at the very judgement at which their condition holds, and that have data wherever
    /// the stage has.
    private static func firingAtOnce(_ alerts: [AnalyzedPlan.Alert], in stage: AnalyzedPlan.Stage) -> [Place] {
        let minimumSamples = stage.plan.watch?.minimumSamples ?? 0
        guard minimumSamples >= WatchSection.defaultMinimumSamples else { return [] }
        return alerts.compactMap { alert in
            guard alert.plan.consequence.value != .none, alert.plan.duration == nil, let when = alert.plan.when,
                let condition = alert.condition
            else { return nil }
            return Place(text: when.text, span: when.span, condition: condition.reading(over: .zero))
        }
    }
}

/// A condition with where it stands.
private struct Place {
    let text: String
    let span: SourceSpan
    let condition: Condition

    init(text: String, span: SourceSpan, condition: Condition) {
        self.text = text
        self.span = span
        self.condition = condition
    }

    init(_ gate: AnalyzedPlan.Gate, _ condition: Condition) {
        self.init(text: gate.plan.text, span: gate.plan.span, condition: condition)
    }
}

extension AnalyzedPlan.Stage {
    /// The conditions of `rollback_if` that stop a promotion as soon as they hold once.
    fileprivate var tripwires: [Place] {
        rollbackIf.filter { $0.plan.failures == 1 && $0.plan.consequence?.value != .warn }.compactMap { gate in
            gate.condition.map { Place(gate, $0) }
        }
    }
}
