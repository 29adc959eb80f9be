/// A data set under `data:`.
package struct DataPlan: Sendable, Hashable {
    package struct Split: Sendable, Hashable {
        package let test: Located<Rational>
        package let seed: Int
        package let isStratified: Bool
        /// The column whose values stay together in one part.
        package let group: Located<String>?
        /// The column with the time of each row, the latest of which are tested on.
        package let time: Located<String>?
        /// How many folds the rows to train on are divided into.
        package let folds: Located<Int>?

        package init(
            test: Located<Rational>,
            seed: Int,
            isStratified: Bool,
            group: Located<String>? = nil,
            time: Located<String>? = nil,
            folds: Located<Int>? = nil
        ) {
            self.test = test
            self.seed = seed
            self.isStratified = isStratified
            self.group = group
            self.time = time
            self.folds = folds
        }
    }

    /// What the plan says of a column.
    package struct Column: Sendable, Hashable {
        package let name: Located<String>
        /// Nil where it could not be read.
        package let content: Located<DataColumnContent>?

        package init(name: Located<String>, content: Located<DataColumnContent>?) {
            self.name = name
            self.content = content
        }
    }

    /// What must hold of the data.
    package struct Checks: Sendable, Hashable {
        /// The largest share of the rows to test on that are rows to train on, too.
        package let repeated: Located<Rational>?
        /// The most features that are the same in all rows.
        package let constant: Located<Int>?
        /// The smallest share of the rows that a class has.
        package let smallestClass: Located<Rational>?
        /// The largest share of rows that lack a feature; none may where it is nil.
        package let missing: Located<Rational>?
        /// The largest share of the label that a feature tells by itself.
        package let leakage: Located<Rational>?

        package init(
            repeated: Located<Rational>?,
            constant: Located<Int>?,
            smallestClass: Located<Rational>?,
            missing: Located<Rational>? = nil,
            leakage: Located<Rational>? = nil
        ) {
            self.leakage = leakage
            self.missing = missing
            self.repeated = repeated
            self.constant = constant
            self.smallestClass = smallestClass
        }

        package var spec: DataSpec.Checks {
            DataSpec.Checks(
                repeated: repeated?.value,
                constant: constant?.value,
                smallestClass: smallestClass?.value,
                missing: missing?.value,
                leakage: leakage?.value
            )
        }
    }

    package let name: Located<String>
    package let csv: Located<String>?
    package let label: Located<String>?
    package let positive: Located<String>?
    /// What columns hold, where the plan says it.
    package let columns: [Column]
    /// The column with what each row counts in training.
    package let weight: Located<String>?
    /// The columns that models do not see.
    package let ignored: [Located<String>]
    package let split: Split?
    package let checks: Checks?
    /// Whether the rows are divided, even where it could not be read how.
    package let isSplit: Bool

    package init(
        name: Located<String>,
        csv: Located<String>?,
        label: Located<String>?,
        positive: Located<String>?,
        columns: [Column] = [],
        weight: Located<String>? = nil,
        ignored: [Located<String>] = [],
        split: Split?,
        checks: Checks? = nil,
        isSplit: Bool
    ) {
        self.checks = checks
        self.name = name
        self.csv = csv
        self.label = label
        self.positive = positive
        self.columns = columns
        self.weight = weight
        self.ignored = ignored
        self.split = split
        self.isSplit = isSplit
    }

    /// Where the plan says that the label is a number to predict, and not a class; nil where it does not.
    package var numberLabel: Column? {
        columns.first { $0.name.value == label?.value && $0.content?.value == .number }
    }
}
