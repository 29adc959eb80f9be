/// What one measure says of a column, and what noise alone would make it say.
package struct DriftReading: Sendable {
    package let measure: DriftMeasure
    package let value: Double
    /// How probable a value is that is at least this, were both samples of one distribution.
    package let pValue: Double
    /// What noise alone exceeds with the probability that the evaluation's confidence leaves.
    package let threshold: Double

    package init(measure: DriftMeasure, value: Double, pValue: Double, threshold: Double) {
        self.measure = measure
        self.value = value
        self.pValue = pValue
        self.threshold = threshold
    }
}
