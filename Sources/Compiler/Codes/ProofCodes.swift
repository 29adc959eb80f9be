import Diagnostics

/// Codes about what conditions and steps come to together: PR0440 to PR0469.
enum ProofCodes {
    static let all: [DiagnosticCode] = [
        .exclusiveConditions, .neverPromoted, .redundantCondition, .shadowedMargin, .labelsTooLate, .noControl,
        .samplesOutOfReach, .lateSamples, .failuresOutOfReach, .windowTooLong, .holdTooShort,
        .alertTimerTooLong, .undecidableCondition, .dropOutOfReach, .repeatedLooks, .carriedWindow,
        .assignedNoCount, .inconsistentProgram,
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
            + "that the condition never has data; or the whole release is, and an alert needs them."
    )
    static let noControl = DiagnosticCode(
        "PR0445",
        "no-control",
        "A stage of live traffic compares with the baseline when everyone has the candidate, so that there is no baseline "
            + "to measure. A holdback keeps a control group to the end."
    )
    static let samplesOutOfReach = DiagnosticCode(
        "PR0446",
        "samples-out-of-reach",
        "At the stated traffic a condition can never have its `min_samples`: not in its window, or in the `for` of its alert; "
            + "or, without a window, not in all the time that its stage can last. So it never has an answer. Or a condition asks for more "
            + "requests than the candidate can have answered by then, and never holds."
    )
    static let lateSamples = DiagnosticCode(
        "PR0447",
        "late-samples",
        .warning,
        "At the stated traffic a condition of `rollback_if` cannot have its `min_samples`, or the requests that it asks for, by its "
            + "stage's deadline, so that it only ever acts in a stage that is held beyond it."
    )
    static let failuresOutOfReach = DiagnosticCode(
        "PR0448",
        "failures-out-of-reach",
        .warning,
        "A condition must fail more often in a row than its stage is judged before the deadline, so that it only ever counts "
            + "in a stage that is held beyond it."
    )
    static let windowTooLong = DiagnosticCode(
        "PR0449",
        "window-too-long",
        .warning,
        "A condition looks back over a longer time than the release can have lasted by its stage's end, so that its window "
            + "is everything since the first stage began."
    )
    static let holdTooShort = DiagnosticCode(
        "PR0450",
        "hold-too-short",
        .warning,
        "A hold ends before the stage is judged again, so that nothing can end it but the rollback that it was to put off."
    )
    static let alertTimerTooLong = DiagnosticCode(
        "PR0452",
        "alert-timer-too-long",
        .warning,
        "An alert goes on firing, or waits to be told again, for longer than the whole release can last, so that the time "
            + "never passes."
    )
    static let undecidableCondition = DiagnosticCode(
        "PR0453",
        "undecidable-condition",
        "A condition asks for evidence that it can never have: even if all that can be observed spoke for it, nobody could be "
            + "as sure as the plan wants to be."
    )
    static let dropOutOfReach = DiagnosticCode(
        "PR0454",
        "drop-out-of-reach",
        .warning,
        "A condition that takes a bad candidate back wants to be surer than it can be in time: a drop as large as `detect` says is "
            + "not found as often as `power` says before the release has ended."
    )
    static let repeatedLooks = DiagnosticCode(
        "PR0459",
        "repeated-looks",
        .warning,
        "A condition over how probable a drift is by noise alone is right for one look, and is asked at so many that noise alone "
            + "makes it hold in more releases than `error` allows for a rollback."
    )
    static let carriedWindow = DiagnosticCode(
        "PR0460",
        "carried-window",
        "A metric that is of everything since the candidate is in use is asked for a window."
    )
    static let assignedNoCount = DiagnosticCode(
        "PR0461",
        "assigned-no-count",
        "The metric that `assigned` names is to say how many units each model was given, and is no count."
    )
    static let inconsistentProgram = DiagnosticCode(
        "PR0469",
        "inconsistent-program",
        "The steps that a plan was compiled to do not lead to an end, or some of them cannot be reached. No plan should do "
            + "that: it is a mistake of planrun's own, and worth a report with the plan."
    )
}
