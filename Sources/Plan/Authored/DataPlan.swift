/// A data set under `data:`.
package struct DataPlan: Sendable, Hashable {
    package struct Split: Sendable, Hashable {
        package let test: Located<Rational>
        package let seed: Int
        package let isStratified: Bool

        package init(test: Located<Rational>, seed: Int, isStratified: Bool) {
            self.test = test
            self.seed = seed
            self.isStratified = isStratified
        }
    }

    package let name: Located<String>
    package let csv: Located<String>?
    package let label: Located<String>?
    package let positive: Located<String>?
    package let split: Split?
    /// Whether the rows are divided, even where it could not be read how.
    package let isSplit: Bool

    package init(
        name: Located<String>,
        csv: Located<String>?,
        label: Located<String>?,
        positive: Located<String>?,
        split: Split?,
        isSplit: Bool
    ) {
        self.name = name
        self.csv = csv
        self.label = label
        self.positive = positive
        self.split = split
        self.isSplit = isSplit
    }
}
