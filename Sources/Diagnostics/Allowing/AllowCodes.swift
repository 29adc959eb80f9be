/// The codes about comments that allow a warning, PR0010 to PR0014.
package enum AllowCodes {
    package static let all: [DiagnosticCode] = [
        .malformedAllow, .unknownAllowedCode, .missingAllowReason, .errorNotAllowable, .unusedAllow,
    ]
}

extension DiagnosticCode {
    package static let malformedAllow = DiagnosticCode(
        "PR0010",
        "malformed-allow",
        .warning,
        "A comment to planrun cannot be read, and allows nothing. It is `# planrun: allow CODE -- reason`, at the end of the line that a warning points at or on a line of its own above it; several codes are separated by commas, and a name such as `unused-notifier` does as well as its code."
    )
    package static let unknownAllowedCode = DiagnosticCode(
        "PR0011",
        "unknown-allowed-code",
        .warning,
        "A comment allows a code that no diagnostic has. `planrun explain` lists all codes."
    )
    package static let missingAllowReason = DiagnosticCode(
        "PR0012",
        "missing-allow-reason",
        .warning,
        "A comment allows a warning and does not say why. Whoever reads the plan next has to know: write the reason after ` -- `. The warning is allowed nevertheless."
    )
    package static let errorNotAllowable = DiagnosticCode(
        "PR0013",
        "error-not-allowable",
        .warning,
        "A comment allows an error. Only warnings can be allowed: a plan with errors has no meaning that could be carried out. Mend the error and remove the comment."
    )
    package static let unusedAllow = DiagnosticCode(
        "PR0014",
        "unused-allow",
        .warning,
        "A comment allows a warning that is not there, or no longer. It would hide the next one; remove it."
    )
}
