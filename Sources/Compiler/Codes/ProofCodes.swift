import Diagnostics

/// Codes about what conditions and steps come to together: PR0440 to PR0469.
enum ProofCodes {
    static let all: [DiagnosticCode] = [
        .exclusiveConditions, .neverPromoted, .redundantCondition, .shadowedMargin, .labelsTooLate, .noControl,
        .inconsistentProgram,
    ]
}

extension DiagnosticCode {
    static let exclusiveConditions = DiagnosticCode(
        "PR0440",
        "exclusive-conditions",
        "Conditions that must hold together cannot, whatever is measured: no accuracy is both at least 90% and below 85%."
    )
    static let neverPromoted = DiagnosticCode(
        "PR0441",
        "never-promoted",
        "Wherever a stage's `promote_if` holds, something holds that rolls it back or stops it first."
    )
    static let redundantCondition = DiagnosticCode(
        "PR0442",
        "redundant-condition",
        .warning,
        "A condition changes nothing, because another one of its list says as much or more."
    )
    static let shadowedMargin = DiagnosticCode(
        "PR0443",
        "shadowed-margin",
        .warning,
        "A bound of `rollback_if` reaches into one of `promote_if` on the same value. Rolling back comes first, so that "
            + "the stage is promoted over a smaller range than `promote_if` says."
    )
    static let labelsTooLate = DiagnosticCode(
        "PR0444",
        "labels-too-late",
        "A stage is over before the first of its labels are old enough to count, and one of its conditions needs labels, so "
            + "that the condition never has data."
    )
    static let noControl = DiagnosticCode(
        "PR0445",
        "no-control",
        "A stage of live traffic compares with the baseline when everyone has the candidate, so that there is no baseline "
            + "to measure. A holdback keeps a control group to the end."
    )
    static let inconsistentProgram = DiagnosticCode(
        "PR0469",
        "inconsistent-program",
        "The steps that a plan was compiled to do not lead to an end, or some of them cannot be reached. No plan should do "
            + "that: it is a mistake of planrun's own, and worth a report with the plan."
    )
}
