import Diagnostics
import Plan

/// An alert that ends or reverses the release tells somebody.
enum UnheardRollbackRule: Rule {
    static func check(_ plan: AnalyzedPlan) -> [Diagnostic] {
        plan.alerts.filter { $0.plan.notify.isEmpty && [.rollback, .retrain].contains($0.plan.consequence.value) }.map {
            Diagnostic(
                .unheardRollback,
                "the alert acts on the release and notifies nobody",
                at: .init($0.plan.consequence.span),
                help: ["name a notifier under `notify`"]
            )
        }
    }
}
