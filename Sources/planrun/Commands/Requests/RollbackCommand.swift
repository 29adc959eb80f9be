import ArgumentParser
import Execution

struct RollbackCommand: ParsableCommand, OperatedCommand {
    static let configuration = CommandConfiguration(
        commandName: "rollback",
        abstract: "Give everyone the baseline back, and end the run.",
        discussion: """
            It is kept even where the plan cannot be read any longer.
            """
    )

    @OptionGroup var request: RequestOptions

    var state: StateOption { request.state }
    var log: LogOption { request.log }

    func run() throws { try RunRequest(action: .rollback, options: request, stage: nil).make() }
}
