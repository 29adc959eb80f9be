import JSON
import Plan

// The members of what people ask of a run, and of what comes of it.

extension Event.Command {
    func write(to writer: inout JSONWriter) {
        writer.member("key", key)
        writer.member("action", action.rawValue)
        writer.member("who", who)
        if let note { writer.member("note", note) }
        if let stage { writer.member("stage", stage) }
    }
}

extension Event.Answered {
    func write(to writer: inout JSONWriter) {
        writer.member("key", key)
        writer.member("action", action.rawValue)
        writer.member("who", who)
        writer.member("accepted", isAccepted)
        writer.member("reason", reason)
    }
}

extension Event.ApprovalChange {
    func write(to writer: inout JSONWriter) {
        writer.member("stage", stage)
        writer.member("state", state.rawValue)
        writer.array("by") { writer in for name in by { writer.string(name) } }
        if let until { writer.member("until", until.seconds) }
        writer.member("reason", reason)
    }
}

extension Event.HoldChange {
    func write(to writer: inout JSONWriter) {
        writer.member("state", state.rawValue)
        writer.member("cause", cause.rawValue)
        if let until { writer.member("until", until.seconds) }
        writer.member("reason", reason)
    }
}
