// What people ask of a run, and what comes of it.

extension Event {
    /// Somebody asked something of the run. It is an input like any other: whether it counts, the interpreter decides.
    package struct Command: Sendable, Hashable {
        package enum Action: String, Sendable, Hashable, CaseIterable {
            /// Agree to the stage that waits for it, or refuse it.
            case approve, reject
            /// Let promotion wait, or no longer.
            case hold, unhold
            /// Skip the rest of a stage's watch.
            case promote
            /// Return everyone to the baseline, for good.
            case rollback
            /// End the run, everyone on the baseline.
            case abort
        }

        /// Names the command within the run: the same key again is the same command, and does nothing.
        package let key: String
        package let action: Action
        package let who: String
        package let note: String?
        /// The stage that it is meant for, or nil for the one at hand.
        package let stage: String?

        package init(key: String, action: Action, who: String, note: String? = nil, stage: String? = nil) {
            self.key = key
            self.action = action
            self.who = who
            self.note = note
            self.stage = stage
        }
    }

    /// What came of a command: it was obeyed, or could not be, and why.
    package struct Answered: Sendable, Hashable {
        package let key: String
        package let action: Command.Action
        package let who: String
        package let isAccepted: Bool
        package let reason: String

        package init(key: String, action: Command.Action, who: String, isAccepted: Bool, reason: String) {
            self.key = key
            self.action = action
            self.who = who
            self.isAccepted = isAccepted
            self.reason = reason
        }
    }

    /// The approval of a stage changed its state.
    package struct ApprovalChange: Sendable, Hashable {
        package enum State: String, Sendable, Hashable, CaseIterable {
            case awaiting, approved, rejected, expired
        }

        package let stage: String
        package let state: State
        /// Who has agreed so far or, of a rejection, who refused.
        package let by: [String]
        /// When those who must agree have run out of time, or nil where they are no longer waited for.
        package let until: Duration?
        package let reason: String

        package init(stage: String, state: State, by: [String], until: Duration?, reason: String) {
            self.stage = stage
            self.state = state
            self.by = by
            self.until = until
            self.reason = reason
        }
    }

    /// Promotion waits, or no longer does, for something else than a stage's own conditions.
    package struct HoldChange: Sendable, Hashable {
        package enum State: String, Sendable, Hashable, CaseIterable {
            case held, resumed
            /// It lasted as long as a hold may last.
            case expired
        }

        package enum Cause: String, Sendable, Hashable, CaseIterable {
            /// Somebody asked for it.
            case people
            /// No change window is open.
            case window
        }

        package let state: State
        package let cause: Cause
        /// When the hold ends at the latest; only of `held`.
        package let until: Duration?
        package let reason: String

        package init(state: State, cause: Cause, until: Duration?, reason: String) {
            self.state = state
            self.cause = cause
            self.until = until
            self.reason = reason
        }
    }
}
