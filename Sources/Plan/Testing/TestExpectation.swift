/// What is expected of a run. A list that is given is complete: nothing of its kind happens beside what it has.
package struct TestExpectation: Sendable, Hashable {
    /// Something at a time, in the words that a run's events have for it.
    package struct Moment: Sendable, Hashable {
        package let at: Duration
        /// What it is about: a stage, an alert, a notifier.
        package let subject: Located<String>
        /// What happens to it.
        package let what: String

        package init(at: Duration, subject: Located<String>, what: String) {
            self.at = at
            self.subject = subject
            self.what = what
        }
    }

    /// The stage that has the candidate at a time.
    package struct Standing: Sendable, Hashable {
        package let at: Duration
        /// Nil where nobody has the candidate.
        package let stage: Located<String>?
        package let audience: String?

        package init(at: Duration, stage: Located<String>?, audience: String?) {
            self.at = at
            self.stage = stage
            self.audience = audience
        }
    }

    /// An alert on its way to a notifier.
    package struct Notice: Sendable, Hashable {
        package let at: Duration
        package let notifier: Located<String>
        package let alert: Located<String>
        package let state: String

        package init(at: Duration, notifier: Located<String>, alert: Located<String>, state: String) {
            self.at = at
            self.notifier = notifier
            self.alert = alert
            self.state = state
        }
    }

    package let outcome: Outcome?
    /// When the run ends.
    package let ends: Duration?
    /// What the reason that the run ends with has in it.
    package let reason: String?
    /// Of each assessment, whether the risk is low.
    package let risk: [Bool]?
    /// What moves a stage: promotions, rollbacks, retrainings and the beginnings of holds.
    package let decisions: [Moment]?
    package let standings: [Standing]
    package let alerts: [Moment]?
    package let notifications: [Notice]?
    package let approvals: [Moment]?

    package init(
        outcome: Outcome? = nil,
        ends: Duration? = nil,
        reason: String? = nil,
        risk: [Bool]? = nil,
        decisions: [Moment]? = nil,
        standings: [Standing] = [],
        alerts: [Moment]? = nil,
        notifications: [Notice]? = nil,
        approvals: [Moment]? = nil
    ) {
        self.outcome = outcome
        self.ends = ends
        self.reason = reason
        self.risk = risk
        self.decisions = decisions
        self.standings = standings
        self.alerts = alerts
        self.notifications = notifications
        self.approvals = approvals
    }

    /// Whether it expects nothing at all.
    package var isEmpty: Bool { self == TestExpectation() }
}
