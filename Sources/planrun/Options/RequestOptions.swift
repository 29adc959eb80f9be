import ArgumentParser
import Platform

/// What every command takes that asks something of a run.
struct RequestOptions: ParsableArguments {
    @Argument(help: ArgumentHelp("The run, such as iris-forest-1.", valueName: "run"))
    var runID: String

    @Option(name: .customLong("as"), help: ArgumentHelp("Who asks, as roles name people.", valueName: "name"))
    var name: String?

    @Option(help: ArgumentHelp("Why; it is recorded with the decision.", valueName: "text"))
    var note: String?

    @OptionGroup var state: StateOption
    @OptionGroup var log: LogOption
    @OptionGroup var opening: OpeningOptions

    func validate() throws {
        if name?.isEmpty == true { throw ValidationError("--as names nobody") }
        for (option, text) in [("--as", name), ("--note", note)] {
            guard let text else { continue }
            if text.utf8.count > 1000 { throw ValidationError("\(option) takes 1000 bytes at most") }
            if text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) {
                throw ValidationError("\(option) is one line of text, with no control characters")
            }
        }
    }

    /// Who asks: whoever is named, or the user.
    var who: String { name ?? Identity.userName ?? "uid \(Identity.userID)" }
}
