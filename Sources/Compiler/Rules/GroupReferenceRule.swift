import Diagnostics
import Plan

/// An audience names a group that the traffic declares.
enum GroupReferenceRule: Rule {
    static func check(_ plan: AnalyzedPlan) -> [Diagnostic] {
        guard let groups = plan.plan.traffic?.groups else { return [] }
        let references = plan.stages.compactMap(\.plan.audience?.group)
        return UnknownNames(kind: "group", known: groups.map(\.name.value)) {
            "declare it under `traffic`, as in `groups: { \($0): 2% }`"
        }.diagnostics(for: references)
    }
}
