import Diagnostics
import Plan

/// An alert that ends or reverses the release tells somebody.
enum UnheardRollbackRule: Rule {
    static func check(_ plan: AnalyzedPlan) -> [Diagnostic] {
        guard plan.plan.isComplete else { return [] }
        return plan.alerts.map(\.plan).filter {
            $0.notify.isEmpty && [.rollback, .retrain].contains($0.consequence.value)
        }.map {
            Diagnostic(
                .unheardRollback,
                "the alert acts on the release and notifies nobody",
                at: .init($0.consequence.span),
                help: ["name a notifier under `notify`"]
            )
        }
    }
}
