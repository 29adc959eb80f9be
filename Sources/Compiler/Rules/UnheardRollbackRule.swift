import Diagnostics
import Plan

/// An alert that ends or reverses the release tells somebody, and every alert tells somebody or does something.
enum UnheardRollbackRule: Rule {
    static func check(_ plan: AnalyzedPlan) -> [Diagnostic] {
        guard plan.plan.isComplete else { return [] }
        return plan.alerts.map(\.plan).filter { $0.notify.isEmpty }.compactMap { alert -> Diagnostic? in
            switch alert.consequence.value {
            case .rollback, .retrain:
                Diagnostic(
                    .unheardRollback,
                    "the alert acts on the release and notifies nobody",
                    at: .init(alert.consequence.span),
                    help: ["name a notifier under `notify`"]
                )
            case .none:
                alert.name.map { name in
                    Diagnostic(
                        .idleAlert,
                        "the alert `\(name.value)` notifies nobody and does nothing",
                        at: .init(name.span),
                        help: ["name a notifier under `notify`, or say what is to be done with `then`"]
                    )
                }
            case .hold: nil
            }
        }
    }
}
