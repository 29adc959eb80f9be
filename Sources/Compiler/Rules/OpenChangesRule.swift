import Diagnostics
import Plan

/// Change windows leave something out.
enum OpenChangesRule: Rule {
    static func check(_ plan: AnalyzedPlan) -> [Diagnostic] {
        guard plan.plan.isComplete, let changes = plan.plan.changes else { return [] }
        guard changes.spec.isAlwaysOpen else { return [] }
        return [
            Diagnostic(
                .openChanges,
                "`changes` allows any time",
                at: .init(changes.span),
                help: [
                    "say when under `only`, as in `only: { days: [mon, tue], hours: 09:00-17:00 }`, or name dates under `freeze`"
                ]
            )
        ]
    }
}
