import Diagnostics

/// The codes for files that cannot be read: the plan itself, and those that it or the command line names.
enum LoadingCodes {
    static let all: [DiagnosticCode] = [
        .unreadablePlan, .missingFile, .unwritablePlan, .uncheckedFile, .unreadableFragment, .includeCycle,
        .includeLimit, .unreadableValues, .unusableProgram, .unknownProgram, .unusableAlertFile, .contestedFile,
        .missingLibrary,
    ]
}

extension DiagnosticCode {
    static let unreadablePlan = DiagnosticCode(
        "PR0001",
        "unreadable-plan",
        "The plan cannot be read: there is no such file, reading is not allowed, or it is a folder without plans."
    )
    static let missingFile = DiagnosticCode(
        "PR0002",
        "missing-file",
        "A file that the plan names cannot be read. Paths start from the plan's own folder."
    )
    static let unreadableFragment = DiagnosticCode(
        "PR0231",
        "unreadable-fragment",
        "A file that `include` names cannot be read. Its path starts from the folder of the file that includes it."
    )
    static let includeCycle = DiagnosticCode(
        "PR0232",
        "include-cycle",
        "A file includes itself, by way of others or not."
    )
    static let includeLimit = DiagnosticCode(
        "PR0233",
        "include-limit",
        "A plan includes too many files, too much text, or files within files too deep."
    )
    static let unreadableValues = DiagnosticCode(
        "PR0234",
        "unreadable-values",
        "A file of values or secrets cannot be read, or is no mapping from names to single values."
    )
    static let unwritablePlan = DiagnosticCode(
        "PR0261",
        "unwritable-plan",
        "The plan's file cannot be replaced by its canonical form: writing is not allowed there, or the disk is full. The file is as it was."
    )
    static let unusableProgram = DiagnosticCode(
        "PR0430",
        "unusable-program",
        "A model, a metric, a router, a notifier or a recipe of `retrain` is a program at a path where none can be run: no file "
            + "is there, or it is not executable. Paths start from the plan's own folder."
    )
    static let unknownProgram = DiagnosticCode(
        "PR0431",
        "unknown-program",
        .warning,
        "A model, a metric, a router, a notifier or a recipe of `retrain` is a program given by its name, and no folder of PATH "
            + "has one here. A release would go on without its alerts, and not without the others."
    )
    static let unusableAlertFile = DiagnosticCode(
        "PR0483",
        "unusable-alert-file",
        "A notifier is to append alerts to a file that it cannot: it is a file that the plan reads, or no file, or no file can be written "
            + "there. The release would go on without its alerts."
    )
    static let contestedFile = DiagnosticCode(
        "PR0488",
        "contested-file",
        "A router would write its rules into a file that the plan reads, or into the plan itself, and what is in it would be lost."
    )
    static let uncheckedFile = DiagnosticCode(
        "PR0003",
        "unchecked-file",
        .note,
        "A recorded log, or the labels for one, is not there yet. The plan can be valid all the same; what it says of the "
            + "file's columns and classes could not be checked."
    )
}
