package import Diagnostics

/// What can be wrong with recorded traffic: PR0608 to PR0619.
package enum TrafficCodes {
    package static let all: [DiagnosticCode] = [
        badLogTime, missingLogValue, lateRow, tooManyBadRows, tooManyTexts, changedLog, contradictoryLabel,
    ]

    package static let badLogTime = DiagnosticCode(
        "PR0608",
        "bad-log-time",
        """
        A time of a prediction log cannot be read. It is written as RFC 3339 has it (`2026-03-01T09:30:00Z`) or as seconds \
        in a decimal number.
        """
    )
    package static let missingLogValue = DiagnosticCode(
        "PR0609",
        "missing-log-value",
        "A row of a prediction log lacks its time, its unit or its model, without which it counts for nobody."
    )
    package static let lateRow = DiagnosticCode(
        "PR0610",
        "late-row",
        """
        A row of a prediction log comes after rows that are newer by more than the `lateness` of the log, when the time it \
        belongs to has been judged. State how late rows may come, or sort the log.
        """
    )
    package static let tooManyBadRows = DiagnosticCode(
        "PR0611",
        "too-many-bad-rows",
        "More rows of a prediction log cannot be used than its `bad_rows` allows; the first of them follow."
    )
    package static let tooManyTexts = DiagnosticCode(
        "PR0612",
        "too-many-texts",
        """
        A column that conditions or metrics read as text has more than 10000 different texts, so that it hardly says what \
        kind of request or unit a row is of.
        """
    )
    package static let changedLog = DiagnosticCode(
        "PR0614",
        "changed-log",
        "A prediction log changed while it was read, so that what was found in it first is not what was judged."
    )
    package static let contradictoryLabel = DiagnosticCode(
        "PR0615",
        "contradictory-label",
        "A file of labels has two different labels for the same request or unit."
    )
}
