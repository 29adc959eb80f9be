import Plan

/// A yes-or-no option of a model kind that the kind decides by itself where a plan says `auto` or nothing.
struct AutomaticOption: Sendable {
    private static let word = "auto"
    let key: String
    let summary: String

    init(_ key: String, _ summary: String) {
        self.key = key
        self.summary = summary
    }

    var field: FieldShape { FieldShape(key, .anyOf([.choice([Self.word]), .boolean]), default: Self.word, summary) }

    /// Nil for `auto`.
    func value(in options: OptionValues) throws(TrainingError) -> Bool? {
        switch options[key] {
        case nil, .text(Self.word)?: return nil
        case .boolean(let value)?: return value
        default: throw .unusableOption(key, reason: "it must be `auto`, `true` or `false`")
        }
    }
}
