package import Execution
import Plan
import Statistics

/// Why something was decided, as text for people: the decision, each gate with its numbers and its margin, and the smallest
/// change that would have turned it.
package struct WhyReport: Sendable {
    private let style: ReportStyle

    package init(style: ReportStyle) { self.style = style }

    package func text(_ explanation: DecisionExplanation, _ context: WhyContext) -> String {
        var lines = heading(explanation, context)
        for (title, gates) in groups(of: explanation) {
            lines += ["", style.strong(title)]
            for gate in gates { lines += self.lines(gate, context) }
        }
        if !explanation.gates.isEmpty { lines += [""] + turn(explanation) }
        lines += notes(context)
        return lines.map { $0 + "\n" }.joined()
    }

    // MARK: The decision

    private func heading(_ explanation: DecisionExplanation, _ context: WhyContext) -> [String] {
        let number = explanation.number.map { ", judgement \($0) of \(explanation.count)" } ?? ""
        let when = style.faint("at \(ClockText.text(explanation.at)) of \(context.run.printable)\(number)")
        let reason = explanation.reason.printable
        var lines = ["\(subject(explanation)) \(decision(explanation)) \(when)", "  \(reason)"]
        if let watched = explanation.watched, let samples = explanation.samples {
            var asked = ["watched for \(watched.planText)", "\(samples) requests answered"]
            if let terms = explanation.terms {
                asked[0] += " (\(terms.duration.planText) at least, \(terms.within.planText) at most)"
                asked[1] += " (\(terms.samples) at least)"
            }
            lines.append("  " + asked.joined(separator: ", "))
        }
        return lines
    }

    private func subject(_ explanation: DecisionExplanation) -> String {
        switch explanation.subject {
        case .risk: style.strong("the risk")
        case .stage(let name): style.strong(name.printable)
        case .alert(let name): "the alert " + style.strong(name.printable)
        case .step(let name): "the step " + style.strong(name.printable)
        case .person(let who): style.strong(who.printable)
        case .approval(let stage): "the approval of " + style.strong(stage.printable)
        case .hold: "the hold"
        case .retry(let number, let times): "the start after a rollback, \(number) of \(times),"
        }
    }

    private func decision(_ explanation: DecisionExplanation) -> String {
        switch (explanation.subject, explanation.decision) {
        case (.risk, "low"): style.good("was low")
        case (.risk, _): style.bad("was high")
        case (.stage, "promote"): style.good("was promoted")
        case (.stage, "rollback"): style.bad("was rolled back")
        case (.stage, "step_back"): style.warned("stepped back")
        case (.stage, "step_down"): style.bad("stepped down")
        case (.stage, "retrain"): style.bad("was sent back to training")
        case (.stage, "hold"): style.warned("was held")
        case (.stage, "wait"): "waited"
        case (.stage, _): "went on"
        case (.alert, "pending"): style.warned("became pending")
        case (.alert, "firing"): style.bad("fired")
        case (.alert, "repeated"): style.bad("went on firing")
        case (.alert, _): style.good("was resolved")
        case (.step, _): style.bad("could not be carried out")
        case (.person, let action): "asked to " + style.strong(action)
        case (.approval, "approved"): style.good("was given")
        case (.approval, "rejected"): style.bad("was refused")
        case (.approval, "expired"): style.bad("was not given in time")
        case (.approval, _): "was asked for"
        case (.hold, let state): state
        case (.retry, "started"): style.good("was made")
        case (.retry, _): style.warned("cools down")
        }
    }

    // MARK: Gates

    private func groups(of explanation: DecisionExplanation) -> [(title: String, gates: [ExplainedGate])] {
        let titles: [(String, (ExplainedGate.Role) -> Bool)] = [
            ("low_if", { $0 == .lowIf }), ("promote_if", { $0 == .promoteIf }), ("rollback_if", { $0 == .rollbackIf }),
            ("alerts", { if case .alert = $0 { true } else { false } }),
        ]
        return titles.compactMap { title, isOne in
            let gates = explanation.gates.filter { isOne($0.role) }
            return gates.isEmpty ? nil : (title, gates)
        }
    }

    private func lines(_ gate: ExplainedGate, _ context: WhyContext) -> [String] {
        let name = if case .alert(let name) = gate.role { name.printable + ": " } else { "" }
        let place = context.place(gate).map { "  " + style.faint($0) } ?? ""
        let isNegated = gate.role == .rollbackIf
        var lines = ["  \(mark(gate)) \(name)\(isNegated ? "not: " : "")\(gate.record.text.printable)\(place)"]
        for (place, comparison) in gate.record.comparisons.enumerated() {
            lines.append("      " + facts(comparison, at: place, in: gate))
            lines += SegmentWords.lines(comparison).map { "        " + $0 }
        }
        var rests: [String] = []
        if let evidence = gate.evidence { rests.append("\(evidence.rawValue) evidence") }
        if let minimum = gate.minimumSamples { rests.append("\(minimum) observations at least") }
        if gate.record.failuresNeeded > 1 {
            rests.append("\(gate.record.failures) of \(gate.record.failuresNeeded) failures in a row")
        }
        if let consequence = gate.consequence { rests.append("then \(consequence.replacing("_", with: " "))") }
        if let turns = turns(gate) { rests.append(turns) }
        if !rests.isEmpty { lines.append("      " + style.faint(rests.joined(separator: "; "))) }
        return lines
    }

    /// What would have turned a gate: other readings, another limit, more observations.
    private func turns(_ gate: ExplainedGate) -> String? {
        var turns: [String] = []
        if let turn = gate.turn, !turn.isEmpty { turns.append(ChangeWords.text(turn)) }
        if let limit = gate.limitTurn.flatMap({ LimitWords($0, in: gate) }) { turns.append(limit.text) }
        var text =
            turns.isEmpty ? nil : "\(Self.verb(gate, gate.turnedVerdict)) with " + turns.joined(separator: ", or ")
        if let turn = gate.observationTurn {
            let more = "with about \(turn.count) more observation\(turn.count == 1 ? "" : "s") like these"
            let isSame = turn.verdict == gate.turnedVerdict
            text =
                text.map { $0 + (isSame ? ", or " : "; \(Self.verb(gate, turn.verdict)) ") + more }
                ?? "\(Self.verb(gate, turn.verdict)) \(more)"
        }
        return text
    }

    private func mark(_ gate: ExplainedGate) -> String {
        switch gate.record.verdict {
        case .pass: style.good("✓")
        case .fail: style.bad("✗")
        case .inconclusive, .noData: style.warned("?")
        case .error: style.bad("!")
        }
    }

    /// What the condition of a gate does where the gate is answered so.
    private static func verb(_ gate: ExplainedGate, _ verdict: GateRecord.Verdict) -> String {
        if verdict == .inconclusive { return "is not told" }
        return (verdict == .pass) == gate.role.mustHold ? "holds" : "does not hold"
    }

    /// The numbers of a comparison: each reading with what it rests on, then the limit and how far it was away.
    private func facts(_ comparison: ComparisonRecord, at place: Int, in gate: ExplainedGate) -> String {
        var facts = (SegmentWords.decisive(comparison).map { [$0] } ?? []) + comparison.readings.map(reading)
        if let margin = Margin(comparison, at: place, in: gate) {
            let type = comparison.readings.first?.type ?? .score
            facts.append("limit \(MessageText.value(margin.limit, type))")
            facts.append("margin \(margin.text(type))")
        }
        if let evidence = comparison.evidence {
            facts.append(EvidenceWords(evidence, comparison.readings.first?.type ?? .score).text)
        }
        return facts.joined(separator: "; ")
    }

    private func reading(_ reading: Reading) -> String {
        let name = (reading.model == .baseline ? "baseline " : "") + reading.metric.printable
        var text = "\(name) \(MessageText.value(reading.value, reading.type))"
        if let reason = reading.problem ?? reading.undefinedReason { text += ", \(reason.printable)" }
        guard let successes = reading.successes, let trials = reading.trials,
            let interval = WilsonInterval(successes: successes, trials: trials)
        else { return reading.isCounted ? text + ", n = \(reading.samples)" : text }
        let bounds = [interval.lower, interval.upper].map { MessageText.decimals($0, 3) }
        return text + ", \(successes) of \(trials), 95% interval \(bounds[0]) to \(bounds[1])"
    }

    // MARK: The turn

    private func turn(_ explanation: DecisionExplanation) -> [String] {
        guard let turn = explanation.turn else {
            let isWeighed = explanation.gates.contains(where: \.isWeighed)
            guard isWeighed else { return ["no other values at this look would have turned it"] }
            let untold = explanation.gates.filter(\.isUntold).flatMap(deciding)
            guard !untold.isEmpty else { return ["no other values at this look would have turned it"] }
            return ["which other values would have turned it is not known where evidence about a product decides"]
                + untold
        }
        let instead = style.strong(Self.words(turn.outcome))
        var conditions: [String] = []
        if !turn.changes.isEmpty {
            let flips = turn.flips.map { flip in
                let gate = explanation.gates[flip.gate]
                return "`\(gate.record.text.printable)` \(Self.verb(gate, flip.verdict))"
            }
            let effect = flips.isEmpty ? "" : ", so that " + flips.joined(separator: " and ")
            conditions.append(ChangeWords.text(turn.changes) + effect)
        }
        if turn.missingRequests > 0 {
            conditions.append("\(turn.missingRequests) more request\(turn.missingRequests == 1 ? "" : "s") answered")
        }
        for index in turn.unanswered { conditions.append(shortage(explanation.gates[index])) }
        guard conditions.count > 1 else {
            return ["it would have \(instead) with " + (conditions.first ?? "no change at all")]
        }
        return ["it would have \(instead) with"]
            + conditions.map { "  and " + $0 }.enumerated().map { index, line in
                index == 0 ? "      " + line.dropFirst(6) : line
            }
    }

    /// Which ends of the evidence decide a gate, and where they were.
    private func deciding(_ gate: ExplainedGate) -> [String] {
        gate.record.comparisons.compactMap { comparison in
            guard let evidence = comparison.evidence else { return nil }
            func end(_ value: Double?) -> String { value.map { MessageText.decimals($0, 4) } ?? "unknown" }
            let (shown, refuted) = ("holds once", "does not once")
            let (lower, upper) = (
                "the lower end is above 0 (\(end(evidence.lower)))", "the upper end is below 0 (\(end(evidence.upper)))"
            )
            let text = "  `\(gate.record.text.printable)` "
            switch comparison.relation {
            case .greater, .greaterOrEqual: return text + "\(shown) \(lower), and \(refuted) \(upper)"
            case .less, .lessOrEqual: return text + "\(shown) \(upper), and \(refuted) \(lower)"
            case .equal, .notEqual: return nil
            }
        }
    }

    private func shortage(_ gate: ExplainedGate) -> String {
        let text = "`\(gate.record.text.printable)`"
        if gate.isWeighed, gate.shortReadings.isEmpty {
            let more = gate.observationTurn.map { turn in
                turn.verdict == .pass ? ": about \(turn.count) more observations like these would be" : ""
            }
            return
                "evidence \(gate.role.mustHold ? "for" : "against") \(text), of which there was not enough\(more ?? "")"
        }
        guard let minimum = gate.minimumSamples else { return "an answer to \(text), which had none" }
        let short = gate.shortReadings.map { reading in
            let missing = minimum - reading.samples
            let model = reading.model == .baseline ? " of the baseline" : ""
            return "\(missing) more observation\(missing == 1 ? "" : "s")\(model) for `\(reading.metric.printable)`"
        }
        return (short.isEmpty ? ["a value for \(text)"] : short).joined(separator: " and ")
            + ", and \(text) \(gate.role.mustHold ? "" : "not ")holding by them"
    }

    private static func words(_ outcome: String) -> String {
        switch outcome {
        case "promote": "been promoted"
        case "rollback": "been rolled back"
        case "step_back": "stepped back"
        case "step_down": "stepped down"
        case "retrain": "been sent back to training"
        case "hold": "been held"
        case "go_on": "gone on"
        case "wait": "waited"
        case "otherwise": "been decided otherwise"
        case "low": "been low"
        case "high": "been high"
        case "firing": "gone on firing"
        case "resolved": "been resolved"
        default: "stayed inactive"
        }
    }

    private func notes(_ context: WhyContext) -> [String] {
        let path = context.planPath.printable
        let rest = "this is from the journal alone, without lines, sample minimums and consequences"
        switch context.planState {
        case .same: return []
        case .changed: return ["", style.warned("the plan \(path) has changed since: \(rest)")]
        case .missing: return ["", style.warned("the plan \(path) is not there as it was: \(rest)")]
        }
    }
}
