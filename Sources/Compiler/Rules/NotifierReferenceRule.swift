import Diagnostics
import Plan

/// An alert tells notifiers that are declared, and every declared notifier is told something.
enum NotifierReferenceRule: Rule {
    static func check(_ plan: AnalyzedPlan) -> [Diagnostic] {
        let names = plan.plan.notifiers.map(\.name.value)
        let used = plan.alerts.flatMap(\.plan.notify)
        let unknown = used.filter { !names.contains($0.value) }.map { name in
            let near = Suggestion.help(for: name.value, among: names)
            return Diagnostic(
                .unknownReference,
                "unknown notifier `\(name.value)`",
                at: .init(name.span),
                help: near.isEmpty ? ["declare it under `notify`"] : near
            )
        }
        let unused = plan.plan.notifiers.filter { notifier in !used.contains { $0.value == notifier.name.value } }
        return unknown
            + unused.map {
                Diagnostic(.unusedNotifier, "no alert uses the notifier `\($0.name.value)`", at: .init($0.name.span))
            }
    }
}
