import Plan

/// What is done to the features before a model learns from them, as plans say it beside the model's own options.
struct PreparationOptions {
    enum Fill: String, CaseIterable, Sendable {
        case mean, median
        case mostFrequent = "most_frequent"
    }

    private static let impute = "impute"
    private static let standardise = "standardise"

    static let fields = [
        FieldShape(
            impute,
            .choice(Fill.allCases.map(\.rawValue)),
            "What missing numbers become, of the rows learnt from: missing categories become the most frequent one. They stay missing if absent."
        ),
        FieldShape(
            standardise,
            .boolean,
            "Whether numbers are brought to mean 0 and variance 1 by the rows learnt from; they are as they are if absent."
        ),
    ]

    let fill: Fill?
    let isStandardised: Bool

    init(_ options: OptionValues) throws(TrainingError) {
        switch options[Self.impute] {
        case nil: fill = nil
        case .text(let word)?:
            guard let known = Fill(rawValue: word) else {
                throw .unusableOption(Self.impute, reason: "it is no way to fill")
            }
            fill = known
        default: throw .unusableOption(Self.impute, reason: "it must be a word")
        }
        switch options[Self.standardise] {
        case nil: isStandardised = false
        case .boolean(let value)?: isStandardised = value
        default: throw .unusableOption(Self.standardise, reason: "it must be `true` or `false`")
        }
    }

    /// Whether missing values are filled in.
    package static func fills(_ options: OptionValues) -> Bool { options.text(impute) != nil }
}
