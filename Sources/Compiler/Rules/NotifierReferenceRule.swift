import Diagnostics
import Plan

/// An alert tells notifiers that are declared, each once, and every declared notifier is told something.
enum NotifierReferenceRule: Rule {
    static func check(_ plan: AnalyzedPlan) -> [Diagnostic] {
        guard !plan.plan.unreadable.contains(.notify) else { return [] }
        let notifiers = plan.plan.notifiers.map(\.name)
        let used = plan.alerts.flatMap(\.plan.notify)
        let names = UnknownNames(kind: "notifier", known: notifiers.map(\.value)) {
            "declare it under `notify`, as in \(example($0, plan.language))"
        }
        let unknown = names.diagnostics(for: used)
        return unknown + plan.alerts.flatMap { repeated($0.plan.notify) }
            + (plan.plan.isComplete && unknown.isEmpty ? unused(notifiers, used) : [])
    }

    /// A declaration of a notifier: of the kind that its name stands for, else of the first kind that has options.
    private static func example(_ name: String, _ language: Language) -> String {
        let descriptors = language.notifiers
        let kind =
            descriptors.contains { $0.name == name && $0.options.isEmpty }
            ? nil : descriptors.first { !$0.options.isEmpty }
        return kind.map { "`\(name): { \($0.name): ... }`" } ?? "`\(name): {}`"
    }

    private static func repeated(_ names: [Located<String>]) -> [Diagnostic] {
        var first: [String: Located<String>] = [:]
        return names.compactMap { name in
            guard let known = first[name.value] else {
                first[name.value] = name
                return nil
            }
            return Diagnostic(
                .duplicateName,
                "the alert names the notifier `\(name.value)` twice",
                at: .init(name.span, "the second time"),
                secondary: [.init(known.span, "the first time")]
            )
        }
    }

    private static func unused(_ notifiers: [Located<String>], _ used: [Located<String>]) -> [Diagnostic] {
        let used = Set(used.map(\.value))
        return notifiers.filter { !used.contains($0.value) }.map {
            Diagnostic(.unusedNotifier, "no alert uses the notifier `\($0.value)`", at: .init($0.span))
        }
    }
}
