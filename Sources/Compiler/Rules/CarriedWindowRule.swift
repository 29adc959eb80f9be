import Diagnostics
import Plan

/// What is of everything since the candidate is in use is asked for no window.
enum CarriedWindowRule: Rule {
    static func check(_ plan: AnalyzedPlan) -> [Diagnostic] {
        let alarms = FalseAlarms(plan)
        guard alarms.hasRunLengths else { return [] }
        let gates = plan.stages.flatMap { stage in
            stage.gates { _ in true }.map { (plan: $0.plan, condition: $0.condition) }
        }
        let alerts = plan.alerts.compactMap { alert in alert.plan.when.map { (plan: $0, condition: alert.condition) } }
        return (gates + alerts).compactMap { gate, condition in
            guard
                let metric = condition?.metrics.first(where: {
                    $0.window != nil && alarms.noise(of: $0) == .runLength
                })
            else { return nil }
            return Diagnostic(
                .carriedWindow,
                "`\(metric.name)` is of everything since the candidate is in use, and has no window",
                at: .init(gate.span),
                notes: ["it finds by itself when a change began"],
                help: ["leave `over` away"]
            )
        }
    }
}
