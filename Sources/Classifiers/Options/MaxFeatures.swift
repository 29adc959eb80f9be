import Plan

/// How many features a tree draws at each node in search of a split.
enum MaxFeatures: Hashable, Sendable {
    case all
    case squareRoot
    case logarithm
    case count(Int)

    /// The number for a set of `featureCount` features, one at least, fractions dropped.
    func resolved(featureCount: Int) throws(TrainingError) -> Int {
        switch self {
        case .all: return featureCount
        case .squareRoot: return max(1, Int(Double(featureCount).squareRoot()))
        // The whole part of a binary logarithm is the place of the highest bit.
        case .logarithm: return max(1, Int.bitWidth - 1 - featureCount.leadingZeroBitCount)
        case .count(let count):
            guard count <= featureCount else {
                throw .unusableOption(
                    MaxFeaturesOption.key,
                    reason: "it is \(count), and the data have \(featureCount) features"
                )
            }
            return count
        }
    }
}

/// The option `max_features`, whose default differs from kind to kind.
struct MaxFeaturesOption: Sendable {
    static let key = "max_features"
    private static let words: [(text: String, value: MaxFeatures)] = [
        ("all", .all), ("sqrt", .squareRoot), ("log2", .logarithm),
    ]

    let defaultValue: MaxFeatures

    var field: FieldShape {
        FieldShape(
            Self.key,
            .anyOf([.choice(Self.words.map(\.text)), .integer(1...Int.max)]),
            default: Self.text(defaultValue),
            "How many features each node draws in search of its split."
        )
    }

    func value(in options: OptionValues) throws(TrainingError) -> MaxFeatures {
        switch options[Self.key] {
        case nil: return defaultValue
        case .integer(let count)? where count >= 1: return .count(count)
        case .text(let text)?:
            if let word = Self.words.first(where: { $0.text == text }) { return word.value }
        default: break
        }
        throw .unusableOption(Self.key, reason: "it must be `all`, `sqrt`, `log2` or a whole number from 1")
    }

    private static func text(_ value: MaxFeatures) -> String? {
        if case .count(let count) = value { return String(count) }
        return words.first { $0.value == value }?.text
    }
}
