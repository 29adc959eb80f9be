import ArgumentParser

/// The command line: its commands, and what `planrun --help` says.
struct Planrun: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "planrun",
        abstract: "Compile, prove and run release plans for machine-learning models.",
        discussion: """
            A release plan says in YAML how a model is released: to whom first, how long it is watched, what promotes it \
            and what rolls it back.

            Exit status:
            \(ExitStatus.table)

            Environment: PLANRUN_STATE names the state folder, as --state does; PLANRUN_LOG_LEVEL the level of the operator \
            log, as --log-level does; PLANRUN_FORMAT the format of `validate`, as --format does; NO_COLOR turns colours off, \
            FORCE_COLOR and CLICOLOR_FORCE turn them on.
            """,
        version: version,
        subcommands: [
            ValidateCommand.self, ExecuteCommand.self, ResumeCommand.self, StatusCommand.self, HistoryCommand.self,
            VerifyCommand.self, WhyCommand.self, ReplayCommand.self, BacktestCommand.self, TestCommand.self,
            ApproveCommand.self, RejectCommand.self, HoldCommand.self, UnholdCommand.self,
            PromoteCommand.self, RollbackCommand.self, AbortCommand.self,
            CompileCommand.self, InspectCommand.self, SimulateCommand.self,
            DiffCommand.self, FmtCommand.self, EvaluateCommand.self,
            ModelCommand.self, FeedbackCommand.self, CheckCommandCommand.self, SchemaCommand.self,
            ExplainCommand.self,
        ]
    )

    static let version = "0.1.0"
}
