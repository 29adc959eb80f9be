import ArgumentParser
import Diagnostics
import JSON
import Plan
import Platform
import Providers

struct CheckCommandCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check-command",
        abstract: "Hold a program of your own against the command protocol.",
        discussion: """
            A plan's `command:` is a program that answers one JSON request with one JSON answer, as docs/command-protocol.md \
            says. It is asked here, in this folder, what a run asks of it, and what it must refuse. A router is set to the share \
            that it has already, or to the `share` of --request and back; a notifier is told something, and a \
            retrainer asked to train, only where --request is given.

            Such as: planrun check-command --kind model --request '{"columns": ["x"], "rows": [[1], [2]]}' -- ./my-model
            """
    )

    @Option(help: "What the program is for: metric, model, router, notifier, retrain or labels.")
    var kind: CommandKind

    @Option(help: ArgumentHelp("Members of the kind's own request, a JSON object.", valueName: "json"))
    var request: String?

    @Option(help: ArgumentHelp("How long each answer may take.", valueName: "duration"))
    var timeout = "10s"

    @Argument(parsing: .postTerminator, help: ArgumentHelp("The program and its arguments, after `--`."))
    var command: [String]

    func validate() throws {
        guard !command.isEmpty else { throw ValidationError("the program is missing: write it after `--`") }
        guard Duration(planText: timeout) != nil else {
            throw ValidationError("--timeout is a duration such as 10s, and `\(timeout)` is not")
        }
        if let request, (try? JSONValue(parsing: request))?.object == nil {
            throw ValidationError("--request is a JSON object, and `\(request)` is not")
        }
    }

    func run() async throws {
        let members = request.flatMap { (try? JSONValue(parsing: $0))?.object } ?? [:]
        let peer = CommandPeer(
            kind,
            command,
            OptionValues(["timeout": .text(timeout)]),
            in: ProviderContext(run: "check-command", folder: ".")
        )
        let checks = await CommandConformance(kind, peer, members: members).run()
        StandardStream.output.write(checks.map(Self.line).joined())
        let hasFailed = checks.contains { if case .failed = $0.outcome { true } else { false } }
        try (hasFailed ? ExitStatus.gateSaidNo : .done).end()
    }

    private static func line(_ check: CommandConformance.Check) -> String {
        let (word, words) =
            switch check.outcome {
            case .passed(let words): ("passed ", words)
            case .failed(let words): ("FAILED ", words)
            case .skipped(let words): ("skipped", words)
            }
        let text = "\(word)  \(check.name)" + (words.isEmpty ? "" : ": \(words)")
        return PrintableText.escaping(text) + "\n"
    }
}

extension CommandKind: ExpressibleByArgument {}
