import Diagnostics

/// Codes about how a release goes on in time, and about what is released: PR0455 to PR0468, PR0471 to PR0489, and from PR0491 on.
enum LifeCodes {
    static let all: [DiagnosticCode] = [
        .unguardedWarmUp, .ignoredError, .badHours, .badDate, .unknownZone, .openChanges,
        .contradictoryRollback, .idleRollback, .unusedEvidence, .emptyAudience, .judgedOnTrainedRows,
        .idleAlert, .sameLabel, .sameModel, .blindQuery, .repeatedRecipe, .backwardCondition, .contradictoryColumns,
        .includedPlan, .textAsNumbers, .emptyWindow, .unseenAnswers, .singleSegment, .unusedSource,
    ]
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
    static let badHours = DiagnosticCode(
        "PR0473",
        "bad-hours",
        "The hours of a change window cannot be read, or end where they begin. They are two times of day with four digits each, as in "
            + "`09:00-17:00`; those that end before they begin go on into the next day, and `24:00` is the end of one."
    )
    static let badDate = DiagnosticCode(
        "PR0474",
        "bad-date",
        "A frozen date cannot be read, is none that a calendar has, or is a range that ends before it begins. Dates are written "
            + "`2026-12-31`, and ranges `2026-12-24..2027-01-02`, both dates included."
    )
    static let unknownZone = DiagnosticCode(
        "PR0475",
        "unknown-zone",
        "The time zone database of this machine has no zone of that name, or there is none here: it is looked for in the folder that "
            + "`TZDIR` names, or in `/usr/share/zoneinfo`. `UTC` and offsets such as `+01:00` need no database."
    )
    static let openChanges = DiagnosticCode(
        "PR0476",
        "open-changes",
        .warning,
        "`changes` leaves no time out in which the candidate may be given to more people: it has no days, no hours and no frozen dates, or "
            + "hours that come to the whole day."
    )
    static let contradictoryRollback = DiagnosticCode(
        "PR0478",
        "contradictory-rollback",
        "A `rollback` contradicts itself or lacks a part: steps need a `pause` and lead to nobody, and without them there is nothing "
            + "that could pause."
    )
    static let idleRollback = DiagnosticCode(
        "PR0479",
        "idle-rollback",
        .warning,
        "A `rollback` changes nothing: it says nothing, or no stage that it is about has one before it that serves anybody."
    )
    static let unusedEvidence = DiagnosticCode(
        "PR0480",
        "unused-evidence",
        .warning,
        "`evidence` says what may go wrong or what counts as one observation, and no gate asks for evidence: all take the plain "
            + "value for the truth."
    )
    static let emptyAudience = DiagnosticCode(
        "PR0481",
        "empty-audience",
        "A stage's share of the users comes to less than one of them, so that most likely nobody meets the candidate in it, and nothing "
            + "is learnt; or of the users none is left for a group, as groups before it took them all."
    )
    static let judgedOnTrainedRows = DiagnosticCode(
        "PR0482",
        "judged-on-trained-rows",
        .warning,
        "A model is judged on rows that it is trained on, while its data are divided. It can know those by heart, and is judged better "
            + "than it will be."
    )
    static let idleAlert = DiagnosticCode(
        "PR0484",
        "idle-alert",
        .warning,
        "An alert notifies nobody and does nothing to the release, so that only the report of a run shows that it fired."
    )
    static let sameLabel = DiagnosticCode(
        "PR0485",
        "same-label",
        "Candidate and baseline have one name in the log, or for metric stores and routers. What is measured of one would be measured of "
            + "the other as well. A live model without `label` is called by its role."
    )
    static let sameModel = DiagnosticCode(
        "PR0486",
        "same-model",
        .warning,
        "The candidate is made from the same rows with the same options as the baseline, or is the same file, or answers at the same address: "
            + "the release would change nothing."
    )
    static let blindQuery = DiagnosticCode(
        "PR0487",
        "blind-query",
        "A metric is compared with the baseline, and its query has no `{{model}}`, or `:model` in SQL: it gives the same number for both models, so that the "
            + "comparison says nothing."
    )
    static let repeatedRecipe = DiagnosticCode(
        "PR0489",
        "repeated-recipe",
        .warning,
        "A recipe for retraining makes the model that is trained first, or that of a recipe before it. The same rows, options and seed give "
            + "the same model, which has failed by then."
    )
    static let backwardCondition = DiagnosticCode(
        "PR0455",
        "backward-condition",
        .warning,
        "A condition promotes where a metric is bad, or takes back where it is good: most likely its sign is turned round."
    )
    static let contradictoryColumns = DiagnosticCode(
        "PR0456",
        "contradictory-columns",
        "The column that holds the label is to be left out, or to divide, order or weigh the rows as well."
    )
    static let includedPlan = DiagnosticCode(
        "PR0457",
        "included-plan",
        "A plan includes another plan. Only sections that plans share can be included: `parameters`, `metrics`, `alerts` and `notify`, in "
            + "a file without a release of its own."
    )
    static let emptyWindow = DiagnosticCode(
        "PR0491",
        "empty-window",
        "A window has no rows, or fewer than what is compared with it needs, so that the metric never has a value."
    )
    static let unseenAnswers = DiagnosticCode(
        "PR0492",
        "unseen-answers",
        "A condition of a shadow stage asks what people say. Nobody sees the candidate's answers there, so that it never has an answer."
    )
    static let singleSegment = DiagnosticCode(
        "PR0493",
        "single-segment",
        "A condition asks how far segments lie apart, in a stage whose audience is one segment, so that it never has an answer."
    )
    static let unusedSource = DiagnosticCode(
        "PR0494",
        "unused-source",
        .warning,
        "A further source of labels, or a window of the log, is declared and no metric reads it."
    )
    static let textAsNumbers = DiagnosticCode(
        "PR0458",
        "text-as-numbers",
        "A metric reads numbers from a column that holds texts, or is read as such, so that it would find none: a run would end before "
            + "it began, or the metric would never have a value."
    )
}
