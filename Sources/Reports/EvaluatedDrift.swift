/// How far a log has moved from another.
package struct EvaluatedDrift: Sendable {
    /// What one measure says of a column.
    package struct Measure: Sendable {
        /// As conditions have it, such as `psi`.
        package let name: String
        package let value: Double
        /// What noise alone exceeds with the probability that the confidence leaves.
        package let threshold: Double
        /// How probable it is that noise alone makes it as large.
        package let pValue: Double

        package init(name: String, value: Double, threshold: Double, pValue: Double) {
            self.name = name
            self.value = value
            self.threshold = threshold
            self.pValue = pValue
        }
    }

    package struct Column: Sendable {
        package let name: String
        /// Whether the values are numbers; else they are texts.
        package let isOfNumbers: Bool
        /// How many values each log has, and how many rows without one.
        package let values: (reference: Int, actual: Int)
        package let missing: (reference: Int, actual: Int)
        /// How many rows have a text that the other log has nowhere, or a number outside all of its; nil where a log has no value.
        package let strange: Int?
        /// None where a log has no value.
        package let measures: [Measure]

        package init(
            name: String,
            isOfNumbers: Bool,
            values: (reference: Int, actual: Int),
            missing: (reference: Int, actual: Int),
            strange: Int?,
            measures: [Measure]
        ) {
            self.name = name
            self.isOfNumbers = isOfNumbers
            self.values = values
            self.missing = missing
            self.strange = strange
            self.measures = measures
        }
    }

    /// What messages call the other log.
    package let other: String
    package let rowCount: Int
    package let columns: [Column]

    package init(other: String, rowCount: Int, columns: [Column]) {
        self.other = other
        self.rowCount = rowCount
        self.columns = columns
    }
}
