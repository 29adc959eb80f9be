import Execution
import Plan

extension Pause {
    static let heldWords = "for whoever holds the run"

    /// What is waited for, such as "for the approval of `full`: risk and product within 2d".
    func words(in program: Program) -> String {
        switch cause {
        case .approval(let stage):
            let text = program.stages[stage].approval?.text ?? ""
            return "for the approval of `\(program.stages[stage].name)`: \(text)"
        case .people: return Self.heldWords
        case .window: return "for a change window"
        case .gate: return "for a condition that holds promotion"
        }
    }
}
