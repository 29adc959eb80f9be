import Diagnostics
import Plan
import PlanSyntax

/// A test's `expect`.
enum ExpectationSection {
    /// The words for what moves a stage.
    enum Move: String, CaseIterable {
        case promote, hold, rollback, retrain
        case stepBack = "step_back"
        case stepDown = "step_down"
    }

    /// The words for what the risk can be.
    enum Risk: String, CaseIterable {
        case low, high
    }

    /// The words for what becomes of an alert.
    enum AlertWord: String, CaseIterable {
        case pending, firing, repeated, resolved
    }

    /// The words for what becomes of an approval.
    enum ApprovalWord: String, CaseIterable {
        case awaiting, approved, rejected, expired
    }

    static let outcome = Key<Located<Outcome>>.word("outcome", Outcome.self, "How the run ends.")
    static let ends = Key<Duration>.moment("ends", required: false, "The run's time at which it ends.")
    static let reason = Key<Located<String>>.text("reason", "What the reason that it ends with has in it.")
    static let risk = Key<[Located<Risk>]>(
        "risk",
        .list(of: .choice(Risk.allCases.map(\.rawValue)), atLeast: 0),
        "What each assessment says."
    ) { node, lowering in
        lowering.list(node, "`risk` is a list of `low` and `high`") { $1.word($0, Risk.self) }
    }

    static let at = Key<Duration>.moment("at", "The run's time.")
    static let stage = Key<Located<String>>.reference("stage", to: "stage", required: true, "The stage.")
    static let decision = Key<Located<Move>>.word("decision", Move.self, required: true, "What is decided.")
    static let decisions = moments(
        "decisions",
        stage,
        decision,
        "what moves a stage",
        "Everything that moves a stage, in order; of a hold its beginning."
    )
    static let alert = Key<Located<String>>.reference("alert", to: "alert", required: true, "The alert.")
    static let alertState = Key<Located<AlertWord>>.word(
        "state",
        AlertWord.self,
        required: true,
        "What becomes of it."
    )
    static let alerts = moments(
        "alerts",
        alert,
        alertState,
        "what becomes of an alert",
        "Every change of an alert; those to `pending` only where one of them is listed."
    )
    static let approval = Key<Located<ApprovalWord>>.word(
        "state",
        ApprovalWord.self,
        required: true,
        "What becomes of its approval."
    )
    static let approvals = moments(
        "approvals",
        stage,
        approval,
        "what becomes of an approval",
        "Every change of an approval."
    )

    static let standingStage = Key<Located<String>>.reference(
        "stage",
        to: "stage",
        "The stage whose audience has the candidate; nobody has it unless stated."
    )
    static let audience = Key<Located<String>>.text("audience", "The audience, in the words of a report, such as `5%`.")
    static let standingShape = RecordShape(
        "a standing",
        "Who has the candidate at a time.",
        [at.field, standingStage.field, audience.field]
    )
    static let standings = Key<[TestExpectation.Standing]>(
        "stages",
        .list(of: .record(standingShape), atLeast: 0),
        "Who has the candidate at some times: a sample, which need not be complete."
    ) { node, lowering in
        lowering.list(node, "`stages` is a list of standings") { node, lowering in
            guard let record = Record(node, standingShape, in: &lowering), let at = record.read(at, &lowering) else {
                return nil
            }
            return TestExpectation.Standing(
                at: at,
                stage: record.read(standingStage, &lowering),
                audience: record.read(audience, &lowering)?.value
            )
        }
    }

    static let notifier = Key<Located<String>>.reference("notifier", to: "notifier", required: true, "The notifier.")
    static let noticeShape = RecordShape(
        "a notification",
        "An alert that a notifier is told of.",
        [at.field, notifier.field, alert.field, alertState.field]
    )
    static let notifications = Key<[TestExpectation.Notice]>(
        "notifications",
        .list(of: .record(noticeShape), atLeast: 0),
        "Everything that notifiers are told, or were to be told."
    ) { node, lowering in
        lowering.list(node, "`notifications` is a list of notifications") { node, lowering in
            guard let record = Record(node, noticeShape, in: &lowering) else { return nil }
            guard let at = record.read(at, &lowering), let notifier = record.read(notifier, &lowering),
                let alert = record.read(alert, &lowering), let state = record.read(alertState, &lowering)
            else { return nil }
            return TestExpectation.Notice(at: at, notifier: notifier, alert: alert, state: state.value.rawValue)
        }
    }

    static let shape = RecordShape(
        "an expectation",
        "What is expected of the run.",
        [
            outcome.field, ends.field, reason.field, risk.field, decisions.field, standings.field, alerts.field,
            notifications.field, approvals.field,
        ]
    )

    static func lower(_ node: SyntaxNode, in lowering: inout Lowering) -> TestExpectation? {
        guard let record = Record(node, shape, in: &lowering) else { return nil }
        let expectation = TestExpectation(
            outcome: record.read(outcome, &lowering)?.value,
            ends: record.read(ends, &lowering),
            reason: record.read(reason, &lowering)?.value,
            risk: record.read(risk, &lowering)?.map { $0.value == .low },
            decisions: record.read(decisions, &lowering),
            standings: record.read(standings, &lowering) ?? [],
            alerts: record.read(alerts, &lowering),
            notifications: record.read(notifications, &lowering),
            approvals: record.read(approvals, &lowering)
        )
        if node.entries.isEmpty {
            lowering.report(.emptyExpectation, "the test expects nothing", at: node.anchorSpan)
        }
        return expectation
    }

    private static func moments<Word: RawRepresentable & Hashable & Sendable>(
        _ key: String,
        _ subject: Key<Located<String>>,
        _ what: Key<Located<Word>>,
        _ name: String,
        _ summary: String
    ) -> Key<[TestExpectation.Moment]> where Word.RawValue == String {
        let shape = RecordShape(name, summary, [at.field, subject.field, what.field])
        return Key(key, .list(of: .record(shape), atLeast: 0), summary) { node, lowering in
            lowering.list(node, "`\(key)` is a list") { node, lowering in
                guard let record = Record(node, shape, in: &lowering) else { return nil }
                guard let at = record.read(at, &lowering), let subject = record.read(subject, &lowering),
                    let what = record.read(what, &lowering)
                else { return nil }
                return TestExpectation.Moment(at: at, subject: subject, what: what.value.rawValue)
            }
        }
    }
}
