package import Diagnostics

/// What can be wrong with a prediction log.
package enum LogCodes {
    package static let all: [DiagnosticCode] = [
        badLogLine, noSuchLogColumn, missingPrediction, badLogValue, severalModels, noSuchModel, longRow,
        tooManySegments, damagedLog, tooManyParts, tooManyValues,
        parquetLog,
    ]

    package static let badLogLine = DiagnosticCode(
        "PR0540",
        "bad-log-line",
        "A line of a prediction log is not a JSON object. Each line is one, such as `{\"label\": \"a\", \"prediction\": \"b\"}`."
    )
    package static let noSuchLogColumn = DiagnosticCode(
        "PR0541",
        "no-such-log-column",
        """
        A prediction log lacks a column that an option names or that a metric is made from. Names are compared letter by \
        letter; `--label`, `--prediction`, `--score` and `--latency` say what the columns are called.
        """
    )
    package static let missingPrediction = DiagnosticCode(
        "PR0542",
        "missing-prediction",
        "A row of a prediction log has no prediction, and no `error` that says why. Only a failed request has none."
    )
    package static let badLogValue = DiagnosticCode(
        "PR0543",
        "bad-log-value",
        """
        A value of a prediction log cannot be used: a score or a latency that is not a finite decimal number, a latency \
        below zero, a weight that is not above it, or a list where a class should stand. A latency that is not known is left empty.
        """
    )
    package static let severalModels = DiagnosticCode(
        "PR0544",
        "several-models",
        "The rows of a prediction log come from several models, and metrics are over one. `--model` says which."
    )
    package static let noSuchModel = DiagnosticCode(
        "PR0545",
        "no-such-model",
        "No row of a prediction log comes from the model that `--model` names."
    )
    package static let longRow = DiagnosticCode(
        "PR0546",
        "long-row",
        "A row of a prediction log has more than 16 MiB, so that it is hardly a row. An opening quote too many does that."
    )
    package static let tooManySegments = DiagnosticCode(
        "PR0700",
        "too-many-segments",
        """
        A column that tells the segments of a prediction log has more than 10000 values. Each segment has figures of its \
        own, and so few rows each say little.
        """
    )
    package static let damagedLog = DiagnosticCode(
        "PR0701",
        "damaged-log",
        "A prediction log that is packed, with gzip or Zstandard, is damaged, or ends before its content does. Copy it again."
    )
    package static let parquetLog = DiagnosticCode(
        "PR0706",
        "parquet-log",
        """
        A prediction log is in Parquet, which planrun does not read: it is read as CSV or JSON lines, plain or packed with gzip or \
        Zstandard. Programs that read Parquet write either.
        """
    )
    package static let tooManyParts = DiagnosticCode(
        "PR0702",
        "too-many-parts",
        """
        A prediction log has more than 20000 combinations of the segments and the windows that are asked for, or of those and \
        of classes more than a million. Each has figures of its own, which take memory.
        """
    )
    package static let tooManyValues = DiagnosticCode(
        "PR0703",
        "too-many-values",
        """
        A column that is compared with the same column of another log holds texts, in one of the two at least, and more than \
        10000 different ones. Numbers may be as many as there are.
        """
    )
}
