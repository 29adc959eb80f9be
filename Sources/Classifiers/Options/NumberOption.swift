import Plan

/// A decimal option of a model kind: its shape in plans and its default, stated once for both.
struct NumberOption: Sendable {
    let key: String
    let range: NumberRange
    /// The default as a plan writes it.
    let defaultText: String
    let defaultValue: Double
    let summary: String

    /// - Parameter defaultText: a decimal number, written out without an exponent, as plans write it.
    init(_ key: String, _ range: NumberRange, default defaultText: String, _ summary: String) {
        guard let value = Double(defaultText), range.contains(value) else {
            // Options are constants of this room, made once whenever the registry is read, by every command and most tests.
            preconditionFailure("a default is a number of its option's range")
        }
        self.key = key
        self.range = range
        self.defaultText = defaultText
        defaultValue = value
        self.summary = summary
    }

    var field: FieldShape { FieldShape(key, .number(range), default: defaultText, summary) }

    func value(in options: OptionValues) throws(TrainingError) -> Double {
        if options[key] == nil { return defaultValue }
        guard let value = options.number(key) else { throw .unusableOption(key, reason: "it must be a number") }
        guard range.contains(value) else {
            throw .unusableOption(key, reason: "it is \(value) and must be \(range.words ?? "finite")")
        }
        return value
    }
}
