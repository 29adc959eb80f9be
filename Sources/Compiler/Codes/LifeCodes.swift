import Diagnostics

/// Codes about how a release goes on in time: PR0471 to PR0489.
enum LifeCodes {
    static let all: [DiagnosticCode] = [.unguardedWarmUp]
}

extension DiagnosticCode {
    static let unguardedWarmUp = DiagnosticCode(
        "PR0471",
        "unguarded-warm-up",
        .warning,
        "A stage has a warm-up in which nothing looks at the candidate that could take it back: no alert, and no condition "
            + "of `rollback_if` over a window."
    )
}
