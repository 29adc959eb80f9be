package import Execution
package import Plan

/// Runs a program for each alert.
package struct CommandNotifier: NotifierKind, Notifier {
    package static let descriptor = NotifierDescriptor(
        "command",
        "Runs a program, which reads the alert as JSON on its standard input, as docs/command-protocol.md says.",
        options: [
            FieldShape(
                "command",
                .command,
                required: true,
                "The program and its arguments. It runs in the plan's folder; a path with a `/` starts there, and a bare "
                    + "name is looked up in PATH."
            ),
            CommandOptions.timeout,
            CommandOptions.environment,
        ],
        deduplicates: false
    )

    private let context: NotifierContext
    private let peer: CommandPeer

    package static func make(_ options: OptionValues, in context: NotifierContext) -> any Notifier {
        CommandNotifier(
            context: context,
            peer: CommandPeer(
                .notifier,
                options.list(descriptor.name) ?? [],
                options,
                in: ProviderContext(run: context.run, folder: context.folder, secrets: context.secrets)
            )
        )
    }

    package func deliver(_ notification: Notification) async throws(NotificationError) {
        do throws(ProviderFailure) {
            _ = try await peer.ask("notify", NotificationLine(notification, in: context).object)
        } catch {
            throw NotificationError(error.problem)
        }
    }
}
