import Plan

/// A whole-number option of a model kind: its shape in plans and its default, stated once for both.
struct IntegerOption: Sendable {
    let key: String
    let range: ClosedRange<Int>
    /// What stands where a plan does not say; `Int.max` is "no limit", which plans cannot write and say by silence.
    let defaultValue: Int
    let summary: String

    init(_ key: String, _ range: ClosedRange<Int>, default defaultValue: Int, _ summary: String) {
        self.key = key
        self.range = range
        self.defaultValue = defaultValue
        self.summary = summary
    }

    var field: FieldShape {
        FieldShape(key, .integer(range), default: defaultValue == .max ? nil : String(defaultValue), summary)
    }

    func value(in options: OptionValues) throws(TrainingError) -> Int {
        guard let stated = options[key] else { return defaultValue }
        guard case .integer(let value) = stated else {
            throw .unusableOption(key, reason: "it must be a whole number")
        }
        guard range.contains(value) else {
            let bound =
                range.upperBound == .max
                ? "at least \(range.lowerBound)" : "from \(range.lowerBound) to \(range.upperBound)"
            throw .unusableOption(key, reason: "it is \(value) and must be \(bound)")
        }
        return value
    }
}
