import Plan

/// Holds what was expected of a run against what was seen in it.
struct TestJudge {
    let program: Program
    let events: [Event]

    /// The time line of all that was expected, and of what was seen of its kinds.
    func rows(_ expected: TestExpectation) -> [TestRow] {
        var rows: [TestRow] = []
        if let risk = expected.risk {
            let seen = seenRisk
            // An assessment is expected where it is, as it has no time of its own.
            let wanted = risk.enumerated().map { index, isLow in
                TestMoment(index < seen.count ? seen[index].at : .zero, .risk, Self.risk(isLow))
            }
            rows += compared(wanted, seen)
        }
        if let decisions = expected.decisions {
            rows += compared(decisions.map { moment($0, .decision) }, seenDecisions)
        }
        if let approvals = expected.approvals {
            rows += compared(approvals.map { moment($0, .approval) }, seenApprovals)
        }
        if let alerts = expected.alerts {
            let isPendingExpected = alerts.contains { $0.what == "pending" }
            let seen = seenAlerts.filter { isPendingExpected || !$0.isPending }.map(\.moment)
            rows += compared(alerts.map { moment($0, .alert) }, seen)
        }
        if let notices = expected.notifications {
            let wanted = notices.map { notice in
                let text = Self.notice(notice.notifier.value, notice.alert.value, notice.state)
                return TestMoment(notice.at, .notification, text)
            }
            rows += compared(wanted, seenNotices)
        }
        rows += expected.standings.map(standing)
        rows += end(expected)
        return rows.sorted { ($0.at, $0.kind.rawValue) < ($1.at, $1.kind.rawValue) }
    }

    private func moment(_ moment: TestExpectation.Moment, _ kind: TestMoment.Kind) -> TestMoment {
        TestMoment(moment.at, kind, "\(moment.subject.value) \(moment.what)")
    }

    /// Each expected moment beside the same that was seen; what is left of one time stands side by side.
    private func compared(_ expected: [TestMoment], _ seen: [TestMoment]) -> [TestRow] {
        var rows: [TestRow] = []
        var unseen: [TestMoment] = []
        var left = seen
        for moment in expected {
            if let index = left.firstIndex(of: moment) {
                left.remove(at: index)
                rows.append(TestRow(at: moment.at, kind: moment.kind, expected: moment.text, seen: moment.text))
            } else {
                unseen.append(moment)
            }
        }
        for moment in unseen {
            let index = left.firstIndex { $0.at == moment.at }
            let instead = index.map { left.remove(at: $0).text }
            rows.append(TestRow(at: moment.at, kind: moment.kind, expected: moment.text, seen: instead))
        }
        return rows + left.map { TestRow(at: $0.at, kind: $0.kind, expected: nil, seen: $0.text) }
    }

    // MARK: Seen

    private static func risk(_ isLow: Bool) -> String { isLow ? "low risk" : "high risk" }

    private var seenRisk: [TestMoment] {
        events.compactMap { event in
            guard case .assessed(let assessed) = event.payload else { return nil }
            return TestMoment(event.at, .risk, Self.risk(assessed.isLow))
        }
    }

    /// What moved a stage, and the beginnings of holds.
    private var seenDecisions: [TestMoment] {
        var moments: [TestMoment] = []
        var isHeld = false
        for event in events {
            guard case .judged(let judged) = event.payload else { continue }
            let isMove = ![.goOn, .wait, .hold].contains(judged.decision)
            if isMove || (judged.decision == .hold && !isHeld) {
                moments.append(TestMoment(event.at, .decision, "\(judged.stage) \(judged.decision.rawValue)"))
            }
            isHeld = judged.decision == .hold
        }
        return moments
    }

    private var seenApprovals: [TestMoment] {
        events.compactMap { event in
            guard case .approval(let change) = event.payload else { return nil }
            return TestMoment(event.at, .approval, "\(change.stage) \(change.state.rawValue)")
        }
    }

    private var seenAlerts: [(isPending: Bool, moment: TestMoment)] {
        events.compactMap { event in
            guard case .alert(let change) = event.payload else { return nil }
            let moment = TestMoment(event.at, .alert, "\(change.name) \(change.state.rawValue)")
            return (change.state == .pending, moment)
        }
    }

    private static func notice(_ notifier: String, _ alert: String, _ state: String) -> String {
        "\(notifier): \(alert) \(state)"
    }

    private var seenNotices: [TestMoment] {
        events.flatMap { event -> [TestMoment] in
            guard case .alert(let change) = event.payload, change.state != .pending else { return [] }
            return change.notify.map { notifier in
                TestMoment(event.at, .notification, Self.notice(notifier, change.name, change.state.rawValue))
            }
        }
    }

    // MARK: Standings and the end

    private func standing(_ expected: TestExpectation.Standing) -> TestRow {
        var stage: String?
        for event in events where event.at <= expected.at {
            if case .routed(let routed) = event.payload { stage = routed.stage }
        }
        let audience = program.stages.first { $0.name == stage }?.audience.text
        func words(_ stage: String?, _ audience: String?) -> String {
            guard let stage else { return "nobody has the candidate" }
            return stage + (audience.map { " (\($0))" } ?? "")
        }
        return TestRow(
            at: expected.at,
            kind: .stage,
            expected: words(expected.stage?.value, expected.audience),
            seen: words(stage, expected.audience == nil ? nil : audience)
        )
    }

    private func end(_ expected: TestExpectation) -> [TestRow] {
        guard expected.outcome != nil || expected.ends != nil || expected.reason != nil else { return [] }
        var finished: Event.Finished?
        if case .finished(let event)? = events.last?.payload { finished = event }
        let at = events.last?.at ?? .zero
        func words(_ outcome: Outcome) -> String { outcome.rawValue.replacing("_", with: " ") }
        var wanted: [String] = []
        var seen: [String] = []
        if let outcome = expected.outcome {
            wanted.append(words(outcome))
            seen.append(finished.map { words($0.outcome) } ?? "it goes on")
        }
        if let ends = expected.ends, ends != at {
            wanted.append("the end at \(ends.planText)")
            seen.append("the end at \(at.planText)")
        }
        if let reason = expected.reason, finished?.reason.contains(reason) != true {
            wanted.append("because of `\(reason)`")
            seen.append("because of: \(finished?.reason ?? "nothing")")
        }
        if wanted.isEmpty {
            wanted.append("the end")
            seen = wanted
        }
        return [
            TestRow(
                at: expected.ends ?? at,
                kind: .end,
                expected: wanted.joined(separator: ", "),
                seen: seen.joined(separator: ", ")
            )
        ]
    }
}
