import Execution
import JSON
import Plan

/// A notification as one line of JSON, for files and programs.
struct NotificationLine {
    /// The same for every delivery of the notification, and different in every run.
    let key: String
    /// The JSON object and a line break.
    let bytes: [UInt8]

    init(_ notification: Notification, in context: NotifierContext) {
        // With its start: a run has the name of an earlier one where the state folder is another, or was removed.
        let key = "\(context.run)@\(context.startedAt)/\(notification.key)"
        var writer = JSONWriter()
        writer.object { writer in
            writer.member("key", key)
            writer.member("run", context.run)
            writer.member("alert", notification.alert)
            writer.member("state", notification.state.rawValue)
            writer.member("severity", notification.severity.rawValue)
            writer.member("message", notification.message)
            writer.member("at", notification.at.seconds)
        }
        self.key = key
        self.bytes = writer.bytes + [UInt8(ascii: "\n")]
    }
}
