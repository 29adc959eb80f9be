import Plan

/// How much the rows of each class count in training.
enum ClassWeight: Hashable, Sendable {
    /// All rows alike.
    case equal
    /// Each class as much as any other: its rows by the inverse of their number, one on the mean over all rows.
    case balanced

    /// The weight of a row of each class; 0 for classes without rows where they are balanced.
    func factors(of set: TrainingSet) -> [Double] {
        guard self == .balanced else { return [Double](repeating: 1, count: set.classCount) }
        var counts = [Double](repeating: 0, count: set.classCount)
        for label in set.labels { counts[Int(label)] += 1 }
        let share = Double(set.labels.count) / Double(set.presentClasses.count)
        return counts.map { $0 > 0 ? share / $0 : 0 }
    }
}

/// The option `class_weight`, which plans leave out where all rows count alike.
enum ClassWeightOption {
    private static let key = "class_weight"
    private static let word = "balanced"

    static let field = FieldShape(
        key,
        .choice([word]),
        "What rows count: `balanced` each class as much as any other; all rows alike if absent."
    )

    static func value(in options: OptionValues) throws(TrainingError) -> ClassWeight {
        switch options[key] {
        case nil: return .equal
        case .text(word)?: return .balanced
        default: throw .unusableOption(key, reason: "it must be `\(word)`")
        }
    }
}
