import ArgumentParser
import Diagnostics
import Platform

/// The process: it parses the arguments, runs the command they name, and is the one place that ends with a status.
@main
enum Main {
    static func main() {
        StandardStream.prepare()
        let arguments = CommandLine.arguments.dropFirst()
        if arguments.first == "validate", let validation = Validation(plain: arguments.dropFirst()) {
            end(validation.run())
        }
        runCommand()
    }

    /// Apart from `main`, which belongs to the main actor: a run goes to another thread.
    private static func runCommand() -> Never {
        do {
            try checkCommandName(CommandLine.arguments.dropFirst().first)
            var command = try parse()
            OperatorSession.begin(command)
            guard command is any AsyncParsableCommand else {
                try command.run()
                end(.done)
            }
            // Swift's concurrency is started for a run alone: its threads take longer to start than a plan to validate.
            Task { await perform(command) }
            Interrupt.park()
        } catch {
            end(error)
        }
    }

    private static func perform(_ command: any ParsableCommand) async {
        do {
            var run = command as? any AsyncParsableCommand
            try await run?.run()
            end(.done)
        } catch {
            end(error)
        }
    }

    /// The command that the arguments name, with its options.
    ///
    /// On its way from the root to a command the parser reads the arguments for each one it passes, which takes longer than
    /// validating a small plan. So the command is asked first; where it cannot read them all, the way from the root is
    /// taken, which knows how to say so.
    private static func parse() throws -> any ParsableCommand {
        let arguments = CommandLine.arguments.dropFirst()
        let named = Planrun.configuration.subcommands.first { $0.configuration.commandName == arguments.first }
        if let named, named.configuration.subcommands.isEmpty, let command = read(arguments.dropFirst(), as: named) {
            return command
        }
        return try Planrun.parseAsRoot()
    }

    private static func read<Command: ParsableCommand>(
        _ arguments: ArraySlice<String>,
        as command: Command.Type
    ) -> Command? {
        try? command.parse(Array(arguments))
    }

    /// The parser would call a mistyped command an unexpected argument.
    private static func checkCommandName(_ name: String?) throws {
        guard let name, !name.hasPrefix("-") else { return }
        let known = Planrun.configuration.subcommands.compactMap { $0.configuration.commandName } + ["help"]
        guard !known.contains(name) else { return }
        throw ValidationError("there is no command `\(name)`" + Suggestion.question(for: name, among: known))
    }

    private static func end(_ error: any Error) -> Never {
        let code = Planrun.exitCode(for: error)
        let text = Planrun.fullMessage(for: error)
        if !text.isEmpty { (code.isSuccess ? StandardStream.output : .error).write(text + "\n") }
        // The parser takes an error it does not know for a general failure, which here has a meaning of its own.
        let isUnknown = !(error is ExitCode) && code == .failure
        end(isUnknown ? .internalError : ExitStatus(rawValue: code.rawValue) ?? .internalError)
    }

    /// A result that could not be written is no success; any other status says more than that, and stays.
    private static func end(_ status: ExitStatus) -> Never {
        guard let failure = StandardStream.output.failure else { exit(status) }
        Complaint.error("cannot write standard output: \(failure.reason)")
        exit(status == .done ? .journal : status)
    }

    private static func exit(_ status: ExitStatus) -> Never {
        OperatorSession.end(status)
        ThisProcess.end(status.rawValue)
    }
}
