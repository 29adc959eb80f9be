import Diagnostics
import Plan

/// Every group of the traffic is some stage's audience.
enum UnusedGroupRule: Rule {
    static func check(_ plan: AnalyzedPlan) -> [Diagnostic] {
        let audiences = plan.stages.compactMap(\.plan.audience)
        guard plan.plan.isComplete, audiences.count == plan.stages.count, !audiences.isEmpty else { return [] }
        let used = Set(audiences.compactMap(\.group).map(\.value))
        return (plan.plan.traffic?.groups ?? []).map(\.name).filter { !used.contains($0.value) }.map {
            Diagnostic(.unusedGroup, "no stage has the group `\($0.value)` as its audience", at: .init($0.span))
        }
    }
}
