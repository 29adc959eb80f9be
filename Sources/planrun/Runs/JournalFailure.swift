import ArgumentParser
import Journal
import Platform

/// Ends a command whose journal cannot be used.
enum JournalFailure {
    /// Says what is wrong, and gives the status to end with.
    static func exit(_ error: JournalError) -> ExitCode {
        if let code = error.code {
            Complaint.error(error.description, code: code)
        } else {
            Complaint.error(error.description)
        }
        switch error {
        case .heldByAnother: return ExitStatus.heldByAnother.code
        case .unknownRun: return ExitStatus.usage.code
        default: return ExitStatus.journal.code
        }
    }
}
