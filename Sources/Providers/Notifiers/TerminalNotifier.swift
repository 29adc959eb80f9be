import Diagnostics
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
        // The message is the plan's, with values of the data in it: what it holds must not steer the terminal.
        let text = PrintableText.escaping("ALERT \(run) \(state) \(notification.alert): \(notification.message)")
        do throws(PlatformError) {
            try StandardStream.error.deliver(Array((text + "\n").utf8))
        } catch {
            throw NotificationError(error.description)
        }
    }
}
