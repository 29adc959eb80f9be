import Diagnostics
import Plan

/// Stages have names of their own, and so have alerts: events and reports tell them apart by name.
enum DuplicateNameRule: Rule {
    static func check(_ plan: AnalyzedPlan) -> [Diagnostic] {
        duplicates("stage", plan.stages.compactMap(\.plan.name))
            + duplicates("alert", plan.alerts.compactMap(\.plan.name)) + plan.stages.flatMap(repeatedRoles)
    }

    private static func repeatedRoles(_ stage: AnalyzedPlan.Stage) -> [Diagnostic] {
        duplicates("role", stage.plan.approval?.roles ?? [])
    }

    private static func duplicates(_ what: String, _ names: [Located<String>]) -> [Diagnostic] {
        var first: [String: Located<String>] = [:]
        var diagnostics: [Diagnostic] = []
        for name in names {
            guard let known = first[name.value] else {
                first[name.value] = name
                continue
            }
            diagnostics.append(
                Diagnostic(
                    .duplicateName,
                    "two \(what)s are named `\(name.value)`",
                    at: .init(name.span, "the second"),
                    secondary: [.init(known.span, "the first")]
                )
            )
        }
        return diagnostics
    }
}
