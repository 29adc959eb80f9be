import Plan

/// A yes-or-no option of a model kind: its shape in plans and its default, stated once for both.
struct BooleanOption: Sendable {
    let key: String
    let defaultValue: Bool
    let summary: String

    init(_ key: String, default defaultValue: Bool, _ summary: String) {
        self.key = key
        self.defaultValue = defaultValue
        self.summary = summary
    }

    var field: FieldShape { FieldShape(key, .boolean, default: String(defaultValue), summary) }

    func value(in options: OptionValues) throws(TrainingError) -> Bool {
        guard let stated = options[key] else { return defaultValue }
        guard case .boolean(let value) = stated else {
            throw .unusableOption(key, reason: "it must be `true` or `false`")
        }
        return value
    }
}
