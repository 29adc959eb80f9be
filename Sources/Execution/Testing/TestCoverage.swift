package import Plan

/// What of a plan its tests have reached: stages, the outcomes of steps that have several, both answers of gates, alerts.
package struct TestCoverage: Sendable, Hashable {
    package enum Kind: String, Sendable, Hashable, CaseIterable {
        case stages, branches, gates, alerts
    }

    /// Something that can be reached.
    private struct Item: Hashable {
        let kind: Kind
        let name: String
    }

    private let all: [Item]
    private var reached: Set<Item> = []

    package init(_ program: Program) {
        var items = program.stages.map { Item(kind: .stages, name: $0.name) }
        for step in program.steps where step.successors.count > 1 {
            items += step.successors.map { Self.branch(step.id, $0.result) }
        }
        items += (program.risk?.lowIf ?? []).flatMap { Self.gates("risk", $0.text) }
        for stage in program.stages {
            items += (stage.promoteIf + stage.rollbackIf).flatMap { Self.gates(stage.name, $0.text) }
        }
        items += program.alerts.map { Item(kind: .alerts, name: "\($0.name) firing") }
        var seen: Set<Item> = []
        all = items.filter { seen.insert($0).inserted }
        steps = program.steps
        stages = program.stages.map(\.name)
    }

    private let steps: [Step]
    private let stages: [String]

    private static func branch(_ step: StepID, _ result: Step.Result) -> Item {
        Item(kind: .branches, name: "\(step.text): \(result.rawValue)")
    }

    private static func gate(_ place: String, _ text: String, _ verdict: GateRecord.Verdict) -> Item {
        Item(kind: .gates, name: "\(place): `\(text)` \(verdict == .pass ? "passes" : "fails")")
    }

    private static func gates(_ place: String, _ text: String) -> [Item] {
        [gate(place, text, .pass), gate(place, text, .fail)]
    }

    /// Takes what a run has reached.
    package mutating func add(_ events: [Event]) {
        for event in events {
            switch event.payload {
            case .routed(let routed):
                if let stage = routed.stage { reached.insert(Item(kind: .stages, name: stage)) }
            case .assessed(let assessed):
                take(assessed.isLow ? .lowRisk : .highRisk) { $0 == .assess }
                take(assessed.gates, "risk")
            case .judged(let judged):
                if let result = Self.result(judged.decision) {
                    take(result) { [stages] in
                        if case .judge(let stage) = $0 { stages[stage] == judged.stage } else { false }
                    }
                }
                take(judged.promoteIf + judged.rollbackIf, judged.stage)
            case .alert(let change) where change.state == .firing:
                reached.insert(Item(kind: .alerts, name: "\(change.name) firing"))
            case .retraining(let retraining):
                take(retraining.attempt == nil ? .exhausted : .done) { $0 == .retrain }
            case .retry(let retry) where retry.state == .started: take(.done) { $0 == .coolDown }
            case .finished(let finished) where finished.outcome == .rolledBack: take(.exhausted) { $0 == .coolDown }
            case .approval(let change):
                guard let result = Self.result(change.state) else { continue }
                take(result) { [stages] in
                    if case .approve(let stage) = $0 { stages[stage] == change.stage } else { false }
                }
            default: continue
            }
        }
    }

    private mutating func take(_ gates: [GateRecord], _ place: String) {
        for gate in gates where gate.verdict == .pass || gate.verdict == .fail {
            reached.insert(Self.gate(place, gate.text, gate.verdict))
        }
    }

    private mutating func take(_ result: Step.Result, _ isStep: (Step.Action) -> Bool) {
        for step in steps where isStep(step.action) { reached.insert(Self.branch(step.id, result)) }
    }

    private static func result(_ decision: Event.Judged.Decision) -> Step.Result? {
        switch decision {
        case .goOn, .hold: .goOn
        case .promote: .promote
        case .stepBack: .stepBack
        case .stepDown: .stepDown
        case .rollback: .rollback
        case .retrain: .retrain
        case .wait: nil
        }
    }

    private static func result(_ state: Event.ApprovalChange.State) -> Step.Result? {
        switch state {
        case .awaiting: nil
        case .approved: .approved
        case .rejected: .rejected
        case .expired: .expired
        }
    }

    // MARK: Numbers

    package func count(_ kind: Kind) -> (reached: Int, all: Int) {
        let items = all.filter { $0.kind == kind }
        return (items.count { reached.contains($0) }, items.count)
    }

    /// What no test has reached, in the order of the plan.
    package func missing(_ kind: Kind) -> [String] {
        all.filter { $0.kind == kind && !reached.contains($0) }.map(\.name)
    }

    /// The share of everything that was reached; all of it where there is nothing.
    package var share: Double {
        all.isEmpty ? 1 : Double(all.count { reached.contains($0) }) / Double(all.count)
    }
}
