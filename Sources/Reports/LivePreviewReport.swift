package import Execution
package import Plan

/// What a dry run of a live plan would do from where nothing more can be known: each stage, both of its ways, and what the
/// metric stores say at this moment.
package struct LivePreviewReport: Sendable {
    /// The share that the router gives the candidate before the run.
    package enum Share: Sendable {
        case known(Rational)
        case unknown
        case problem(String)
    }

    private let program: Program
    private let style: ReportStyle

    package init(program: Program, style: ReportStyle) {
        self.program = program
        self.style = style
    }

    /// What the router says of itself; a run that would not raise its share is warned of.
    package func shareText(_ share: Share) -> String {
        switch share {
        case .known(.zero): "\nthe router gives nobody the candidate now\n"
        case .known(let share):
            "\n" + style.warned("the router gives \(share.percentText) the candidate now: ")
                + "a run raises no share that it has not set, so set it to 0% first\n"
        case .unknown: ""
        case .problem(let problem): "\n" + style.bad("the router cannot be asked: ") + problem.printable + "\n"
        }
    }

    /// That somebody would be asked to train the candidate again, before anybody has it.
    package func retrainingText(attempt: Int, because reason: String) -> String {
        let recipes = program.model(.candidate)?.retrainers ?? []
        let command = recipes.indices.contains(attempt - 2) ? recipes[attempt - 2].list("command") ?? [] : []
        let words = "would have the candidate trained again by \(command.joined(separator: " ")): \(reason)"
        return "\n" + words.printable + "\n"
    }

    package func text(_ stages: [LivePreview.Stage]) -> String {
        let end = "what would be judged hangs on traffic that the candidate does not have yet: no outcome is claimed\n"
        return stages.map(text).joined() + "\n" + style.faint(end)
    }

    private func text(_ preview: LivePreview.Stage) -> String {
        let stage = program.stages[preview.index]
        let next =
            preview.index + 1 < program.stages.count ? "stage `\(program.stages[preview.index + 1].name)`" : "released"
        var lines = [""]
        if let approval = stage.approval {
            lines.append(style.strong(stage.name) + ": would wait for the approval of \(approval.text)")
        }
        lines.append(
            style.strong(stage.name) + ": would tell the router to give \(preview.share.percentText) the candidate"
        )
        lines.append(
            "  would judge every \(stage.every.planText), for \(stage.duration.planText) and at most \(stage.within.planText)"
        )
        lines += gates(stage.promoteIf, "promote if ", preview.readings) + ["      then " + next]
        if !stage.rollbackIf.isEmpty {
            lines += gates(stage.rollbackIf, "roll back if ", preview.readings)
            lines.append("      then everyone is back on the baseline")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private func gates(_ gates: [GateSpec], _ words: String, _ readings: [Reading]) -> [String] {
        gates.flatMap { gate in
            ["    " + words + gate.text.printable] + now(gate, readings).map { "      " + style.faint("now: " + $0) }
        }
    }

    /// What the stores say of a gate's metrics now, one text each.
    private func now(_ gate: GateSpec, _ readings: [Reading]) -> [String] {
        let texts = Set(gate.condition.metrics.map(\.text))
        return readings.filter { texts.contains($0.metric) && (gate.condition.readsBaseline || $0.model == .candidate) }
            .map { reading in
                let name = "\(reading.model.rawValue) \(reading.metric.printable)"
                if let problem = reading.problem { return "\(name) cannot be had: \(problem.printable)" }
                guard reading.value != nil else {
                    return "\(name) has no value" + (reading.undefinedReason.map { ": \($0.printable)" } ?? "")
                }
                return "\(name) \(MessageText.value(reading.value, reading.type))"
            }
    }
}
