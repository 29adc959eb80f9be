import Diagnostics

/// The codes for what goes wrong before a plan is read.
enum LoadingCodes {
    static let all: [DiagnosticCode] = [.unreadablePlan, .missingFile]
}

extension DiagnosticCode {
    static let unreadablePlan = DiagnosticCode(
        "PR0001",
        "unreadable-plan",
        "The plan's file cannot be read: it is not there, it is a folder, or reading is not allowed."
    )
    static let missingFile = DiagnosticCode(
        "PR0002",
        "missing-file",
        "A file that the plan names cannot be read. Paths start from the plan's own folder."
    )
}
