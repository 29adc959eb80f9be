import ArgumentParser
import Execution

struct UnholdCommand: ParsableCommand, OperatedCommand {
    static let configuration = CommandConfiguration(
        commandName: "unhold",
        abstract: "Let a run go on that somebody holds.",
        discussion: """
            It ends what `planrun hold` began, and no hold of the plan's own.
            """
    )

    @OptionGroup var request: RequestOptions

    var state: StateOption { request.state }
    var log: LogOption { request.log }

    func run() throws { try RunRequest(action: .unhold, options: request, stage: nil).make() }
}
