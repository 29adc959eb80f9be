import Diagnostics
import Execution
import Plan

/// Options of every kind that is a program.
enum CommandOptions {
    static let timeout = FieldShape(
        "timeout",
        .duration,
        default: "10s",
        "How long it may take; then it is ended, with all that it has started."
    )
    static let environment = ProgramFields.environment

    /// The program as these options name it, with the secrets in its environment, or a failure that says which secret has
    /// no value.
    static func process(
        _ command: [String],
        _ options: OptionValues,
        folder: String,
        secrets: Secrets
    ) throws(ProviderFailure) -> ChildProcess {
        // The variables that the secrets themselves are read from.
        var variables: [String: String?] = Dictionary(secrets.names.map { ($0, nil) }) { first, _ in first }
        if case .mapping(let environment)? = options[environment.key] {
            for (name, text) in environment.sorted(by: { $0.key < $1.key }) {
                guard let value = secrets.reveal(text) else {
                    let missing = text.names.map { "`\($0)`" }.joined(separator: ", ")
                    throw ProviderFailure(
                        PrintableText.escaping("the variable `\(name)` needs a secret that has no value: \(missing)"),
                        isTransient: false
                    )
                }
                guard !name.isEmpty, !name.contains("="), !(name + value).utf8.contains(0) else {
                    throw ProviderFailure(
                        PrintableText.escaping("`\(name)` cannot be a variable of an environment"),
                        isTransient: false
                    )
                }
                variables[name] = .some(value)
            }
        }
        return ChildProcess(
            program: command.first ?? "",
            arguments: Array(command.dropFirst()),
            folder: folder,
            timeout: options.text(timeout.key).flatMap { Duration(planText: $0) } ?? .seconds(10),
            environment: variables
        )
    }
}
