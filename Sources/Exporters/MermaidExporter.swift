package import Plan

/// The program's steps as a Mermaid flow chart.
package enum MermaidExporter: Exporter {
    package static let name = "mermaid"

    package static func export(_ program: Program) -> String {
        var lines = ["flowchart TD"]
        for (index, step) in program.steps.enumerated() {
            let label = escape(label(of: step, in: program))
            lines.append("    s\(index)\(shape(of: step, label))")
        }
        for (index, step) in program.steps.enumerated() {
            for successor in step.successors {
                guard let target = program.steps.firstIndex(where: { $0.id == successor.step }) else { continue }
                let words = successor.result == .done ? "" : "|\(words(for: successor.result))|"
                lines.append("    s\(index) -->\(words) s\(target)")
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func shape(of step: Step, _ label: String) -> String {
        switch step.action {
        case .assess, .approve, .judge: "{\"\(label)\"}"
        case .finish: "([\"\(label)\"])"
        default: "[\"\(label)\"]"
        }
    }

    private static func words(for result: Step.Result) -> String {
        switch result {
        case .done: "done"
        case .lowRisk: "low risk"
        case .highRisk: "high risk"
        case .goOn: "go on"
        case .promote: "promote"
        case .rollback: "roll back"
        case .stepBack: "step back"
        case .stepDown: "step down"
        case .retrain: "retrain"
        case .exhausted: "no recipe left"
        case .approved: "approved"
        case .rejected: "refused"
        case .expired: "not approved in time"
        }
    }

    private static func label(of step: Step, in program: Program) -> String {
        switch step.action {
        case .prepare(let data): return "prepare \(data)"
        case .train(let role): return "train \(role.rawValue)"
        case .load(let role): return "load \(role.rawValue)"
        case .assess: return "assess risk" + conditions(program.risk?.lowIf ?? [])
        case .approve(let stage):
            let approval = program.stages[stage].approval
            return "approve \(program.stages[stage].name): \(approval?.text ?? "")"
        case .route(let stage):
            return "route \(program.stages[stage].name): \(program.stages[stage].audience.text)"
        case .observe(let stage):
            let spec = program.stages[stage]
            return "observe \(spec.name) every \(spec.every.planText), for \(spec.duration.planText)"
        case .judge(let stage):
            let spec = program.stages[stage]
            let rollback = spec.rollbackIf.isEmpty ? "" : "<br/>rollback if" + conditions(spec.rollbackIf)
            return "judge \(spec.name)<br/>promote if" + conditions(spec.promoteIf) + rollback
        case .withdraw: return "return everyone to the baseline"
        case .retrain: return "take the next recipe"
        case .rollback: return "roll back"
        case .coolDown:
            return "cool down for \(program.retry?.after.planText ?? "")<br/>\(program.retry?.times ?? 0) times at most"
        case .finish(let outcome): return outcome.rawValue.replacing("_", with: " ")
        }
    }

    private static func conditions(_ gates: [GateSpec]) -> String {
        gates.map { "<br/>\($0.text)" }.joined()
    }

    /// Mermaid reads `<`, `>`, `"` and `#` in labels as its own, but for the line breaks made here.
    private static func escape(_ label: String) -> String {
        label.split(separator: "<br/>", omittingEmptySubsequences: false).map { part in
            String(part).replacing("#", with: "#35;").replacing("\"", with: "#quot;").replacing("<", with: "#lt;")
                .replacing(">", with: "#gt;")
        }.joined(separator: "<br/>")
    }
}
