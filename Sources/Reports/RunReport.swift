package import Execution
import JSON
import Metrics
package import Plan

/// Turns a run's events into text that people read: the stages as they pass, each gate with its numbers, each alert, the
/// confusion matrix, and the end.
package struct RunReport: Sendable {
    private let program: Program
    private let style: ReportStyle
    private var stageEvidence: PairedEvidence?
    private var stageName: String?
    /// When the warm-up of the stage at hand is over.
    private var warm = Duration.zero
    /// Why the run holds at present, which is reported once.
    private var holdCause: [Substring]?

    package init(program: Program, style: ReportStyle) {
        self.program = program
        self.style = style
    }

    /// The lines for the next event, empty where it is nothing to report.
    package mutating func text(for event: Event) -> String {
        lines(for: event).map { $0 + "\n" }.joined()
    }

    private mutating func lines(for event: Event) -> [String] {
        let clock = ClockText.text(event.at)
        switch event.payload {
        case .started(let started): return heading(started)
        case .prepared(let prepared): return [entry(clock, "data", data(prepared))]
        case .trained(let trained): return [entry(clock, "train", training(trained))]
        case .loaded(let loaded): return [entry(clock, "load", loading(loaded))]
        case .routed(let routed):
            if let name = routed.stage {
                stageName = nil
                warm = event.at + (program.stages.first { $0.name == name }?.warmUpInIntervals ?? .zero)
            }
            return [entry(clock, "route", routing(routed))]
        case .observed(let observed):
            note(observed)
            return []
        case .assessed(let assessed):
            let risk = assessed.isLow ? style.good("low risk") : style.bad("high risk")
            let attempt = assessed.attempts > 1 ? ", attempt \(assessed.attempt) of \(assessed.attempts)" : ""
            return [entry(clock, "risk", risk + attempt)]
                + GateTable(style: style).lines(assessed.gates.map { ($0, .requirement) })
        case .judged(let judged): return judgement(judged, clock)
        case .alert(let change): return [entry(clock, "alert", alert(change))]
        case .notified(let notified):
            guard let problem = notified.problem else { return [] }
            return [entry(clock, "notify", style.bad("\(notified.notifier) could not be told: ") + problem.printable)]
        case .retraining(let retraining): return [entry(clock, "retrain", self.retraining(retraining))]
        case .retry(let retry): return [entry(clock, "retry", self.retry(retry))]
        case .failed(let failure):
            return [entry(clock, "failed", style.bad(failure.step) + ": " + failure.problem.printable)]
        case .finished(let finished): return ending(finished, clock, event.at)
        case .command(let command):
            return [entry(clock, command.action.rawValue, PeopleText.text(command))]
        case .answered(let answered):
            return answered.isAccepted ? [] : [entry(clock, "refused", style.bad(answered.reason.printable))]
        case .approval(let change): return [entry(clock, "approval", approval(change))]
        case .hold(let change):
            let state =
                switch change.state {
                case .held: style.warned("held")
                case .resumed: style.good("no longer held")
                case .expired: style.bad("held too long")
                }
            return [entry(clock, "hold", "\(state)\(PeopleText.until(change.until)): \(change.reason.printable)")]
        case .evaluated, .waited: return []
        }
    }

    private func entry(_ clock: String, _ what: String, _ text: String) -> String {
        style.faint(clock) + "  " + style.strong(TextColumns.padded(what, to: 9)) + "  " + text
    }

    private func heading(_ started: Event.Started) -> [String] {
        let title = style.strong(program.name) + (program.description.map { ": " + $0.trimmed.printable } ?? "")
        let run = started.run.map { "run \($0)" } ?? "dry run: nothing is written, sent or routed"
        let scenario = started.scenario.map { [style.warned("under the scenario \($0.name.printable)")] } ?? []
        return [title, style.faint("\(run), program \(started.program.prefix(12))")] + scenario + [""]
    }

    private func data(_ event: Event.Prepared) -> String {
        let classes = event.classes.count <= 6 ? ": " + event.classes.joined(separator: ", ").printable : ""
        let parts =
            event.trainingRows + event.testRows == event.rows
            ? ", \(event.trainingRows) to train on and \(event.testRows) to test on" : ""
        if program.data.contains(where: { $0.name == event.data && $0.predictsNumbers }) {
            return "\(event.data): \(event.rows) rows\(parts); a number to predict"
        }
        return "\(event.data): \(event.rows) rows\(parts); \(event.classes.count) classes\(classes)"
    }

    private func training(_ event: Event.Trained) -> String {
        let attempt = event.attempt > 1 ? ", attempt \(event.attempt)" : ""
        let time = MessageText.value(event.duration.seconds, .duration)
        if let served = event.served {
            let place = served.address.map { " at \($0)" } ?? ""
            return "\(event.model.rawValue): \(served.label)\(place)".printable
                + ", trained elsewhere in \(time)\(attempt)"
        }
        let score = event.crossValidation.map { score in
            let result =
                switch score.score {
                case .correct(let correct):
                    MessageText.decimals(Double(correct) / Double(max(1, score.rows)), 4) + " accurate"
                case .error(let error): "root mean squared error " + MessageText.decimals(error, 4)
                }
            return "; \(result) by \(score.folds)-fold cross-validation"
        }
        return "\(event.model.rawValue): \(event.kind) on \(event.rows) rows in \(time)\(attempt)\(score ?? "")"
    }

    private func loading(_ event: Event.Loaded) -> String {
        let file = "\(event.file), \(event.digest.prefix(12))".printable
        return "\(event.model.rawValue): \(event.kind.printable) on \(event.rows) rows from \(file)"
    }

    private func retry(_ event: Event.Retry) -> String {
        let number = "\(event.number) of \(event.times)"
        switch event.state {
        case .coolingDown:
            return style.warned("cooling down") + PeopleText.until(event.until)
                + ", then the release starts again, \(number): \(event.reason.printable)"
        case .started: return style.strong("the release starts again") + ", \(number): \(event.reason.printable)"
        }
    }

    private func routing(_ event: Event.Routed) -> String {
        guard let stage = event.stage else { return "everyone is back on the baseline" }
        let audience = program.stages.first { $0.name == stage }?.audience.text ?? ""
        if let share = event.share {
            return "\(style.strong(stage)) (\(audience)): the router gives \(share.percentText) the candidate"
        }
        return "\(style.strong(stage)) (\(audience)): \(event.units) of \(event.allUnits) units have the candidate"
    }

    /// Keeps the evidence of the stage at hand, for the matrix at the end.
    private mutating func note(_ observed: Event.Observed) {
        guard observed.from >= warm else { return }
        if observed.stage == stageName {
            if let addition = observed.evidence { stageEvidence?.merge(addition) }
        } else {
            stageName = observed.stage
            stageEvidence = observed.evidence
        }
    }

    private mutating func judgement(_ event: Event.Judged, _ clock: String) -> [String] {
        let verdict: String
        let cause = event.decision == .hold ? Self.cause(event.reason) : nil
        let isSameHold = cause != nil && cause == holdCause
        holdCause = cause
        switch event.decision {
        case .goOn, .wait: return []
        case .hold where isSameHold: return []
        case .hold:
            return [entry(clock, "judge", "\(event.stage) \(style.warned("holds")): \(event.reason.printable)")]
        case .promote: verdict = style.good("promoted")
        case .stepBack: verdict = style.warned("stepped back")
        case .stepDown: verdict = style.bad("stepped down")
        case .rollback: verdict = style.bad("rolled back")
        case .retrain: verdict = style.bad("sent back to training")
        }
        let gates =
            event.promoteIf.map { ($0, GateTable.Purpose.requirement) }
            + event.rollbackIf.map { ($0, GateTable.Purpose.tripwire) }
        // Nobody counts the requests that a router divides.
        let asked = program.traffic?.router == nil ? " and \(event.samples) requests" : ""
        let facts = "after \(event.watched.planText)\(asked): \(event.reason.printable)"
        return [entry(clock, "judge", "\(event.stage) \(verdict) \(facts)")] + GateTable(style: style).lines(gates)
    }

    /// A reason without how many times in a row it has been so, which is another number at every look.
    private static func cause(_ reason: String) -> [Substring] {
        var words = reason.split(separator: " ")
        if let times = words.firstIndex(of: "times"), words[times...].starts(with: ["times", "in", "a", "row"]),
            times > 0
        {
            words.removeSubrange(times - 1..<times + 4)
        }
        return words
    }

    private func alert(_ change: Event.AlertChange) -> String {
        let state =
            switch change.state {
            case .pending: style.warned("pending")
            case .firing: style.bad("firing")
            case .repeated: style.bad("still firing")
            case .resolved: style.good("resolved")
            }
        let told =
            change.notify.isEmpty || change.state == .pending ? "" : " (\(change.notify.joined(separator: ", ")))"
        return "\(change.name) \(state), \(change.severity.rawValue): \(change.message.printable)\(told)"
    }

    private func approval(_ change: Event.ApprovalChange) -> String {
        let state =
            switch change.state {
            case .awaiting: style.warned("awaited")
            case .approved: style.good("approved")
            case .rejected: style.bad("refused")
            case .expired: style.bad("expired")
            }
        return "\(style.strong(change.stage)) \(state)\(PeopleText.until(change.until)): \(change.reason.printable)"
    }

    private func retraining(_ event: Event.Retraining) -> String {
        guard let attempt = event.attempt else { return "no recipe is left: \(event.reason.printable)" }
        return "attempt \(attempt) of \(event.attempts): \(event.reason.printable)"
    }

    private func ending(_ event: Event.Finished, _ clock: String, _ at: Duration) -> [String] {
        var lines: [String] = []
        if let stageName, let stageEvidence {
            lines += [""] + ConfusionTable(style: style).lines(stageEvidence.candidate, stage: stageName) + [""]
        }
        let outcome =
            event.outcome == .released
            ? style.good("released") : style.bad(event.outcome.rawValue.replacing("_", with: " "))
        let time = at > .zero ? " after \(duration(at))" : ""
        return lines + ["\(outcome)\(time): \(event.reason.printable)"]
    }

    /// How long the run took: in a replay by its requests' time, and live by the clock, where parts of a second say nothing.
    private func duration(_ time: Duration) -> String {
        guard program.traffic?.router != nil else { return "\(time.planText) of requests" }
        return Duration.seconds(max(1, Int64(time.seconds.rounded()))).planText
    }
}

extension String {
    /// Without the line breaks and blanks at its ends, and on one line.
    fileprivate var trimmed: String { split(whereSeparator: \.isWhitespace).joined(separator: " ") }
}
