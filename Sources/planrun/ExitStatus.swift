import ArgumentParser
import Plan
import Platform

/// Every status that planrun ends with.
enum ExitStatus: Int32, CaseIterable {
    case done = 0
    case planErrors = 1
    case gateSaidNo = 2
    case stepFailed = 3
    case waiting = 4
    case unexpectedEnd = 5
    case usage = 64
    case internalError = 70
    case journal = 74
    case heldByAnother = 75
    case hungUp = 129
    case interrupted = 130
    case terminated = 143

    var code: ExitCode { ExitCode(rawValue) }

    /// What the status means, for people.
    var summary: String {
        switch self {
        case .done: "done: the plan is valid, the model is released"
        case .planErrors: "the plan or its data have errors"
        case .gateSaidNo: "a gate said no: stopped or rolled back; plans differ; a test failed"
        case .stepFailed: "a step could not be carried out"
        case .waiting: "waiting, to be resumed"
        case .unexpectedEnd: "with --check-expectation: the run ended otherwise than its scenario expects"
        case .usage: "the command line is wrong"
        case .internalError: "planrun itself failed"
        case .journal: "the journal, or the output, cannot be read or written"
        case .heldByAnother: "another runner holds this run"
        case .hungUp: "the terminal went away; as below"
        case .interrupted: "interrupted; the journal is whole, and the run can be resumed"
        case .terminated: "terminated; as above"
        }
    }

    /// The statuses as lines of help.
    static var table: String {
        allCases.map { status in
            let number = String(status.rawValue)
            return String(repeating: " ", count: 5 - number.count) + number + "  " + status.summary
        }.joined(separator: "\n")
    }

    /// The status for the end of a run.
    init(_ outcome: Outcome) {
        switch outcome {
        case .released: self = .done
        case .rolledBack, .stopped: self = .gateSaidNo
        case .failed: self = .stepFailed
        }
    }

    /// Ends a command whose status says what it has printed: where that could not be printed, nothing is said.
    func end() throws(ExitCode) {
        if StandardStream.output.failure != nil { throw ExitStatus.journal.code }
        if self != .done { throw code }
    }
}
