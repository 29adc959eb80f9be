import ArgumentParser
import Journal
import Platform

/// Ends a command whose store of feedback cannot be used.
enum FeedbackFailure {
    /// Says what is wrong, and gives the status to end with.
    static func exit(_ error: FeedbackStoreError) -> ExitCode {
        StandardStream.error.write("error: \(error.description)\n")
        return ExitStatus.journal.code
    }

    /// The same for what the user said.
    static func usage(_ problem: String) -> ExitCode {
        StandardStream.error.write("error: \(problem)\n")
        return ExitStatus.usage.code
    }
}
