package import Plan

// What the interpreter decides.

extension Event {
    /// The risk was judged.
    package struct Assessed: Sendable, Hashable {
        package let isLow: Bool
        /// Counted from 1.
        package let attempt: Int
        package let attempts: Int
        package let gates: [GateRecord]

        package init(isLow: Bool, attempt: Int, attempts: Int, gates: [GateRecord]) {
            self.isLow = isLow
            self.attempt = attempt
            self.attempts = attempts
            self.gates = gates
        }
    }

    /// A stage was judged.
    package struct Judged: Sendable, Hashable {
        package enum Decision: String, Sendable, Hashable, CaseIterable {
            case goOn = "go_on"
            case hold
            /// Nothing speaks against the stage; it was promoted already, and the next one waits.
            case wait
            case promote
            /// Back to the audience of the stage before, which begins anew.
            case stepBack = "step_back"
            /// One stage down, on the way to nobody having the candidate.
            case stepDown = "step_down"
            case rollback
            case retrain
        }

        package let stage: String
        package let decision: Decision
        private let why: JudgementReason
        /// Why, in a few words.
        package var reason: String { why.text }
        /// How long the stage has been watched.
        package let watched: Duration
        /// How many requests the candidate has answered in the stage.
        package let samples: Int
        package let promoteIf: [GateRecord]
        package let rollbackIf: [GateRecord]
        /// How the stage's units were assigned, where that is so wrong that the release is taken back for it.
        package var misassigned: AssignedUnits? { boxedMisassigned?.value }
        private let boxedMisassigned: Boxed<AssignedUnits>?

        package init(
            stage: String,
            decision: Decision,
            reason: JudgementReason,
            watched: Duration,
            samples: Int,
            promoteIf: [GateRecord],
            rollbackIf: [GateRecord],
            misassigned: AssignedUnits? = nil
        ) {
            boxedMisassigned = misassigned.map(Boxed.init)
            self.stage = stage
            self.decision = decision
            why = reason
            self.watched = watched
            self.samples = samples
            self.promoteIf = promoteIf
            self.rollbackIf = rollbackIf
        }

        package init(
            stage: String,
            decision: Decision,
            reason: String,
            watched: Duration,
            samples: Int,
            promoteIf: [GateRecord],
            rollbackIf: [GateRecord],
            misassigned: AssignedUnits? = nil
        ) {
            self.init(
                stage: stage,
                decision: decision,
                reason: JudgementReason(reason),
                watched: watched,
                samples: samples,
                promoteIf: promoteIf,
                rollbackIf: rollbackIf,
                misassigned: misassigned
            )
        }
    }

    /// An alert rule changed its state.
    package struct AlertChange: Sendable, Hashable {
        package enum State: String, Sendable, Hashable, CaseIterable {
            case pending, firing
            /// It is still firing, and its notifiers are told again.
            case repeated
            case resolved
        }

        package let name: String
        package let state: State
        package let severity: AlertSeverity
        package let message: String
        package let gate: GateRecord
        package let notify: [String]
        /// Whether the message has values from a clock in it.
        package let isMessageMeasured: Bool

        package init(
            name: String,
            state: State,
            severity: AlertSeverity,
            message: String,
            gate: GateRecord,
            notify: [String],
            isMessageMeasured: Bool
        ) {
            self.name = name
            self.state = state
            self.severity = severity
            self.message = message
            self.gate = gate
            self.notify = notify
            self.isMessageMeasured = isMessageMeasured
        }
    }

    /// The next recipe is tried, or there is none left.
    package struct Retraining: Sendable, Hashable {
        /// The attempt that begins, counted from 1, or nil where the recipes are used up.
        package let attempt: Int?
        package let attempts: Int
        package let reason: String

        package init(attempt: Int?, attempts: Int, reason: String) {
            self.attempt = attempt
            self.attempts = attempts
            self.reason = reason
        }
    }

    /// A release that was rolled back is to start again, or does.
    package struct Retry: Sendable, Hashable {
        package enum State: String, Sendable, Hashable, CaseIterable {
            /// Nobody has the candidate until the cool-down is over.
            case coolingDown = "cooling_down"
            case started
        }

        package let state: State
        /// Which of the starts after a rollback it is, counted from 1.
        package let number: Int
        /// How many there may be.
        package let times: Int
        /// When it starts again; only of a cool-down.
        package let until: Duration?
        package let reason: String

        package init(state: State, number: Int, times: Int, until: Duration?, reason: String) {
            self.state = state
            self.number = number
            self.times = times
            self.until = until
            self.reason = reason
        }
    }

    /// The run is over.
    package struct Finished: Sendable, Hashable {
        package let outcome: Outcome
        package let reason: String

        package init(outcome: Outcome, reason: String) {
            self.outcome = outcome
            self.reason = reason
        }
    }
}
