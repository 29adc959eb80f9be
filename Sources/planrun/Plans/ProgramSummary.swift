import Outlook
import Plan

/// What a plan does, on one line.
struct ProgramSummary {
    private let program: Program

    /// Of more stages only the first and the last are named: the line is for people.
    private static let mostStages = 8

    init(_ program: Program) { self.program = program }

    var text: String {
        var stages = program.stages.prefix(Self.mostStages).map(Self.text)
        if let last = program.stages.last, program.stages.count > Self.mostStages {
            let rest = program.stages.count - Self.mostStages
            stages[Self.mostStages - 2] = "\(rest + 1) more"
            stages[Self.mostStages - 1] = Self.text(last)
        }
        let named = stages.joined(separator: " -> ")
        let shortest = ReleaseOutlook.shortestDuration(program, language: PlanLanguage.language)
        var facts = ["releases `\(program.name)` in \(count(program.stages.count, "stage")): \(named)"]
        facts.append("at least \(shortest.planText)")
        if !program.alerts.isEmpty { facts.append(count(program.alerts.count, "alert")) }
        if program.attempts > 1 { facts.append("up to \(program.attempts) attempts at training") }
        return facts.joined(separator: "; ")
    }

    private static func text(_ stage: StageSpec) -> String { "\(stage.name) \(stage.audience.text)" }

    private func count(_ number: Int, _ what: String) -> String { "\(number) \(what)\(number == 1 ? "" : "s")" }
}
