import ArgumentParser
import Execution

struct RejectCommand: ParsableCommand, OperatedCommand {
    static let configuration = CommandConfiguration(
        commandName: "reject",
        abstract: "Refuse the stage that waits for approval.",
        discussion: """
            What follows, the plan says: a hold, in which people may still agree, or that everyone gets the baseline back.
            """
    )

    @Option(help: ArgumentHelp("The stage that is meant; without it the one at hand.", valueName: "stage"))
    var stage: String?

    @OptionGroup var request: RequestOptions

    var state: StateOption { request.state }
    var log: LogOption { request.log }

    func validate() throws {
        guard request.name != nil else { throw ValidationError("--as says who refuses, by the name that roles have") }
    }

    func run() throws { try RunRequest(action: .reject, options: request, stage: stage).make() }
}
