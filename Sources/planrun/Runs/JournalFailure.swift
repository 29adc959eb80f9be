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
        return error.status.code
    }
}

extension JournalError {
    /// The status that a command ends with.
    var status: ExitStatus {
        switch self {
        case .heldByAnother, .targetHeld, .leaseLost: .heldByAnother
        case .unknownRun: .usage
        default: .journal
        }
    }
}
