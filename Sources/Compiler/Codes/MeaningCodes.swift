import Diagnostics

/// Codes about what a plan means as a whole: PR0401 to PR0499, and of metrics of its own and segments from PR0704 on.
enum MeaningCodes {
    static let all: [DiagnosticCode] = [
        .duplicateName, .unknownReference, .audienceShrinks, .audienceIncomplete, .unusedNotifier, .stageTooShort,
        .impossibleTiming, .missingPart, .unusedRetraining, .alertTooLong, .unheardRollback, .incompatibleData,
        .ignoredData, .reservedName, .circularMetric, .emptyRange, .noSegments, .incompatibleModel, .unusableLabels,
        .shadowedMetric,
        .unusedMetric, .notExecutable, .noEvidenceMethod, .unreachableQuorum, .unusedRole, .tooManyObservations,
        .ineffectiveScenario,
    ]
}

extension DiagnosticCode {
    static let duplicateName = DiagnosticCode(
        "PR0401",
        "duplicate-name",
        "Two things of one kind have the same name."
    )
    static let unknownReference = DiagnosticCode(
        "PR0402",
        "unknown-reference",
        "A name refers to something that the plan does not declare."
    )
    static let audienceShrinks = DiagnosticCode(
        "PR0403",
        "audience-shrinks",
        "A stage's audience is no larger than that of a stage before it. Promotion gives the candidate to more units "
            + "and takes it from nobody."
    )
    static let audienceIncomplete = DiagnosticCode(
        "PR0404",
        "audience-incomplete",
        "The last stage does not reach everyone, so the release would end with some units on the old model."
    )
    static let unusedNotifier = DiagnosticCode(
        "PR0405",
        "unused-notifier",
        .warning,
        "A notifier is declared and no alert uses it."
    )
    static let stageTooShort = DiagnosticCode(
        "PR0406",
        "stage-too-short",
        "At the stated traffic a stage cannot gather in its time, up to its deadline, what it needs to be promoted: its `samples`, the "
            + "observations of a condition, or the requests that one asks for."
    )
    static let impossibleTiming = DiagnosticCode(
        "PR0407",
        "impossible-timing",
        "The times of a stage contradict each other: it must be looked at at least once before it ends, and its "
            + "deadline cannot come before the time it has to be watched."
    )
    static let missingPart = DiagnosticCode(
        "PR0408",
        "missing-part",
        "A plan lacks a part that another part of it needs."
    )
    static let unusedRetraining = DiagnosticCode(
        "PR0409",
        "unused-retraining",
        .warning,
        "The candidate has recipes for retraining, and nothing in the plan ever asks for it."
    )
    static let alertTooLong = DiagnosticCode(
        "PR0410",
        "alert-too-long",
        "An alert must hold for longer than the whole release can last, so it could never fire."
    )
    static let unheardRollback = DiagnosticCode(
        "PR0411",
        "unheard-rollback",
        .warning,
        "An alert acts on the release, such as by rolling it back, and notifies nobody."
    )
    static let incompatibleData = DiagnosticCode(
        "PR0412",
        "incompatible-data",
        "The rows that a model is trained on and those it answers have different columns or classes."
    )
    static let ignoredData = DiagnosticCode(
        "PR0413",
        "ignored-data",
        "A condition that promotes a stage would be passed over where it has no data, and let a release through that "
            + "nobody has seen."
    )
    static let reservedName = DiagnosticCode(
        "PR0414",
        "reserved-name",
        "A stage has the name of steps that every release has, so that its own steps could not be told from them."
    )
    static let circularMetric = DiagnosticCode(
        "PR0415",
        "circular-metric",
        "A metric that the plan declares is made from itself, directly or through others."
    )
    static let emptyRange = DiagnosticCode(
        "PR0704",
        "empty-range",
        "The range that a metric counts the numbers outside of has its ends the wrong way round, so that every number lies outside."
    )
    static let noSegments = DiagnosticCode(
        "PR0705",
        "no-segments",
        "A condition says how large a segment must be to have a say, and looks at no segments."
    )
    static let incompatibleModel = DiagnosticCode(
        "PR0416",
        "incompatible-model",
        "A model cannot answer the traffic: a log has recorded models, a router divides requests among models that are "
            + "served, and a replay asks models that answer."
    )
    static let unusableLabels = DiagnosticCode(
        "PR0417",
        "unusable-labels",
        "Labels or feedback come from elsewhere and there is nothing to join them to. They are joined to the rows of a log."
    )
    static let shadowedMetric = DiagnosticCode(
        "PR0418",
        "shadowed-metric",
        .note,
        "A metric that the plan declares has the name of a bundled one and takes its place."
    )
    static let unusedMetric = DiagnosticCode(
        "PR0419",
        "unused-metric",
        .warning,
        "A metric is declared and no condition, message or other metric reads it."
    )
    static let notExecutable = DiagnosticCode(
        "PR0420",
        "not-executable",
        "The plan is valid, and needs something to be carried out that this version of planrun cannot do yet. `validate`, "
            + "`compile` and `inspect` take it; `execute` does nothing of it."
    )
    static let noEvidenceMethod = DiagnosticCode(
        "PR0421",
        "no-evidence-method",
        "A gate asks for evidence of a kind that there is none of for its metric: intervals and always-valid sequences are "
            + "known for shares, means and latencies, not for every number."
    )
    static let unreachableQuorum = DiagnosticCode(
        "PR0422",
        "unreachable-quorum",
        "An approval asks for more people than its roles have, so it could never be given."
    )
    static let unusedRole = DiagnosticCode(
        "PR0423",
        "unused-role",
        .warning,
        "A role is declared and no approval asks it."
    )
    static let tooManyObservations = DiagnosticCode(
        "PR0470",
        "too-many-observations",
        "A stage could be judged more than a million times before it ends, which is more than a run gets through and more "
            + "than its journal should hold. A longer `every` or a shorter `for`, `within` or `hold_for` makes it fewer."
    )
    static let ineffectiveScenario = DiagnosticCode(
        "PR0490",
        "ineffective-scenario",
        .warning,
        "A part of a scenario changes nothing in this plan, so that what it is to try out is not tried: it states no harm, "
            + "or what it harms is not there."
    )
}
