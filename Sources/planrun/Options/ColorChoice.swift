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
            // no-color.org: any value but the empty one counts, `0` too.
            if isSet("NO_COLOR") { return false }
            if isOn("FORCE_COLOR") || isOn("CLICOLOR_FORCE") { return true }
            if isSet("FORCE_COLOR") { return false }
            return stream.isAnsweringTerminal
        }
    }

    private func isSet(_ name: String) -> Bool { Environment.value(name)?.isEmpty == false }

    private func isOn(_ name: String) -> Bool { isSet(name) && Environment.value(name) != "0" }
}

extension StandardStream {
    /// Whether it is a terminal that obeys escape sequences; one that does not say what it is may not.
    var isAnsweringTerminal: Bool {
        guard let kind = Environment.value("TERM"), !kind.isEmpty else { return false }
        return isTerminal && kind != "dumb"
    }
}

/// The option that every command with human output has.
struct ColorOption: ParsableArguments {
    @Option(name: .customLong("color"), help: "Colour the output: auto, always or never.")
    var choice = ColorChoice.auto
}
