package import Datasets
package import Execution
import Plan

/// A log judged by a plan, with what is to be said of it.
package struct BacktestResult: Sendable {
    package let backtest: Backtest
    package let plan: String
    package let digest: String
    package let survey: TrafficSurvey
    package let limits: BacktestLimits

    package init(
        backtest: Backtest,
        plan: String,
        digest: String,
        survey: TrafficSurvey,
        limits: BacktestLimits
    ) {
        self.backtest = backtest
        self.plan = plan
        self.digest = digest
        self.survey = survey
        self.limits = limits
    }
}

/// A backtest as text for people.
package struct BacktestReport: Sendable {
    private let style: ReportStyle

    package init(style: ReportStyle) { self.style = style }

    package func text(_ result: BacktestResult) -> String {
        let backtest = result.backtest
        var lines = [head(result)] + logs(result.survey) + [""]
        lines += decisions(backtest)
        for stage in backtest.stages { lines += [""] + self.stage(stage, result) }
        lines += ["", end(backtest)]
        let limits = result.limits.sentences.map { style.warned("! ") + $0.printable }
        return (lines + (limits.isEmpty ? [] : [""] + limits)).map { $0 + "\n" }.joined()
    }

    /// Both plans, and then their decisions side by side.
    package func text(_ first: BacktestResult, _ second: BacktestResult) -> String {
        let difference = BacktestDifference(first.backtest, second.backtest)
        var rows = [["time", first.plan, second.plan]]
        rows += difference.rows.map { [ClockText.text($0.at), $0.first ?? "-", $0.second ?? "-"] }
        let marks = [" "] + difference.rows.map { $0.isAlike ? style.good("=") : style.bad("≠") }
        let table = zip(marks, TextTable.lines(rows, aligned: [], style: style)).map { $0 + $1.dropFirst() }
        let words =
            difference.parting.map { "the decisions part at \(style.strong(ClockText.text($0.at)))" }
            ?? style.strong("the decisions are alike")
        return [text(first), text(second), (table + ["", words]).map { $0 + "\n" }.joined()].joined(separator: "\n")
    }

    private func head(_ result: BacktestResult) -> String {
        let survey = result.survey
        return style.strong(result.plan.printable) + " on recorded predictions of "
            + Timestamp(nanoseconds: survey.first).text + " to " + Timestamp(nanoseconds: survey.last).text
    }

    private func logs(_ survey: TrafficSurvey) -> [String] {
        let files = survey.files.map { "\($0.name.printable), \($0.summary.rowCount) rows" }
        let answers = ModelRole.allCases.compactMap { role in
            survey.answers[role].map { "\(role.rawValue) \($0.count), \($0.labelled) of them labelled" }
        }
        let pairs = survey.isPaired ? "both models answer the requests" : "one model answers each request"
        return [files.joined(separator: "; "), answers.joined(separator: "; ") + "; " + pairs].map { "  " + $0 }
    }

    private func decisions(_ backtest: Backtest) -> [String] {
        guard !backtest.decisions.isEmpty else { return ["nothing is decided"] }
        let rows = backtest.decisions.map { [ClockText.text($0.at), $0.words, $0.reason] }
        return TextTable.lines([["time", "decision", "reason"]] + rows, aligned: [], style: style)
    }

    private func stage(_ stage: Backtest.Stage, _ result: BacktestResult) -> [String] {
        let isPaired = result.survey.isPaired
        let spec = result.backtest.program.stages[stage.index]
        let until = stage.until ?? result.backtest.at
        let requests = stage.traffic.requests(isPaired: isPaired)
        let served = stage.traffic.served(isPaired: isPaired)
        let share = MessageText.decimals(requests == 0 ? 0 : Double(served) / Double(requests) * 100, 1)
        let head =
            style.strong(stage.name.printable) + "  \(spec.audience.text.printable)  "
            + "\(ClockText.text(stage.from)) to \(ClockText.text(until)), \((until - stage.from).planText)"
        let traffic =
            "  \(served) of \(requests) requests (\(share)%) are the candidate's; "
            + "\(stage.traffic.counted[.candidate] ?? 0) of its answers count"
        guard let judged = stage.judged else { return [head, traffic, "  not judged"] }
        let gates =
            judged.rollbackIf.map { (record: $0, purpose: GateTable.Purpose.tripwire) }
            + judged.promoteIf.map { (record: $0, purpose: GateTable.Purpose.requirement) }
        let words = judged.decision.rawValue.split(separator: "_").joined(separator: " ")
        let last = "  after \(stage.judgements) judgements: \(words), \(judged.reason.printable)"
        return [head, traffic, last] + GateTable(style: style).lines(gates, indent: 4)
    }

    private func end(_ backtest: Backtest) -> String {
        let time = ClockText.text(backtest.at)
        switch backtest.end {
        case .finished(let outcome, _):
            let words = outcome.rawValue.split(separator: "_").joined(separator: " ")
            return "\(outcome == .released ? style.good(words) : style.bad(words)) after \(time)"
        case .logEnds: return style.warned("the log ends") + " after \(time), before it is decided"
        case .retraining:
            return style.warned("the plan trains another candidate") + " after \(time), whose answers no log has"
        }
    }
}
