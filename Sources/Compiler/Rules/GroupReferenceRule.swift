import Diagnostics
import Plan

/// An audience names a group that the traffic declares, and groups share out no more than everyone.
enum GroupReferenceRule: Rule {
    static func check(_ plan: AnalyzedPlan) -> [Diagnostic] {
        guard let traffic = plan.plan.traffic else { return [] }
        let names = traffic.groups.map(\.name.value)
        var diagnostics: [Diagnostic] = []
        for case .group(let group)? in plan.stages.map(\.plan.audience) where !names.contains(group.value) {
            diagnostics.append(
                Diagnostic(
                    .unknownReference,
                    "unknown group `\(group.value)`",
                    at: .init(group.span),
                    help: names.isEmpty
                        ? ["declare it under `traffic`, as in `groups: { \(group.value): 2% }`"]
                        : Suggestion.help(for: group.value, among: names)
                )
            )
        }
        let total = traffic.groups.reduce(0) { $0 + $1.share.value.value }
        if total > 1 + 1e-9, let last = traffic.groups.last {
            diagnostics.append(
                Diagnostic(.outOfRange, "the groups are more than everyone together", at: .init(last.share.span))
            )
        }
        return diagnostics
    }
}
