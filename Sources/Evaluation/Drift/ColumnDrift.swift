package import Metrics

/// How far a column of a log lies from the same column of another.
package struct ColumnDrift: Sendable {
    package let name: String
    /// Whether the values are numbers; else they are texts.
    package let isOfNumbers: Bool
    /// How many values each log has, and how many rows without one.
    package let values: (reference: Int, actual: Int)
    package let missing: (reference: Int, actual: Int)
    /// How many rows have a text that the other log has nowhere, or a number smaller or larger than all of its; nil where a log has
    /// no value.
    package let strange: Int?
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
