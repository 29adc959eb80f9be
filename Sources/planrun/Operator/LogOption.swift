import ArgumentParser
import Platform
import Providers

/// How much the operator log says.
struct LogOption: ParsableArguments {
    @Option(
        name: .customLong("log-level"),
        help: ArgumentHelp(
            "How grave an entry of the operator log must be; PLANRUN_LOG_LEVEL says the same, and info is the default.",
            valueName: "level"
        )
    )
    var chosen: OperatorLog.Level?

    private static let variable = "PLANRUN_LOG_LEVEL"

    func validate() throws {
        guard chosen == nil, let text = environment, OperatorLog.Level(rawValue: text) == nil else { return }
        let levels = OperatorLog.Level.allCases.map(\.rawValue)
        throw ValidationError(
            "\(Self.variable) knows no level `\(text)`; the levels are \(levels.joined(separator: ", "))"
        )
    }

    var level: OperatorLog.Level { chosen ?? environment.flatMap { OperatorLog.Level(rawValue: $0) } ?? .info }

    private var environment: String? {
        guard let text = Environment.value(Self.variable), !text.isEmpty else { return nil }
        return text
    }
}

extension OperatorLog.Level: ExpressibleByArgument {}
