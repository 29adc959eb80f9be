import Diagnostics
import Plan

/// No stage has the name of a step that every release has: `prepare.NAME` are the steps that prepare data.
enum ReservedNameRule: Rule {
    private static let reserved: Set = ["prepare", "train", "finish"]

    static func check(_ plan: AnalyzedPlan) -> [Diagnostic] {
        plan.stages.compactMap { stage in
            guard let name = stage.plan.name, reserved.contains(name.value) else { return nil }
            return Diagnostic(
                .reservedName,
                "a stage cannot be named `\(name.value)`",
                at: .init(name.span),
                notes: ["every release has steps of that name"]
            )
        }
    }
}
