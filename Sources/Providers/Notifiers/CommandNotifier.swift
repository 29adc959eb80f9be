import Diagnostics
package import Execution
package import Plan
import Platform

/// Runs a program for each alert, with the alert on its standard input.
package struct CommandNotifier: NotifierKind, Notifier {
    package static let descriptor = NotifierDescriptor(
        "command",
        "Runs a program, which reads the alert on its standard input: the line that `file` would write.",
        options: [
            FieldShape(
                "command",
                .command,
                required: true,
                "The program and its arguments. It runs in the plan's folder; a path with a `/` starts there, and a bare "
                    + "name is looked up in PATH."
            ),
            FieldShape(
                "timeout",
                .duration,
                default: "10s",
                "How long it may take; then it is ended, with all that it has started."
            ),
        ],
        deduplicates: false
    )

    private let context: NotifierContext
    private let process: ChildProcess

    package static func make(_ options: OptionValues, in context: NotifierContext) -> any Notifier {
        let command = options.list(descriptor.name) ?? []
        return CommandNotifier(
            context: context,
            process: ChildProcess(
                program: command.first ?? "",
                arguments: Array(command.dropFirst()),
                folder: context.folder,
                timeout: options.text("timeout").flatMap { Duration(planText: $0) } ?? .seconds(10)
            )
        )
    }

    package func deliver(_ notification: Notification) async throws(NotificationError) {
        let outcome: ChildProcess.Outcome
        do throws(ChildProcess.Failure) {
            outcome = try await process.run(input: NotificationLine(notification, in: context).bytes)
        } catch {
            throw NotificationError(PrintableText.escaping(words(error)))
        }
        guard let words = words(outcome.end) else { return }
        let complaint = outcome.complaint.line
        throw NotificationError(PrintableText.escaping(words) + (complaint.isEmpty ? "" : ": \(complaint)"))
    }

    private func words(_ failure: ChildProcess.Failure) -> String {
        switch failure {
        case .notFound: "no folder of PATH has a program `\(process.program)`"
        case .notRunnable(let reason): "cannot run `\(process.program)`: \(reason)"
        }
    }

    /// What went wrong, or nil where nothing did.
    private func words(_ end: ChildProcess.Outcome.End) -> String? {
        switch end {
        case .exited(0): nil
        case .exited(let status): "`\(process.program)` ended with status \(status)"
        case .signalled(let number): "`\(process.program)` was ended by signal \(number) (\(Signal.words(for: number)))"
        case .timedOut: "`\(process.program)` was ended, as it took longer than \(process.timeout.planText)"
        }
    }
}
