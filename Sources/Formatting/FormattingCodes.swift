package import Diagnostics

/// The codes that formatting can raise.
package enum FormattingCodes {
    package static let all: [DiagnosticCode] = [.unformattable]
}

extension DiagnosticCode {
    package static let unformattable = DiagnosticCode(
        "PR0260",
        "unformattable",
        "The text can be read, but its canonical form would not say the same, so it is left as it is. This is a fault of planrun: formatting must never change what a plan means."
    )
}
