package import Execution
package import Plan
import Platform

/// Writes alerts to standard error, one line each.
package struct TerminalNotifier: NotifierKind, Notifier {
    package static let descriptor = NotifierDescriptor(
        "terminal",
        "Writes alerts to standard error, one line each.",
        deduplicates: false
    )

    private let run: String

    package static func make(_ options: OptionValues, in context: NotifierContext) -> any Notifier {
        TerminalNotifier(run: context.run)
    }

    package func deliver(_ notification: Notification) async throws(NotificationError) {
        let state = notification.state == .resolved ? "resolved" : notification.severity.rawValue
        StandardStream.error.write("ALERT \(run) \(state) \(notification.alert): \(notification.message)\n")
    }
}
