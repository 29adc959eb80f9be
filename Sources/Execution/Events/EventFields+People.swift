import JSON
import Plan

// What people ask of a run, and what comes of it, read back.

extension EventFields {
    func command() throws(EventError) -> Event.Command {
        Event.Command(
            key: try string("key"),
            action: try word("action"),
            who: try string("who"),
            note: optionalString("note"),
            stage: optionalString("stage")
        )
    }

    func answered() throws(EventError) -> Event.Answered {
        Event.Answered(
            key: try string("key"),
            action: try word("action"),
            who: try string("who"),
            isAccepted: json["accepted"]?.bool ?? false,
            reason: try string("reason")
        )
    }

    func approvalChange() throws(EventError) -> Event.ApprovalChange {
        Event.ApprovalChange(
            stage: try string("stage"),
            state: try word("state"),
            by: try strings("by"),
            until: try optionalDuration("until"),
            reason: try string("reason")
        )
    }

    func holdChange() throws(EventError) -> Event.HoldChange {
        Event.HoldChange(
            state: try word("state"),
            cause: try word("cause"),
            until: try optionalDuration("until"),
            reason: try string("reason")
        )
    }

    func optionalDuration(_ name: String) throws(EventError) -> Duration? {
        json[name] == nil ? nil : try duration(name)
    }
}
