import Execution
package import Outlook
import Plan

/// A plan's outlook as text that reviewers read at a glance.
package struct OutlookReport: Sendable {
    private let style: ReportStyle

    package init(style: ReportStyle) { self.style = style }

    /// - Parameter next: What is known of the next change window, in words.
    package func text(_ outlook: ReleaseOutlook, next: String? = nil) -> String {
        let parts = [
            heading(outlook) + (next.map { ["  " + $0] } ?? []), stages(outlook), withdrawals(outlook),
            responses(outlook), evidence(outlook), noise(outlook), assumptions(outlook),
        ]
        return parts.filter { !$0.isEmpty }.map { lines in lines.map { $0 + "\n" }.joined() }.joined(separator: "\n")
    }

    /// The first lines of it alone: the whole in a few numbers.
    package func summary(_ outlook: ReleaseOutlook) -> String { heading(outlook).map { $0 + "\n" }.joined() }

    private func heading(_ outlook: ReleaseOutlook) -> [String] {
        let attempts = outlook.attempts > 1 ? ", up to \(outlook.attempts) attempts at training" : ""
        var lines = [
            style.strong(outlook.name.printable) + ": \(count(outlook.stages.count, "stage"))\(attempts)",
            "  takes \(outlook.duration.lowerBound.planText) at least and \(outlook.duration.upperBound.planText) at most",
        ]
        if let changes = outlook.changes {
            lines.append("  more people get the candidate on " + changes.printable)
            lines.append(
                "  a promotion waits for that \(outlook.longestWait.planText) at most, unless its stage holds then"
            )
        }
        if let retry = outlook.retry {
            lines.append(
                "  rolled back, it starts again after \(retry.after.planText), \(count(retry.times, "time")) at most"
            )
        }
        if let earliest = outlook.earliestWithdrawal, let largest = outlook.largestExposure {
            lines.append(
                "  a bad candidate is taken back after \(earliest.after.planText) at the earliest, in stage "
                    + earliest.stage.printable
            )
            lines.append(
                "  before that, \(exposure(largest, outlook.unit)) have met it at most, in stage "
                    + largest.stage.printable
            )
        }
        return lines
    }

    // MARK: Tables

    private func stages(_ outlook: ReleaseOutlook) -> [String] {
        let rows = outlook.stages.map { stage in
            [
                stage.name, stage.audience, percent(stage.share), stage.units.map { "\($0)" } ?? "?",
                stage.requestsPerSecond.map { MessageText.decimals($0, 2) + "/s" } ?? "?",
                stage.duration.lowerBound.planText,
                stage.duration.upperBound.planText,
                "\(stage.judgements.lowerBound) to \(stage.judgements.upperBound)",
            ]
        }
        let header = [
            "stage", "audience", "has it", "\(outlook.unit)s", "requests", "at least", "at most", "judged",
        ]
        return table([header] + rows, aligned: [2, 3, 4, 5, 6])
    }

    private func withdrawals(_ outlook: ReleaseOutlook) -> [String] {
        let rows = outlook.stages.map { stage in
            let first = stage.firstWithdrawal
            return [
                stage.name, stage.exposure?.after.planText ?? "never",
                first.map { words($0.trigger) } ?? "",
                stage.exposure.map { exposure($0, outlook.unit) } ?? "",
                stage.delayAfterChange?.planText ?? "at the deadline",
            ]
        }
        let header = ["stage", "taken back", "because of", "met by then, at most", "turned bad later"]
        return ["a bad candidate is taken back, at the earliest"] + table([header] + rows, aligned: [1])
    }

    private func responses(_ outlook: ReleaseOutlook) -> [String] {
        let header = ["in", "from", "if", "then", "tells"]
        var rows: [[String]] = []
        if let risk = outlook.risk {
            rows.append(["assessment", "", "low risk", outlook.stages.first.map { "stage \($0.name)" } ?? "", ""])
            rows.append(["", "", "high risk", risk.otherwise == .retrain ? retraining(outlook) : "stop", ""])
        }
        for stage in outlook.stages {
            if let approval = stage.approval {
                rows.append([stage.name, "", "approved by \(approval)", "it begins", ""])
            }
            for (index, response) in stage.responses.enumerated() {
                rows.append([
                    index == 0 && stage.approval == nil ? stage.name : "", response.earliest.planText,
                    words(response.trigger),
                    words(response.action, after: response.wayBack, outlook), response.told.joined(separator: ", "),
                ])
            }
        }
        rows.append(["any step", "", "cannot be carried out", "everyone gets the baseline back; failed", ""])
        return ["what follows"] + table([header] + rows, aligned: [1])
    }

    private func evidence(_ outlook: ReleaseOutlook) -> [String] {
        guard let evidence = outlook.evidence else { return [] }
        var place = ""
        let rows = evidence.gates.map { gate in
            let stage = gate.stage ?? "assessment"
            defer { place = stage }
            let isShared = gate.side == .rollback && evidence.rollbackConditions > 1
            return [
                stage == place ? "" : stage, gate.side.rawValue, gate.condition, gate.method.rawValue,
                MessageText.decimals(gate.error * 100, 2) + "%"
                    + (isShared ? ", its part among \(evidence.rollbackConditions)" : ""),
            ]
        }
        let header = ["in", "for", "if it is sure that", "evidence", "wrong at most"]
        return ["how sure it must be"] + table([header] + rows, aligned: [])
    }

    private func noise(_ outlook: ReleaseOutlook) -> [String] {
        guard let noise = outlook.noise else { return [] }
        let observations = noise.countsUnits ? "\(outlook.unit)s" : "requests"
        let rows = noise.conditions.map { condition in
            let place =
                switch condition.place {
                case .alert(let name): "alert \(name)"
                case .stage(let name): name
                }
            let bound =
                switch condition.bound {
                case .runLength(let length):
                    "once in \(MessageText.decimals(length, 0)) \(observations) on average, at most"
                case .looks(let looks, let chance):
                    "in \(percent(min(1, chance * Double(looks)))) of releases at most, at \(count(looks, "look"))"
                }
            return [place, condition.text, bound]
        }
        return ["how often noise alone does it"] + table([["in", "if", "noise alone"]] + rows, aligned: [])
    }

    private func assumptions(_ outlook: ReleaseOutlook) -> [String] {
        [
            "Times are those of the watching, without waiting for people. Requests come evenly at the stated rate, and which of",
            "them the candidate answers is luck, which the earliest times allow for. A bad candidate breaks the condition by everything seen since; `turned bad",
            "later` counts from right after a judgement.",
        ].map(style.faint)
    }

    /// Rows under a header, indented, the columns of the given numbers aligned to the right.
    private func table(_ rows: [[String]], aligned: Set<Int>) -> [String] {
        TextTable.lines(rows, aligned: aligned, style: style)
    }

    // MARK: Words

    private func count(_ number: Int, _ what: String) -> String { "\(number) \(what)\(number == 1 ? "" : "s")" }

    private func percent(_ share: Double) -> String { MessageText.decimals(share * 100, 1) + "%" }

    private func exposure(_ exposure: StageOutlook.Exposure, _ unit: String) -> String {
        (exposure.units.map { count($0, unit) } ?? "\(percent(exposure.share)) of \(unit)s")
            + (exposure.requests.map { " in about " + count($0, "request") } ?? "")
    }

    private func words(_ trigger: StageResponse.Trigger) -> String {
        switch trigger {
        case .passed: "promote_if holds"
        case .rollbackIf(let text, let failures): text + times(failures)
        case .promoteIf(let text, let failures): "promote_if fails: " + text + times(failures)
        case .alert(let name): "alert \(name)"
        case .deadline: "not promoted by the deadline"
        case .noData: "too few observations at the deadline"
        case .error(let text): "cannot be measured: " + text
        }
    }

    private func times(_ failures: Int) -> String { failures > 1 ? ", \(failures) times in a row" : "" }

    /// - Parameter wayBack: What a hold leads to that has lasted too long.
    private func words(
        _ action: StageResponse.Action,
        after wayBack: StageResponse.Action,
        _ outlook: ReleaseOutlook
    ) -> String {
        switch action {
        case .advance(let stage): "stage \(stage)"
        case .release: "released"
        case .rollback: "roll back"
        case .stepBack: "back to the stage before"
        case .stepDown(_, let rests): "down in steps, nobody has it after \(rests.planText) at most"
        case .retrain: retraining(outlook)
        case .hold(let bound): "hold \(bound.planText) at most, then \(words(wayBack, after: wayBack, outlook))"
        case .none: "go on"
        }
    }

    private func retraining(_ outlook: ReleaseOutlook) -> String {
        "retrain, \(count(outlook.attempts - 1, "time")) at most, then stop"
    }
}
