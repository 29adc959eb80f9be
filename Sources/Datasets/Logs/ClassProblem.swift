import Diagnostics

/// What can be wrong with the name of a class in a log, in the words of messages.
enum ClassProblem {
    case notText
    case tooMany
    /// It looks like one that appeared before.
    case twin(String, of: String)

    var code: DiagnosticCode {
        switch self {
        case .notText: DatasetCodes.badUTF8
        case .tooMany: DatasetCodes.tooManyClasses
        case .twin: DatasetCodes.twinClasses
        }
    }

    var message: String {
        switch self {
        case .notText: "a class is not text in UTF-8"
        case .tooMany: "there are more than \(LogClasses.maximum) classes"
        case .twin(let name, let twin):
            "the class `\(name)` looks like the class `\(twin)`"
        }
    }

    var notes: [String] {
        guard case .twin = self else { return [] }
        return ["they differ in spaces, in the encoding of an accent, or as `1` and `1.0` do"]
    }

    var help: [String] {
        switch self {
        case .notText: ["save the file as UTF-8"]
        case .tooMany: ["name columns whose values are classes, with `--label` and `--prediction`"]
        case .twin: []
        }
    }
}
