import ArgumentParser
import Execution

struct HoldCommand: ParsableCommand, OperatedCommand {
    static let configuration = CommandConfiguration(
        commandName: "hold",
        abstract: "Let promotion wait.",
        discussion: """
            The run goes on watching, and alerts and conditions may still take the candidate back. A hold ends with \
            `planrun unhold`, or with the stage's `hold_for`, which takes the candidate back.
            """
    )

    @OptionGroup var request: RequestOptions

    var state: StateOption { request.state }
    var log: LogOption { request.log }

    func run() throws { try RunRequest(action: .hold, options: request, stage: nil).make() }
}
