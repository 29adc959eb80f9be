import Diagnostics

/// The codes about models in files: PR0650 to PR0656, PR0740 and PR0742.
enum ModelCodes {
    static let all: [DiagnosticCode] = [
        unreadable, foreign, unknownVersion, cutOff, damaged, untrainable, unwritable, other, inexplicable,
    ]

    static let unreadable = DiagnosticCode(
        "PR0650",
        "unreadable-model",
        "The file of a model cannot be read: it is not there, is a folder, or may not be opened."
    )
    static let foreign = DiagnosticCode(
        "PR0651",
        "foreign-model",
        "A file is no model of planrun's. `planrun model train` writes such files; those of other programs cannot be read."
    )
    static let unknownVersion = DiagnosticCode(
        "PR0652",
        "unknown-model-version",
        "A model is in a version of the format that this planrun does not know: it was written by a newer one."
    )
    static let cutOff = DiagnosticCode(
        "PR0653",
        "cut-off-model",
        "The file of a model ends too early, as when copying it was interrupted. Copy it again, or train the model again."
    )
    static let damaged = DiagnosticCode(
        "PR0654",
        "damaged-model",
        """
        The file of a model is not as it was written: its digest differs, or what it holds makes no model. Copy it again, \
        as bytes and not as text, or train the model again.
        """
    )
    static let untrainable = DiagnosticCode(
        "PR0655",
        "untrainable-model",
        "A model cannot be trained on the data: an option asks for more rows or features than there are, for example."
    )
    static let other = DiagnosticCode(
        "PR0740",
        "other-model",
        "The file of a model is not the one that the plan means: it has another SHA-256 than `sha256` says."
    )
    static let inexplicable = DiagnosticCode(
        "PR0742",
        "inexplicable-model",
        "What a model says of a row cannot be divided among the features: it is not made of trees, or its file does not say which leaves "
            + "the training rows came to."
    )
    static let unwritable = DiagnosticCode(
        "PR0656",
        "unwritable-model",
        "The file that the model is to be kept in cannot be written."
    )
}
