package import Diagnostics

/// The codes that the compiler raises.
package enum CompilerCodes {
    package static let all: [DiagnosticCode] = [
        ShapeCodes.all, ParameterCodes.all, ConditionCodes.all, MeaningCodes.all, ProofCodes.all, LifeCodes.all,
        KeptModelCodes.all, QueryCodes.all,
        TestCodes.all,
    ].flatMap { $0 }.sorted { $0.id < $1.id }
}
