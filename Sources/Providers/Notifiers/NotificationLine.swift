import Execution
import JSON
import Plan

/// A notification as one line of JSON, for files and programs.
struct NotificationLine {
    /// The same for every delivery of the notification, and different in every run.
    let key: String
    /// The JSON object and a line break.
    let bytes: [UInt8]

    init(_ notification: Notification, run: String) {
        let key = "\(run)/\(notification.key)"
        var writer = JSONWriter()
        writer.object { writer in
            writer.member("key", key)
            writer.member("run", run)
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
