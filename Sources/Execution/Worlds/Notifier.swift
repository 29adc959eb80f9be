/// Somebody or something that alerts are sent to.
package protocol Notifier: Sendable {
    /// Tells it; the same key may come again after a crash.
    func deliver(_ notification: Notification) async throws(NotificationError)
}

/// Why a notifier could not be told.
package struct NotificationError: Error, Hashable, Sendable {
    package let problem: String

    package init(_ problem: String) { self.problem = problem }
}

/// Tells nobody: what a dry run puts in every notifier's place.
package struct SilentNotifier: Notifier {
    package init() {}

    package func deliver(_ notification: Notification) async throws(NotificationError) {}
}

extension [String: any Notifier] {
    /// Tells the notifier that a notification is for, and says what came of it.
    func tell(_ notification: Notification) async -> Event.Notified {
        var problem: String?
        do throws(NotificationError) {
            try await self[notification.notifier]?.deliver(notification)
        } catch {
            problem = error.problem
        }
        return Event.Notified(key: notification.key, notifier: notification.notifier, problem: problem)
    }
}
