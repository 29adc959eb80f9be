import Plan

/// What a plan does, on one line.
struct ProgramSummary {
    private let program: Program

    init(_ program: Program) { self.program = program }

    var text: String {
        let stages = program.stages.map { "\($0.name) \($0.audience.text)" }.joined(separator: " -> ")
        let shortest = program.stages.reduce(Duration.zero) { $0 + $1.warmUp + $1.duration }
        var facts = ["releases `\(program.name)` in \(count(program.stages.count, "stage")): \(stages)"]
        facts.append("at least \(shortest.planText)")
        if !program.alerts.isEmpty { facts.append(count(program.alerts.count, "alert")) }
        if program.attempts > 1 { facts.append("up to \(program.attempts) attempts at training") }
        return facts.joined(separator: "; ")
    }

    private func count(_ number: Int, _ what: String) -> String { "\(number) \(what)\(number == 1 ? "" : "s")" }
}
