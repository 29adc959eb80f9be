import ArgumentParser
import Platform

/// Whether output is coloured.
enum ColorChoice: String, ExpressibleByArgument, CaseIterable {
    case auto, always, never

    /// The answer for a stream: the flag, then NO_COLOR, then FORCE_COLOR and CLICOLOR_FORCE, then the terminal itself.
    func isColoured(_ stream: StandardStream) -> Bool {
        switch self {
        case .always: return true
        case .never: return false
        case .auto:
            if isSet("NO_COLOR") { return false }
            if isSet("FORCE_COLOR") || isSet("CLICOLOR_FORCE") { return true }
            return stream.isAnsweringTerminal
        }
    }

    private func isSet(_ name: String) -> Bool {
        guard let value = Environment.value(name) else { return false }
        return !value.isEmpty && value != "0"
    }
}

extension StandardStream {
    /// Whether it is a terminal that obeys escape sequences.
    var isAnsweringTerminal: Bool { isTerminal && Environment.value("TERM") != "dumb" }
}

/// The option that every command with human output has.
struct ColorOption: ParsableArguments {
    @Option(name: .customLong("color"), help: "Colour the output: auto, always or never.")
    var choice = ColorChoice.auto
}
