import Diagnostics
import Plan

/// What must hold can hold, all of it at once, and not only where something holds that rolls back first. A stage that is promoted has had
/// its samples.
enum PromotableRule: Rule {
    static func check(_ plan: AnalyzedPlan) -> [Diagnostic] {
        var prover = ConditionProver(plan)
        var reading = SureReading(plan)
        let budget = plan.asksForEvidence ? ErrorBudget(plan) : nil
        let risk = plan.riskGates.compactMap { Place($0, reading.formula(of: $0, &prover)) }
        let alerts = firingAtOnce(plan.alerts.filter(\.isPlain), &prover)
        let riskFinding =
            prover.canHold(all: risk.map(\.formula)) ? nil : exclusion(in: risk, "`low_if` can never hold", &prover)
        var counts = RequestsOfStages(plan)
        return [riskFinding].compactMap(\.self)
            + plan.provingStages(&prover, apartBy: { counts.least(in: $0) }) { stage, prover in
                let required = stage.all.promoteIf.compactMap { Place($0, reading.formula(of: $0, &prover)) }
                if let found = finding(required, in: stage, by: alerts, &prover) { return [found] }
                // What both may be wrong is the same, and so is what the evidence says.
                if let budget, budget.promotion == budget.rollback,
                    let found = preemptionByEvidence(in: stage.all, plan, &reading, &prover)
                {
                    return [found]
                }
                guard let least = counts.least(of: stage) else { return [] }
                let formula = prover.formula(of: least.condition)
                let more = required + [Place(text: least.text, span: least.span, formula: formula, note: least.note)]
                return finding(more, in: stage, by: alerts, &prover).map { [$0] } ?? []
            }
    }

    private static func finding(
        _ required: [Place],
        in stage: PlainStage,
        by alerts: [Place],
        _ prover: inout ConditionProver
    ) -> Diagnostic? {
        prover.canHold(all: required.map(\.formula))
            ? preemption(of: required, in: stage, by: stage.plan.meetsAlerts ? alerts : [], &prover)
            : exclusion(in: required, "the stage can never be promoted", &prover)
    }

    /// Conditions of one list that exclude each other.
    private static func exclusion(
        in places: [Place],
        _ consequence: String,
        _ prover: inout ConditionProver
    ) -> Diagnostic? {
        let core = prover.core(all: places.map(\.formula)).all.map { places[$0] }
        // A condition that is never true by itself is found as such.
        guard core.count > 1, let last = core.last else { return nil }
        return Diagnostic(
            .exclusiveConditions,
            "\(consequence): \(core.map(\.text).joinedList) exclude each other",
            at: .init(last.span),
            secondary: core.dropLast().map { .init($0.span, "this excludes it") },
            notes: core.compactMap(\.note) + prover.reasons(all: core.map(\.formula))
        )
    }

    /// Conditions that roll back, or hold, wherever the stage could be promoted.
    private static func preemption(
        of required: [Place],
        in stage: PlainStage,
        by alerts: [Place],
        _ prover: inout ConditionProver
    ) -> Diagnostic? {
        let tripwires = stage.tripwires.filter { !prover.isAlwaysTrue($0) }.compactMap(Place.init) + alerts
        guard !tripwires.isEmpty,
            !prover.canHold(all: required.map(\.formula), none: tripwires.map(\.formula))
        else { return nil }
        return finding(required, tripwires, &prover)
    }

    /// A condition of `rollback_if` that is sure wherever the conditions of a promotion are by the same evidence. It is looked at
    /// alone: of several of which one must be true for each number none need be sure.
    private static func preemptionByEvidence(
        in stage: AnalyzedPlan.Stage,
        _ plan: AnalyzedPlan,
        _ reading: inout SureReading,
        _ prover: inout ConditionProver
    ) -> Diagnostic? {
        for gate in stage.rollbackIf where gate.isTripwire {
            let method = plan.evidence(of: gate)
            guard method != .point, gate.condition?.asksForAll == true,
                let tripwire = Place(gate, reading.formulaOfEvidence(gate, &prover))
            else { continue }
            let required = stage.promoteIf.filter { plan.evidence(of: $0) == method }.compactMap {
                Place($0, reading.formulaOfEvidence($0, &prover))
            }
            if !required.isEmpty, !prover.canHold(all: required.map(\.formula), none: [tripwire.formula]) {
                return finding(required, [tripwire], &prover)
            }
        }
        return nil
    }

    private static func finding(
        _ required: [Place],
        _ tripwires: [Place],
        _ prover: inout ConditionProver
    ) -> Diagnostic? {
        let core = prover.core(all: required.map(\.formula), none: tripwires.map(\.formula))
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
            notes: ["alerts and `rollback_if` are judged before `promote_if`"] + promoting.compactMap(\.note)
                + prover.reasons(all: promoting.map(\.formula), none: tripping.map(\.formula))
        )
    }

    /// The alerts that stop a promotion at the very judgement at which their condition holds.
    private static func firingAtOnce(_ alerts: [AnalyzedPlan.Alert], _ prover: inout ConditionProver) -> [Place] {
        alerts.compactMap { alert in
            guard alert.plan.consequence.value != .none, alert.plan.duration == nil, let when = alert.plan.when,
                let condition = alert.condition
            else { return nil }
            let formula = prover.formula(of: condition.reading(over: .zero))
            return prover.isAlwaysTrue(formula) ? nil : Place(text: when.text, span: when.span, formula: formula)
        }
    }
}

/// A condition with where it stands.
private struct Place {
    let text: String
    let span: SourceSpan
    let formula: Formula
    /// What it comes from, where it is no condition of the plan.
    let note: String?

    init(text: String, span: SourceSpan, formula: Formula, note: String? = nil) {
        self.text = text
        self.span = span
        self.formula = formula
        self.note = note
    }

    /// Nil where the gate's condition could not be read.
    init?(_ gate: AnalyzedPlan.Gate, _ formula: Formula?) {
        guard let formula else { return nil }
        self.init(text: gate.plan.text, span: gate.plan.span, formula: formula)
    }

    init?(_ gate: AnalyzedPlan.Gate) { self.init(gate, gate.typed?.formula) }
}

extension PlainStage {
    /// The conditions of `rollback_if` that stop a promotion as soon as they hold once.
    var tripwires: [AnalyzedPlan.Gate] {
        rollbackIf.filter(\.isTripwire)
    }
}

extension AnalyzedPlan.Gate {
    /// Whether, in `rollback_if`, it stops a promotion as soon as it holds once.
    fileprivate var isTripwire: Bool { plan.failures == 1 && plan.consequence?.value != .warn }
}

extension ConditionProver {
    fileprivate mutating func isAlwaysTrue(_ gate: AnalyzedPlan.Gate) -> Bool {
        gate.typed.map { isAlwaysTrue($0) } ?? false
    }
}
