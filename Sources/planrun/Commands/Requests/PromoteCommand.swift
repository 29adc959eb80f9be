import ArgumentParser
import Execution

struct PromoteCommand: ParsableCommand, OperatedCommand {
    static let configuration = CommandConfiguration(
        commandName: "promote",
        abstract: "Skip the rest of a stage's watch.",
        discussion: """
            The stage is promoted whatever its conditions say; that somebody wanted it so, and why, is recorded.
            """
    )

    @Option(help: ArgumentHelp("The stage that is meant; without it the one at hand.", valueName: "stage"))
    var stage: String?

    @OptionGroup var request: RequestOptions

    var state: StateOption { request.state }
    var log: LogOption { request.log }

    func validate() throws {
        guard request.note != nil else { throw ValidationError("--note says why the watch need not be finished") }
    }

    func run() throws { try RunRequest(action: .promote, options: request, stage: stage).make() }
}
