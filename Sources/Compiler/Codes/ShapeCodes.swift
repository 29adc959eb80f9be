package import Diagnostics

/// Codes about a value that has the wrong shape: PR0201 to PR0299.
enum ShapeCodes {
    static let all: [DiagnosticCode] = [
        .wrongKind, .unknownKey, .missingKey, .missingValue, .wrongType, .outOfRange, .badQuantity, .unknownWord,
        .badName, .badPath, .tooFew, .ambiguousKind, .unknownKind, .namelessCommand, .unknownPlaceholder,
    ]
}

extension DiagnosticCode {
    static let unknownPlaceholder = DiagnosticCode(
        "PR0751",
        "unknown-placeholder",
        "A query or a request has double braces in it that are never closed, or a name between them that stands for nothing "
            + "there. It would be sent as it is, and answered by nothing."
    )
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
    package static let badPath = DiagnosticCode(
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
    static let namelessCommand = DiagnosticCode(
        "PR0250",
        "nameless-command",
        "A command is a list of a program and its arguments, and the program has no name."
    )
}
