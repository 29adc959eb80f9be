import Execution
import JSON
import Plan

/// A notification as JSON, for files and programs.
struct NotificationLine {
    /// The same for every delivery of the notification, and different in every run.
    let key: String
    let object: JSONObject

    init(_ notification: Notification, in context: NotifierContext) {
        // With its start: a run has the name of an earlier one where the state folder is another, or was removed.
        key = "\(context.run)@\(context.startedAt)/\(notification.key)"
        object = [
            "key": .string(key),
            "plan": .string(context.plan),
            "run": .string(context.run),
            "alert": .string(notification.alert),
            "state": .string(notification.state.rawValue),
            "severity": .string(notification.severity.rawValue),
            "message": .string(notification.message),
            "at": .number(notification.at.seconds),
        ]
    }

    /// The object and a line break.
    var bytes: [UInt8] { Array((JSONValue.object(object).text + "\n").utf8) }
}
