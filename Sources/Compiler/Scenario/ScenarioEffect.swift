import Diagnostics
import Plan
import PlanSyntax

/// Finds what a scenario says in vain: a test that harms nothing passes, and proves nothing.
struct ScenarioEffect {
    let scenario: Scenario
    let program: Program

    /// - Parameter root: The scenario's document, in which each element of a list was read.
    func check(_ root: SyntaxNode, _ lowering: inout Lowering) {
        checkTraffic(root, &lowering)
        if scenario.degradations.isEmpty, scenario.trainings.isEmpty, scenario.models == nil {
            let keys = "`\(ScenarioSection.degrade.name)` and `\(ScenarioSection.training.name)`"
            lowering.report(
                .ineffectiveScenario,
                "the scenario changes nothing",
                at: root.entries.first?.key.span ?? root.span,
                help: ["\(keys) say what goes wrong"]
            )
        }
        for (degradation, node) in zip(scenario.degradations, elements(of: ScenarioSection.degrade.name, in: root)) {
            check(degradation, node, &lowering)
        }
        for (training, node) in zip(scenario.trainings, elements(of: ScenarioSection.training.name, in: root)) {
            check(training, node, &lowering)
        }
    }

    /// Replayed requests show what they show, and live ones nothing that could be degraded here.
    private func checkTraffic(_ root: SyntaxNode, _ lowering: inout Lowering) {
        let isLive = program.traffic?.router != nil
        let replayed = [ScenarioSection.degrade.name, ScenarioSection.training.name]
        let stated = [ScenarioSection.candidate.name, ScenarioSection.baseline.name]
        for entry in root.entries where (isLive ? replayed : stated).contains(entry.key.text) {
            lowering.report(
                .ineffectiveScenario,
                isLive
                    ? "the plan `\(program.name)` has live traffic, and nothing of it is degraded here"
                    : "the plan `\(program.name)` has no live traffic, and its metrics are measured",
                at: entry.key.span,
                help: [
                    isLive
                        ? "`candidate` and `baseline` say what its metrics are supposed to be"
                        : "`degrade` says what goes wrong while requests arrive"
                ]
            )
        }
    }

    private func elements(of key: String, in root: SyntaxNode) -> [SyntaxNode] {
        root.entries.first { $0.key.text == key }.map { Array($0.value.elements) } ?? []
    }

    private func check(_ degradation: Degradation, _ node: SyntaxNode, _ lowering: inout Lowering) {
        if degradation.isHarmless {
            lowering.report(.ineffectiveScenario, "the degradation states no harm", at: node.span)
        } else if degradation.models == [.baseline], program.model(.baseline) == nil,
            degradation.droppedTraffic == .zero
        {
            let model = node.entries.first { $0.key.text == DegradationSection.model.name }?.value
            lowering.report(
                .ineffectiveScenario,
                "the plan `\(program.name)` has no baseline to degrade",
                at: (model ?? node).span
            )
        }
    }

    private func check(_ training: TrainingDegradation, _ node: SyntaxNode, _ lowering: inout Lowering) {
        if training.attempt > program.attempts {
            let attempt = node.entries.first { $0.key.text == ScenarioSection.attempt.name }?.value
            let attempts = program.attempts == 1 ? "1 attempt" : "\(program.attempts) attempts"
            lowering.report(
                .ineffectiveScenario,
                "attempt \(training.attempt) never comes: the plan `\(program.name)` has \(attempts)",
                at: (attempt ?? node).span
            )
        } else if training.flippedLabels == .zero {
            lowering.report(.ineffectiveScenario, "the spoilt training states no harm", at: node.span)
        }
    }
}
