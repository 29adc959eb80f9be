import Diagnostics

/// Codes about models that a plan takes from files, and about their data: PR0658 to PR0699 and PR0741 to PR0749. What is wrong with such a file by itself has the codes of
/// `planrun model`.
enum KeptModelCodes {
    static let all: [DiagnosticCode] = [
        .labelKind, .classMetric, .missingValues, .knownRows, .contradictorySplit, .weightedRows, .failedDataCheck,
    ]
}

extension DiagnosticCode {
    static let labelKind = DiagnosticCode(
        "PR0658",
        "label-kind",
        "A model that tells classes apart learns from a label that is a number, or one that predicts numbers from a label that is a class. A "
            + "label is a class unless `columns` says that it is a `number`."
    )
    static let classMetric = DiagnosticCode(
        "PR0659",
        "class-metric",
        "A condition reads a metric of classes, such as `accuracy`, where models predict numbers. Metrics of numbers, such as `mae` and `wape`, "
            + "are declared under `metrics`."
    )
    static let failedDataCheck = DiagnosticCode(
        "PR0747",
        "failed-data-check",
        "Data are not as the plan says under `checks` that they must be."
    )
    static let weightedRows = DiagnosticCode(
        "PR0746",
        "weighted-rows",
        "A model learns from rows that count differently, and its kind counts all rows alike."
    )
    static let contradictorySplit = DiagnosticCode(
        "PR0743",
        "contradictory-split",
        "A split says two things at once of how rows are divided: by `stratify` each class keeps its share, by `group` rows stay together, by "
            + "`time` the latest are tested on, and nothing is drawn."
    )
    static let missingValues = DiagnosticCode(
        "PR0660",
        "missing-values",
        "A model learns from rows that lack values, and its kind needs every one. Trees, forests and boosting take such rows as they are; for others "
            + "`impute` says what missing values become."
    )
    static let knownRows = DiagnosticCode(
        "PR0741",
        "known-rows",
        .warning,
        "A model that is kept in a file has learnt from the very file whose rows it is to answer, so what is measured on them says "
            + "little about rows that it has never seen."
    )
}
