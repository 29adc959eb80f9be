import Diagnostics
package import Execution
import JSON
package import Plan

/// Posts alerts to an address, one JSON object each.
package struct WebhookNotifier: NotifierKind, Notifier {
    package static let descriptor = NotifierDescriptor(
        "webhook",
        "Posts alerts to an address, one JSON object each, with their key in the header `Idempotency-Key`.",
        options: [
            FieldShape("webhook", .url, required: true, "The address, best given as a secret parameter."),
            FieldShape(
                "format",
                .choice(["json", "slack"]),
                default: "json",
                "What is posted: the line that `file` would write, or a text for a chat, as Slack, Mattermost and Rocket.Chat "
                    + "take it."
            ),
            FieldShape(
                "headers",
                .dictionary(of: .text, naming: "header", wellKnown: []),
                "Headers of the request, by name, such as `Authorization`."
            ),
            FieldShape(
                "timeout",
                .duration,
                default: "10s",
                "How long it may take, with every attempt and every pause."
            ),
        ],
        deduplicates: false
    )

    private let context: NotifierContext
    private let isChat: Bool
    private let post: NotifierPost

    package static func make(_ options: OptionValues, in context: NotifierContext) -> any Notifier {
        WebhookNotifier(
            context: context,
            isChat: options.text("format") == "slack",
            post: NotifierPost(descriptor.name, path: "", options, in: context)
        )
    }

    package func deliver(_ notification: Notification) async throws(NotificationError) {
        let line = NotificationLine(notification, in: context)
        let body = isChat ? ChatText(notification, in: context).bytes : line.bytes
        try await post.send(body, key: line.key)
    }
}

/// A notification as a message of a chat.
struct ChatText {
    let bytes: [UInt8]

    init(_ notification: Notification, in context: NotifierContext) {
        let state = notification.state == .resolved ? "resolved" : notification.severity.rawValue
        let words = [notification.alert, notification.message, context.plan, context.run].map(Self.escape)
        let text = "*\(state)* \(words[0]): \(words[1]) (\(words[2]), run \(words[3]))"
        var writer = JSONWriter()
        writer.object { $0.member("text", text) }
        bytes = writer.bytes
    }

    /// Text in which nothing is a link or calls everyone (Slack, "Formatting text for app surfaces").
    private static func escape(_ text: String) -> String {
        PrintableText.escaping(text).replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(
            ">",
            with: "&gt;"
        )
    }
}
