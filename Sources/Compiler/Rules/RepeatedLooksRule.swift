import Diagnostics
import Plan

/// What is right for one look is not asked at so many that noise alone makes it hold.
enum RepeatedLooksRule: Rule {
    /// A condition with the number of looks at it in a whole release.
    private struct Asked {
        let condition: Condition
        let gate: GatePlan
        var looks: Int
    }

    static func check(_ plan: AnalyzedPlan) -> [Diagnostic] {
        let alarms = FalseAlarms(plan)
        let looks = plan.stages.map(looks)
        let allowed =
            ErrorBudget(
                release: nil,
                rollback: plan.plan.evidence?.rollbackError?.value,
                rollbackConditions: []
            ).rollback
        var asked = plan.alerts.compactMap { alert in
            alert.plan.when.flatMap { gate in
                alert.condition.map { Asked(condition: $0, gate: gate, looks: looks.reduce(0, +)) }
            }
        }
        // The same condition in several stages is looked at in all of them.
        var places: [String: Int] = [:]
        for (stage, looks) in zip(plan.stages, looks) {
            for gate in stage.rollbackIf {
                guard let condition = gate.condition, let text = gate.typed?.text,
                    alarms.chancePerLook(condition) != nil
                else { continue }
                if let place = places[text] {
                    asked[place].looks += looks
                } else {
                    places[text] = asked.count
                    asked.append(Asked(condition: condition, gate: gate.plan, looks: looks))
                }
            }
        }
        return asked.compactMap { asked in
            guard let level = alarms.chancePerLook(asked.condition), asked.looks > 1,
                level * Double(asked.looks) > allowed
            else { return nil }
            return finding(asked, level, allowed)
        }
    }

    /// How often a stage is looked at before its deadline.
    private static func looks(at stage: AnalyzedPlan.Stage) -> Int {
        guard let every = stage.plan.watch?.every?.value, every > .zero, let last = stage.lastInTime else { return 0 }
        return Int((stage.warmUp + last) / every)
    }

    private static func finding(_ asked: Asked, _ level: Double, _ allowed: Double) -> Diagnostic {
        let bound = min(1, level * Double(asked.looks))
        return Diagnostic(
            .repeatedLooks,
            "noise alone may make this hold in up to \(percent(bound)) of releases: \(percent(level)) at each of \(asked.looks) looks",
            at: .init(asked.gate.span),
            notes: [
                "a rollback may be wrong with a chance of \(percent(allowed)); the law of `drift_p` is that of a single look"
            ],
            help: [
                "ask for \(percent(allowed / Double(asked.looks))) or less, or for a `drift_alarm`, which may be looked at as often as one likes"
            ]
        )
    }

    /// To two digits, rounded down, so that a level is no larger than it may be.
    private static func percent(_ share: Double) -> String {
        var (scale, value) = (1.0, share * 100)
        while value > 0, value * scale < 10 { scale *= 10 }
        value = (value * scale + 1e-9).rounded(.down) / scale
        return value == value.rounded() ? "\(Int(value))%" : "\(value)%"
    }
}
