/// A data set and how its rows are split.
package struct DataSpec: Sendable, Hashable {
    /// What must hold of the data; what is nil may be as it is.
    package struct Checks: Sendable, Hashable {
        /// The largest share of the rows to test on that are rows to train on, too.
        package let repeated: Rational?
        /// The most features that are the same in all rows.
        package let constant: Int?
        /// The smallest share of the rows that a class has.
        package let smallestClass: Rational?
        /// The largest share of rows that lack a feature; none may where it is nil.
        package let missing: Rational?
        /// The largest share of the label that a feature tells by itself.
        package let leakage: Rational?

        package init(
            repeated: Rational?,
            constant: Int?,
            smallestClass: Rational?,
            missing: Rational? = nil,
            leakage: Rational? = nil
        ) {
            self.leakage = leakage
            self.missing = missing
            self.repeated = repeated
            self.constant = constant
            self.smallestClass = smallestClass
        }
    }

    package let name: String
    /// The file, relative to the plan's folder.
    package let csv: String
    package let label: String
    package let positive: String?
    /// What columns hold, where the plan says it.
    package let columns: [String: DataColumnContent]
    /// The share of the rows that are kept for testing, or nil where all rows serve for both.
    package let test: Rational?
    package let seed: Int
    package let isStratified: Bool
    /// The column whose values stay together in one part, or nil.
    package let group: String?
    /// The column with the time of each row, the latest of which are tested on, or nil.
    package let time: String?
    /// How many folds the rows to train on are divided into where a recipe is trained; nil where the plan does not say it.
    package let folds: Int?
    /// The column with what each row counts in training, or nil.
    package let weight: String?
    /// The columns that models do not see, in order of their names.
    package let ignored: [String]
    package let checks: Checks?

    package init(
        name: String,
        csv: String,
        label: String,
        positive: String?,
        columns: [String: DataColumnContent] = [:],
        test: Rational?,
        seed: Int,
        isStratified: Bool,
        group: String? = nil,
        time: String? = nil,
        folds: Int? = nil,
        weight: String? = nil,
        ignored: [String] = [],
        checks: Checks? = nil
    ) {
        self.checks = checks
        self.group = group
        self.time = time
        self.folds = folds
        self.weight = weight
        self.ignored = ignored
        self.name = name
        self.csv = csv
        self.label = label
        self.positive = positive
        self.columns = columns
        self.test = test
        self.seed = seed
        self.isStratified = isStratified
    }

    /// Whether the label is a number to predict, and not a class.
    package var predictsNumbers: Bool { columns[label] == .number }
}
