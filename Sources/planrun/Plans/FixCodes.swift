import Diagnostics

/// The codes about fixes that were asked for.
enum FixCodes {
    static let all: [DiagnosticCode] = [.fixesNotWritten]
}

extension DiagnosticCode {
    static let fixesNotWritten = DiagnosticCode(
        "PR0020",
        "fixes-not-written",
        "Fixes were asked for and could not be written: the file may not be written, its disk is full, or it has changed between reading and writing. The file is as it was."
    )
}
