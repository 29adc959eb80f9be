import Diagnostics
import Plan

/// The window of a stage's condition is no longer than everything that the release can have seen by then.
enum WindowLengthRule: Rule {
    static func check(_ plan: AnalyzedPlan) -> [Diagnostic] {
        var diagnostics: [Diagnostic] = []
        var seen = Duration.zero
        for (index, stage) in plan.stages.enumerated() {
            // How long people take to agree may be in the window too.
            guard let longest = stage.whole, index == 0 || stage.plan.approval == nil else { break }
            seen += longest + plan.longestWait(of: stage)
            for gate in stage.gates(where: { $0.longestWindow.map { $0 > seen } ?? false }) {
                guard let window = gate.typed?.longestWindow else { continue }
                diagnostics.append(
                    Diagnostic(
                        .windowTooLong,
                        "the window of \(window.planText) is longer than the \(seen.planText) that can have been seen by then",
                        at: .init(gate.plan.span),
                        notes: [
                            index == 0
                                ? "without `over` the condition means the same: everything since the stage began"
                                : "it means everything since the first stage began; without `over`, since this one began"
                        ]
                    )
                )
            }
        }
        return diagnostics
    }
}
