package import Diagnostics

/// The codes that the compiler raises: PR02xx for shapes, PR03xx for conditions, PR04xx for what a plan means.
package enum CompilerCodes {
    package static let all: [DiagnosticCode] = [
        .wrongKind, .unknownKey, .missingKey, .missingValue, .wrongType, .outOfRange, .badQuantity, .unknownWord,
        .badName, .badPath, .tooFew, .ambiguousKind, .unknownKind,
        .conditionSyntax, .unknownMetric, .unknownClass, .typeMismatch, .baselineMisuse, .selectorMisuse,
        .constantCondition, .unknownSegment, .metricWithoutSource, .messageSyntax,
        .duplicateName, .unknownReference, .audienceShrinks, .audienceIncomplete, .unusedNotifier, .stageTooShort,
        .impossibleTiming, .missingPart, .unusedRetraining, .alertTooLong, .unheardRollback, .incompatibleData,
    ]
}

extension DiagnosticCode {
    static let wrongKind = DiagnosticCode(
        "PR0201",
        "wrong-kind",
        "A mapping, a list or a single value stands where another of the three is needed."
    )
    static let unknownKey = DiagnosticCode(
        "PR0202",
        "unknown-key",
        "A mapping has a key that the plan language does not know there. Keys are never ignored: a mistyped key would "
            + "silently change what a release does."
    )
    static let missingKey = DiagnosticCode("PR0203", "missing-key", "A mapping lacks a key that it must have.")
    static let missingValue = DiagnosticCode(
        "PR0204",
        "missing-value",
        "A key has no value, or `null`. Leave the key out to get its default."
    )
    static let wrongType = DiagnosticCode(
        "PR0205",
        "wrong-type",
        "A value is not of the type that its key takes, such as text where a whole number is needed."
    )
    static let outOfRange = DiagnosticCode(
        "PR0206",
        "out-of-range",
        "A value has the right type and lies outside what makes sense, such as a share of 101%."
    )
    static let badQuantity = DiagnosticCode(
        "PR0207",
        "bad-quantity",
        "A quantity is not written as planrun reads it. Quantities carry their unit, with no space between: `5%`, "
            + "`30m`, `1h30m`, `250ms`, `20/s`."
    )
    static let unknownWord = DiagnosticCode(
        "PR0208",
        "unknown-word",
        "A value is not one of the words that its key takes."
    )
    static let badName = DiagnosticCode(
        "PR0209",
        "bad-name",
        "A name has characters that names cannot have. Names start with a letter and go on with letters, digits, `_` "
            + "and `-`."
    )
    static let badPath = DiagnosticCode(
        "PR0210",
        "path-leaves-folder",
        "A path leads out of the plan's folder. A plan reads and writes below its own folder only, unless the command "
            + "line says `--allow-outside-paths`."
    )
    static let tooFew = DiagnosticCode("PR0211", "too-few", "A list has fewer elements than it needs.")
    static let ambiguousKind = DiagnosticCode(
        "PR0212",
        "ambiguous-kind",
        "A mapping names its kind by one of its keys, and several of them are there."
    )
    static let unknownKind = DiagnosticCode(
        "PR0213",
        "unknown-kind",
        "A mapping names its kind by one of its keys, and none of them is there."
    )
    static let conditionSyntax = DiagnosticCode(
        "PR0301",
        "condition-syntax",
        "A condition cannot be read. A condition compares metrics with values: `accuracy >= 0.85`, "
            + "`recall[virginica] >= baseline - 0.05`, `latency.p99 > 50ms or error_rate > 1%`."
    )
    static let unknownMetric = DiagnosticCode(
        "PR0302",
        "unknown-metric",
        "A condition names a metric, or a reading of one, that does not exist."
    )
    static let unknownClass = DiagnosticCode(
        "PR0303",
        "unknown-class",
        "A condition names a class that the data do not have, or a category that the plan does not declare."
    )
    static let typeMismatch = DiagnosticCode(
        "PR0304",
        "type-mismatch",
        "Two values of different types are compared or combined, such as a latency with a share. A bare number takes "
            + "the type of the other side, unless that is a duration or a rate: those need their unit."
    )
    static let baselineMisuse = DiagnosticCode(
        "PR0305",
        "baseline-misuse",
        "`baseline` stands for the other side's metric on the baseline model: there must be exactly one metric in the "
            + "comparison, and the plan must have a baseline model."
    )
    static let selectorMisuse = DiagnosticCode(
        "PR0306",
        "selector-misuse",
        "A metric has brackets that it does not take, or lacks those that it needs."
    )
    static let constantCondition = DiagnosticCode(
        "PR0307",
        "constant-condition",
        "A condition is always true or never true, whatever is measured, so it decides nothing."
    )
    static let unknownSegment = DiagnosticCode(
        "PR0308",
        "unknown-segment",
        "A condition looks at segments by a column that the traffic does not have."
    )
    static let metricWithoutSource = DiagnosticCode(
        "PR0309",
        "metric-without-source",
        "A condition reads a metric that nothing in the plan provides."
    )
    static let messageSyntax = DiagnosticCode(
        "PR0310",
        "message-syntax",
        "A message has a placeholder that cannot be read. Placeholders are metrics in double braces: `{{accuracy}}`."
    )
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
        "At the stated traffic a stage cannot gather its samples before its deadline, so it could never be promoted."
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
        "An alert rolls the release back and notifies nobody."
    )
    static let incompatibleData = DiagnosticCode(
        "PR0412",
        "incompatible-data",
        "The rows that a model is trained on and those it answers have different columns or classes."
    )
}
