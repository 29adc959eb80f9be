import ArgumentParser
import Journal
import Platform

/// Ends a command whose store of feedback cannot be used.
enum FeedbackFailure {
    /// Says what is wrong, and gives the status to end with.
    static func exit(_ error: FeedbackStoreError) -> ExitCode {
        Complaint.error(error.description)
        return ExitStatus.journal.code
    }

    /// The same for what the user said.
    static func usage(_ problem: String) -> ExitCode {
        Complaint.error(problem)
        return ExitStatus.usage.code
    }
}
