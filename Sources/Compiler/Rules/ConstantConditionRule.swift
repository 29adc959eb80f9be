import Diagnostics
import Plan

/// No condition, and no part of one, is always true or never true whatever is measured.
///
/// Single comparisons are looked at where they are typed; this is about what several come to together.
enum ConstantConditionRule: Rule {
    static func check(_ plan: AnalyzedPlan) -> [Diagnostic] {
        var prover = ConditionProver(plan)
        var reading = SureReading(plan)
        // What nothing is found in once, nothing is found in anywhere.
        var clean: Set<Int> = []
        var cleanOfSure: [EvidenceMethod: Set<Int>] = [:]
        func findings(_ gate: GatePlan, _ typed: TypedCondition?) -> [Diagnostic] {
            guard let typed, !clean.contains(typed.number), let syntax = gate.unplacedCondition else { return [] }
            let found = check(syntax, of: gate, typed.condition, typed.formula, isSure: false, isPart: false, &prover)
            if found.isEmpty, !prover.hasGivenUp { clean.insert(typed.number) }
            return found
        }
        func findings(_ gate: AnalyzedPlan.Gate) -> [Diagnostic] {
            let method = plan.evidence(of: gate)
            guard method != .point else { return findings(gate.plan, gate.typed) }
            guard let typed = gate.typed, cleanOfSure[method]?.contains(typed.number) != true,
                let syntax = gate.plan.unplacedCondition,
                let formula = reading.formula(of: gate, &prover)
            else { return [] }
            let found = check(syntax, of: gate.plan, typed.condition, formula, isSure: true, isPart: false, &prover)
            if found.isEmpty, !prover.hasGivenUp { cleanOfSure[method, default: []].insert(typed.number) }
            return found
        }
        func isWhole(_ gate: AnalyzedPlan.Gate) -> Bool { gate.typed?.hasSegments != true }
        let risk = plan.riskGates.filter(isWhole).flatMap { findings($0) }
        var cleanKinds: Set<Int> = []
        let stages = plan.stages.flatMap { stage -> [Diagnostic] in
            guard !cleanKinds.contains(stage.kind.number) else { return [] }
            prover.begin()
            let found = stage.gates { _ in true }.filter(isWhole).flatMap { findings($0) }
            if found.isEmpty, !prover.hasGivenUp { cleanKinds.insert(stage.kind.number) }
            return found
        }
        let alerts = plan.alerts.filter(\.isPlain).flatMap { alert in
            prover.begin()
            return alert.plan.when.map { findings($0, alert.typed) } ?? []
        }
        return risk + stages + alerts
    }

    /// - Parameter isSure: Whether it must be sure: then it may never be shown to hold, whatever it asks.
    private static func check(
        _ syntax: ConditionSyntax,
        of gate: GatePlan,
        _ condition: Condition,
        _ formula: Formula,
        isSure: Bool,
        isPart: Bool,
        _ prover: inout ConditionProver
    ) -> [Diagnostic] {
        // A list of one condition means that condition.
        if syntax.parts.count == 1, condition.parts.count != 1 || syntax.isList {
            return check(syntax.parts[0], of: gate, condition, formula, isSure: isSure, isPart: isPart, &prover)
        }
        let subject = isPart ? "this part of the condition" : "this condition"
        if let span = syntax.span {
            if !prover.canHold(all: [formula]) {
                let notes = exclusion(condition, &prover) + prover.reasons(all: [formula])
                return [
                    Diagnostic(
                        .constantCondition,
                        "\(subject) is never true",
                        at: .init(gate.placed(span)),
                        notes: notes
                    )
                ]
            }
            if !isSure, prover.isAlwaysTrue(formula) {
                let reason = "whatever \(condition.metricNames) is, it holds once there are data"
                return [
                    Diagnostic(
                        .constantCondition,
                        "\(subject) is always true",
                        at: .init(gate.placed(span)),
                        notes: [reason] + prover.reasons(all: [formula.negated])
                    )
                ]
            }
        }
        guard syntax.parts.count == condition.parts.count else { return [] }
        let formulas: [Formula] =
            switch (condition, formula) {
            case (.atLeast, .atLeast(_, let parts)): parts
            default: condition.parts.map { prover.formula(of: $0) }
            }
        return zip(syntax.parts, zip(condition.parts, formulas)).flatMap { syntax, part in
            check(syntax, of: gate, part.0, part.1, isSure: isSure, isPart: true, &prover)
        }
    }

    /// Which parts of a conjunction exclude each other.
    private static func exclusion(_ condition: Condition, _ prover: inout ConditionProver) -> [String] {
        guard case .atLeast(let count, let parts) = condition, count == parts.count else { return [] }
        let core = prover.core(all: parts).all.map { parts[$0].text }
        return core.count > 1 ? ["\(core.joinedList) exclude each other"] : []
    }
}

extension ConditionSyntax {
    fileprivate var isList: Bool {
        if case .not = self { return false }
        return true
    }
}

extension Condition {
    /// The metrics that it reads, each once, in words.
    fileprivate var metricNames: String {
        var seen: Set<String> = []
        return metrics.map(\.text).filter { seen.insert($0).inserted }.joinedList
    }
}
