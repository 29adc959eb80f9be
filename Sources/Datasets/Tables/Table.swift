package import Digests
import Platform

/// A labelled data set: rows of numbers, and the class, or the number to predict, of each.
package struct Table: Sendable {
    /// The columns but the label, in the order of the file.
    package let featureNames: [String]
    package let labelName: String
    package let rowCount: Int
    /// The features, row after row: `rowCount` times `featureCount` finite numbers. What is missing is not a number, and a category
    /// is its `CategoryNumber`.
    package let values: [Double]
    /// For each feature the names of its categories in order, or nil where it is a number.
    package let categories: [[String]?]
    /// The values of the label: in numeric order where all are whole numbers, else in that of their UTF-8. None where the
    /// label is a number to predict, as in `labels` and `classCounts`.
    package let classes: [String]
    /// The class of each row, an index of `classes`.
    package let labels: [Int32]
    /// How many rows each class has, at least one.
    package let classCounts: [Int]
    /// The label of each row, a finite number, where it is one to predict; else nil.
    package let numbers: [Double]?
    /// The group of each row, alike for rows that stay together; nil where no column says it.
    package let groups: [Int32]?
    /// The time of each row, in nanoseconds from 1970 or from wherever numbers count; nil where no column says it.
    package let times: [Int64]?
    /// What each row counts in training, more than nothing; nil where all count alike.
    package let weights: [Double]?
    /// The columns of which nobody has said what they hold, and that may be no features: ten at most.
    package let doubts: [DatasetError]
    /// The SHA-256 of the file's bytes.
    package let digest: Digest

    package var featureCount: Int { featureNames.count }

    /// Reads a CSV file (RFC 4180, UTF-8, a header, every feature a number); messages call it `name`.
    package static func read(
        csv path: String,
        named name: String,
        columns: TableColumns
    ) throws(DatasetFailure) -> Table {
        let bytes: [UInt8]
        do {
            bytes = try FileSystem.read(path)
        } catch {
            throw ProblemLog.unreadable(error, name: name)
        }
        return try Table(csv: bytes, named: name, columns: columns)
    }

    package static func read(csv path: String, named name: String, label: String) throws(DatasetFailure) -> Table {
        try read(csv: path, named: name, columns: TableColumns(label: label))
    }

    /// Reads the bytes of a CSV file.
    package init(csv bytes: [UInt8], named name: String, columns: TableColumns) throws(DatasetFailure) {
        var reader = TableReader(bytes, named: name, columns: columns)
        self = try reader.read()
    }

    package init(csv bytes: [UInt8], named name: String, label: String) throws(DatasetFailure) {
        try self.init(csv: bytes, named: name, columns: TableColumns(label: label))
    }

    init(
        featureNames: [String],
        labelName: String,
        values: [Double],
        categories: [[String]?],
        classes: [String],
        labels: [Int32],
        numbers: [Double]?,
        groups: [Int32]?,
        times: [Int64]?,
        weights: [Double]?,
        doubts: [DatasetError],
        digest: Digest
    ) {
        self.doubts = doubts
        self.groups = groups
        self.times = times
        self.weights = weights
        self.featureNames = featureNames
        self.labelName = labelName
        self.rowCount = numbers?.count ?? labels.count
        self.numbers = numbers
        self.values = values
        self.categories = categories
        self.classes = classes
        self.labels = labels
        self.digest = digest
        var counts = [Int](repeating: 0, count: classes.count)
        for label in labels { counts[Int(label)] += 1 }
        classCounts = counts
    }

    /// How many rows lack each feature.
    package var missingCounts: [Int] {
        var counts = [Int](repeating: 0, count: featureCount)
        for (place, value) in values.enumerated() where value.isNaN { counts[place % featureCount] += 1 }
        return counts
    }
}
