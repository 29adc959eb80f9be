package import Diagnostics

/// The codes that the compiler raises.
package enum CompilerCodes {
    package static let all: [DiagnosticCode] = ShapeCodes.all + ConditionCodes.all + MeaningCodes.all
}
