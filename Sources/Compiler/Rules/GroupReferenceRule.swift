import Diagnostics
import Plan

/// An audience names a group that the traffic declares.
enum GroupReferenceRule: Rule {
    static func check(_ plan: AnalyzedPlan) -> [Diagnostic] {
        guard let groups = plan.plan.traffic?.groups else { return [] }
        var references: [Located<String>] = []
        for case .group(let group)? in plan.stages.map(\.plan.audience) { references.append(group) }
        return UnknownNames(kind: "group", known: groups.map(\.name.value)) {
            "declare it under `traffic`, as in `groups: { \($0): 2% }`"
        }.diagnostics(for: references)
    }
}
