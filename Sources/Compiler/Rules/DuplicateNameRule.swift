import Diagnostics
import Plan

/// Stages have names of their own, and so have alerts: events and reports tell them apart by name. Metrics and
/// notifiers of one file are told apart by the reader of the file, which knows them as keys.
enum DuplicateNameRule: Rule {
    static func check(_ plan: AnalyzedPlan) -> [Diagnostic] {
        duplicates("stage", plan.stages.compactMap(\.plan.name))
            + duplicates("alert", plan.alerts.compactMap(\.plan.name)) + plan.stages.flatMap(repeatedRoles)
            + duplicates("metric", plan.plan.metrics.map(\.name), inOneFile: false)
            + duplicates("notifier", plan.plan.notifiers.map(\.name), inOneFile: false)
    }

    private static func repeatedRoles(_ stage: AnalyzedPlan.Stage) -> [Diagnostic] {
        stage.plan.approval.map { duplicates("role", $0.roles) } ?? []
    }

    private static func duplicates(
        _ what: String,
        _ names: [Located<String>],
        inOneFile: Bool = true
    ) -> [Diagnostic] {
        guard names.count > 1 else { return [] }
        // Nearly always there is nothing to find.
        var seen: Set<String> = Set(minimumCapacity: names.count)
        guard !names.allSatisfy({ seen.insert($0.value).inserted }) else { return [] }
        var first: [String: Located<String>] = [:]
        var diagnostics: [Diagnostic] = []
        for name in names {
            guard let known = first[name.value] else {
                first[name.value] = name
                continue
            }
            guard inOneFile || known.span.file != name.span.file else { continue }
            diagnostics.append(.duplicate(what, name, after: known))
        }
        return diagnostics
    }
}

extension Diagnostic {
    /// Two things of a kind have one name.
    static func duplicate(_ what: String, _ name: Located<String>, after first: Located<String>) -> Diagnostic {
        Diagnostic(
            .duplicateName,
            "two \(what)s are named `\(name.value)`",
            at: .init(name.span, "the second"),
            secondary: [.init(first.span, "the first")]
        )
    }
}
