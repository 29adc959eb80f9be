/// A way to measure how far two samples lie apart, under the name that conditions and reports have for it.
package enum DriftMeasure: String, Sendable, CaseIterable {
    case psi
    case jensenShannon = "jensen_shannon"
    case hellinger
    case totalVariation = "total_variation"
    case chiSquare = "chi_square"
    case ks
    case wasserstein

    /// Whether it is of numbers in order, not of shares.
    package var isOfNumbers: Bool { self == .ks || self == .wasserstein }

    /// What it is, in one sentence.
    package var summary: String {
        switch self {
        case .psi: "The population stability index of a column, by tenths of the other log's numbers or by values."
        case .jensenShannon: "The Jensen-Shannon distance of a column from the other log's, by natural logarithms."
        case .hellinger: "Hellinger's distance of a column from the other log's."
        case .totalVariation: "Half the sum of the differences between a column's shares and the other log's."
        case .chiSquare: "Pearson's chi-square of a column's counts beside the other log's."
        case .ks: "The largest difference of the shares up to a number, between a column and the other log's."
        case .wasserstein: "How far a column's numbers would have to be moved to be the other log's, on average."
        }
    }
}

/// What one measure says of a column, and what noise alone would make it say.
package struct DriftReading: Sendable {
    package let measure: DriftMeasure
    package let value: Double
    /// How probable a value is that is at least this, were both samples of one distribution.
    package let pValue: Double
    /// What noise alone exceeds with the probability that the evaluation's confidence leaves.
    package let threshold: Double
}

/// How far a column of a log lies from the same column of another.
package struct ColumnDrift: Sendable {
    package let name: String
    /// Whether the values are numbers; else they are texts.
    package let isOfNumbers: Bool
    /// How many values each log has, and how many rows without one.
    package let values: (reference: Int, actual: Int)
    package let missing: (reference: Int, actual: Int)
    /// In the order of the measures; none where a log has no value.
    package let readings: [DriftReading]

    package subscript(measure: DriftMeasure) -> DriftReading? { readings.first { $0.measure == measure } }
}

/// How far a log lies from another.
package struct LogDrift: Sendable {
    /// How many rows the other one has.
    package let rowCount: Int
    package let columns: [ColumnDrift]
}
