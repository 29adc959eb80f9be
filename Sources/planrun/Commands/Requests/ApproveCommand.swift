import ArgumentParser
import Execution

struct ApproveCommand: ParsableCommand, OperatedCommand {
    static let configuration = CommandConfiguration(
        commandName: "approve",
        abstract: "Agree to the stage that waits for it.",
        discussion: """
            Who may agree, and how many must, the plan says. The answer is kept in the journal for whoever drives the run; where \
            nobody does, `planrun resume` carries it out. Asked twice, it is asked once.
            """
    )

    @Option(help: ArgumentHelp("The stage that is meant; without it the one at hand.", valueName: "stage"))
    var stage: String?

    @OptionGroup var request: RequestOptions

    var state: StateOption { request.state }
    var log: LogOption { request.log }

    func validate() throws {
        guard request.name != nil else { throw ValidationError("--as says who approves, by the name that roles have") }
    }

    func run() throws { try RunRequest(action: .approve, options: request, stage: stage).make() }
}
