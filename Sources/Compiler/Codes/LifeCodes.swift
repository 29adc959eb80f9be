import Diagnostics

/// Codes about how a release goes on in time: PR0471 to PR0489.
enum LifeCodes {
    static let all: [DiagnosticCode] = [.unguardedWarmUp, .ignoredError]
}

extension DiagnosticCode {
    static let unguardedWarmUp = DiagnosticCode(
        "PR0471",
        "unguarded-warm-up",
        .warning,
        "A stage has a warm-up in which nothing looks at the candidate that could take it back: no alert, and no condition "
            + "of `rollback_if` over a window."
    )
    static let ignoredError = DiagnosticCode(
        "PR0472",
        "ignored-error",
        "A condition that promotes a stage would be passed over where its value cannot be had, and let a release through "
            + "that nobody has judged."
    )
}
