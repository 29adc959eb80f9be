import Diagnostics

/// Codes about conditions and messages: PR0301 to PR0399.
enum ConditionCodes {
    static let all: [DiagnosticCode] = [
        .conditionSyntax, .unknownMetric, .unknownClass, .typeMismatch, .baselineMisuse, .selectorMisuse,
        .constantCondition, .unknownSegment, .metricWithoutSource, .messageSyntax, .severalSegments,
    ]
}

extension DiagnosticCode {
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
        "A condition names a class that the data, or the part of them that it is judged on, do not have, or a category that the plan does not declare."
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
    static let severalSegments = DiagnosticCode(
        "PR0657",
        "several-segments",
        "One comparison looks at segments by two columns in turn, and cannot be told for each value of either."
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
}
