import CCurl
import Diagnostics
package import Execution
package import Plan
import Platform

/// Sends alerts by e-mail, over a server that takes mail.
package struct EmailNotifier: NotifierKind, Notifier {
    package static let descriptor = NotifierDescriptor(
        "email",
        "Sends alerts by e-mail, over a server that takes mail (SMTP). An alert told again has the same `Message-ID`.",
        options: [
            FieldShape(
                "email",
                .list(of: MailMessage.addressShape, atLeast: 1),
                required: true,
                "Whom to send to, such as `[oncall@example.org]`; to each by itself, so that an address that is refused keeps it from nobody "
                    + "else."
            ),
            FieldShape("from", MailMessage.addressShape, required: true, "Whom it is from."),
            FieldShape(
                "server",
                .written(as: "address of a mail server", pattern: #"^smtps?://[^\s/?#@]+/?$"#),
                required: true,
                "The server, as `smtp://mail.example.org:587`, or `smtps://` where it begins with TLS."
            ),
            FieldShape("user", .text, "Whom planrun is for the server."),
            FieldShape("password", .secret, "The password."),
            FieldShape(
                "tls",
                .boolean,
                default: "true",
                "Whether mail goes over TLS alone, the server's certificate and name checked; without it only to this machine."
            ),
            FieldShape("timeout", .duration, default: "30s", "How long sending may take."),
        ],
        deduplicates: false
    )

    private let context: NotifierContext
    private let options: OptionValues
    private let certificates: String?

    package static let library: NativeLibrary? = .curl

    package static func make(_ options: OptionValues, in context: NotifierContext) -> any Notifier {
        make(options, in: context, trusting: nil)
    }

    /// - Parameter certificates: A file of certificates to trust in place of the system's.
    package static func make(
        _ options: OptionValues,
        in context: NotifierContext,
        trusting certificates: String?
    ) -> any Notifier {
        EmailNotifier(context: context, options: options, certificates: certificates)
    }

    package func deliver(_ notification: Notification) async throws(NotificationError) {
        let mail = try mail(notification)
        var problems: [String] = []
        for address in mail.to {
            let problem = await BlockingCalls.run { mail.send(to: address) }
            if let problem { problems.append(problem) }
        }
        guard !problems.isEmpty else { return }
        throw NotificationError(PrintableText.escaping(context.secrets.redacting(problems.joined(separator: "; "))))
    }

    private func mail(_ notification: Notification) throws(NotificationError) -> Mail {
        let line = NotificationLine(notification, in: context)
        let (from, to) = (options.text("from") ?? "", options.list(Self.descriptor.name) ?? [])
        for address in [from] + to where !MailMessage.isAddress(address) {
            throw NotificationError("`\(PrintableText.escaping(address))` is no address of e-mail")
        }
        let server = options.text("server") ?? ""
        guard server.hasPrefix("smtp://") || server.hasPrefix("smtps://") else {
            throw NotificationError("`\(PrintableText.escaping(server))` is no server such as `smtp://host:587`")
        }
        let state = notification.state == .resolved ? "resolved" : notification.severity.rawValue
        let message = MailMessage(
            from: from,
            to: to,
            subject: "[\(state)] \(context.run): \(notification.alert)",
            id: String(line.key.utf8.map { Self.isPlain($0) ? Character(Unicode.Scalar($0)) : "-" }),
            date: Clock.secondsSince1970(),
            text: notification.message
                + "\n\nalert: \(notification.alert)\nrun: \(context.run)\nstate: \(state)\nkey: \(line.key)\n"
        )
        return Mail(
            server: server,
            from: from,
            to: to,
            user: try secret("user"),
            password: try secret("password"),
            isEncrypted: options.boolean("tls") ?? true,
            certificates: certificates,
            body: message.bytes,
            timeout: options.text("timeout").flatMap { Duration(planText: $0) } ?? .seconds(30)
        )
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
            true
        default: false
        }
    }

    private func secret(_ key: String) throws(NotificationError) -> String? {
        guard let text = options.secretText(key) else { return nil }
        guard let value = context.secrets.reveal(text) else {
            throw NotificationError("the option `\(key)` has a secret in it that is not set")
        }
        return value
    }
}

/// A message on its way to a server.
private struct Mail: Sendable {
    let server: String
    let from: String
    let to: [String]
    let user: String?
    let password: String?
    let isEncrypted: Bool
    let certificates: String?
    let body: [UInt8]
    let timeout: Duration

    /// Sends it to one of those whom it is for, and gives what went wrong; nil where nothing did.
    func send(to address: String) -> String? {
        if let problem = planrun_curl_load() { return "e-mail needs libcurl, and \(String(cString: problem))" }
        guard let handle = planrun_curl_new() else { return "there is no memory for a message" }
        defer { planrun_curl_free(handle) }
        var mail = planrun_curl_mail()
        mail.milliseconds = max(1, Int(timeout.seconds * 1000))
        mail.must_encrypt = isEncrypted
        let recipients = "<\(address)>\n"
        let end = server.withCString { server in
            "<\(from)>".withCString { from in
                recipients.withCString { recipients in
                    (user ?? "").withCString { user in
                        (password ?? "").withCString { password in
                            (certificates ?? "").withCString { file in
                                body.withUnsafeBufferPointer { bytes in
                                    mail.url = server
                                    mail.from = from
                                    mail.to = recipients
                                    mail.user = user
                                    mail.password = password
                                    mail.certificates = certificates == nil ? nil : file
                                    mail.body = bytes.baseAddress
                                    mail.body_count = bytes.count
                                    return planrun_curl_send(handle, &mail)
                                }
                            }
                        }
                    }
                }
            }
        }
        if end == planrun_curl_answered { return nil }
        let status = planrun_curl_status(handle)
        let detail = String(cString: planrun_curl_problem(handle))
        return "`\(server)` does not take the message for `\(address)`: \(detail)"
            + (status >= 400 ? " (\(status))" : "")
    }
}
