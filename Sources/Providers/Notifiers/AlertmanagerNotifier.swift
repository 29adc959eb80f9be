package import Execution
import JSON
package import Plan
import Platform

/// Sends alerts to an Alertmanager, by its API version 2.
///
/// An alert is known there by its labels, so that whoever sends one twice sends it once. It says itself when it ends: what is not
/// sent again within Alertmanager's `resolve_timeout` would otherwise count as resolved, while it fires on here.
package struct AlertmanagerNotifier: NotifierKind, Notifier {
    package static let descriptor = NotifierDescriptor(
        "alertmanager",
        "Sends alerts to an Alertmanager, firing and resolved, with the labels `alertname`, `severity`, `plan` and `run`.",
        options: [
            FieldShape("alertmanager", .url, required: true, "The Alertmanager's address."),
            FieldShape(
                "labels",
                .dictionary(of: .text, naming: "label", wellKnown: []),
                "More labels, by name, for routes and silences."
            ),
            FieldShape(
                "expires",
                .duration,
                default: "1d",
                "How long an alert counts as firing of which nothing more is heard, as where the run's machine is gone."
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
        deduplicates: true
    )

    private let context: NotifierContext
    private let labels: [String: SecretText]
    private let expires: Duration
    private let post: NotifierPost

    package static func make(_ options: OptionValues, in context: NotifierContext) -> any Notifier {
        var labels: [String: SecretText] = [:]
        if case .mapping(let given)? = options["labels"] { labels = given }
        return AlertmanagerNotifier(
            context: context,
            labels: labels,
            expires: options.duration("expires", or: .seconds(86_400)),
            post: NotifierPost(descriptor.name, path: "/api/v2/alerts", options, in: context)
        )
    }

    package func deliver(_ notification: Notification) async throws(NotificationError) {
        try await post.send(
            body(notification, now: Clock.secondsSince1970()),
            key: NotificationLine(notification, in: context).key
        )
    }

    private func body(_ notification: Notification, now: Int) -> [UInt8] {
        func text(_ seconds: Int) -> JSONValue {
            .string(Timestamp(nanoseconds: Int64(seconds) * 1_000_000_000).text)
        }
        var names: JSONObject = [:]
        for (name, text) in labels.sorted(by: { $0.key < $1.key }) {
            // A label is shown: a secret has no place in it but by its name.
            names[name] = .string(text.parts.map { if case .text(let text) = $0 { text } else { "***" } }.joined())
        }
        names["alertname"] = .string(notification.alert)
        names["severity"] = .string(notification.severity.rawValue)
        names["plan"] = .string(context.plan)
        names["run"] = .string(context.run)
        var alert: JSONObject = [
            "labels": .object(names), "annotations": ["message": .string(notification.message)],
        ]
        if notification.state == .resolved {
            // A second ago, so that a clock that is a little behind does not keep it.
            alert["endsAt"] = text(now - 1)
        } else {
            // Of one that it has already, Alertmanager keeps the earlier start; without one it would take the end for it.
            alert["startsAt"] = text(now)
            alert["endsAt"] = text(now + Int(expires.seconds))
        }
        return Array(JSONValue.array([.object(alert)]).text.utf8)
    }
}
