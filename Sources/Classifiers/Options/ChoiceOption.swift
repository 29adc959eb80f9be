import Plan

/// An option of a model kind that is one of a few words: its shape in plans and its default, stated once for both.
struct ChoiceOption<Choice: RawRepresentable<String> & CaseIterable & Sendable>: Sendable {
    let key: String
    let defaultValue: Choice
    let summary: String

    init(_ key: String, default defaultValue: Choice, _ summary: String) {
        self.key = key
        self.defaultValue = defaultValue
        self.summary = summary
    }

    private var words: [String] { Choice.allCases.map(\.rawValue) }

    var field: FieldShape { FieldShape(key, .choice(words), default: defaultValue.rawValue, summary) }

    func value(in options: OptionValues) throws(TrainingError) -> Choice {
        if options[key] == nil { return defaultValue }
        guard let value = options.text(key).flatMap(Choice.init) else {
            let words = words.map { "`\($0)`" }
            throw .unusableOption(key, reason: "it must be one of " + words.joined(separator: ", "))
        }
        return value
    }
}
