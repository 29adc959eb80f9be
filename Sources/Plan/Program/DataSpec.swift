/// A data set and how its rows are split.
package struct DataSpec: Sendable, Hashable {
    package let name: String
    /// The file, relative to the plan's folder.
    package let csv: String
    package let label: String
    package let positive: String?
    /// The share of the rows that are kept for testing, or nil where all rows serve for both.
    package let test: Rational?
    package let seed: Int
    package let isStratified: Bool

    package init(
        name: String,
        csv: String,
        label: String,
        positive: String?,
        test: Rational?,
        seed: Int,
        isStratified: Bool
    ) {
        self.name = name
        self.csv = csv
        self.label = label
        self.positive = positive
        self.test = test
        self.seed = seed
        self.isStratified = isStratified
    }
}
