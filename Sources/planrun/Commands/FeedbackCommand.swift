import ArgumentParser

struct FeedbackCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "feedback",
        abstract: "Add what users say of a run, report it, and forget it.",
        discussion: """
            What users say is kept in `feedback.sqlite` in the state folder, apart from the journal, which holds counts and \
            keyed digests only; so a person's words can be deleted, and every journal still verifies.
            """,
        subcommands: [
            FeedbackAddCommand.self, FeedbackImportCommand.self, FeedbackReportCommand.self, FeedbackForgetCommand.self,
        ]
    )
}
