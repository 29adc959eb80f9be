import ArgumentParser
import Execution

struct AbortCommand: ParsableCommand, OperatedCommand {
    static let configuration = CommandConfiguration(
        commandName: "abort",
        abstract: "End a run, with everyone on the baseline.",
        discussion: """
            Where somebody has the candidate it is taken back first. Kept even where the plan cannot be read any longer.
            """
    )

    @OptionGroup var request: RequestOptions

    var state: StateOption { request.state }
    var log: LogOption { request.log }

    func run() throws { try RunRequest(action: .abort, options: request, stage: nil).make() }
}
