package import Digests
import Platform

/// A labelled data set: rows of numbers, and the class of each.
package struct Table: Sendable {
    /// The columns but the label, in the order of the file.
    package let featureNames: [String]
    package let labelName: String
    package let rowCount: Int
    /// The features, row after row: `rowCount` times `featureCount` finite numbers.
    package let values: [Double]
    /// The values of the label: in numeric order where all are whole numbers, else in that of their UTF-8.
    package let classes: [String]
    /// The class of each row, an index of `classes`.
    package let labels: [Int32]
    /// How many rows each class has, at least one.
    package let classCounts: [Int]
    /// The SHA-256 of the file's bytes.
    package let digest: Digest

    package var featureCount: Int { featureNames.count }

    /// Reads a CSV file (RFC 4180, UTF-8, a header, every column but `label` a number); messages call it `name`.
    package static func read(csv path: String, named name: String, label: String) throws(DatasetFailure) -> Table {
        let bytes: [UInt8]
        do {
            bytes = try FileSystem.read(path)
        } catch {
            throw ProblemLog.unreadable(error, name: name)
        }
        return try Table(csv: bytes, named: name, label: label)
    }

    /// Reads the bytes of a CSV file.
    package init(csv bytes: [UInt8], named name: String, label: String) throws(DatasetFailure) {
        var reader = TableReader(bytes, named: name, label: label)
        self = try reader.read()
    }

    init(
        featureNames: [String],
        labelName: String,
        values: [Double],
        classes: [String],
        labels: [Int32],
        digest: Digest
    ) {
        self.featureNames = featureNames
        self.labelName = labelName
        self.rowCount = labels.count
        self.values = values
        self.classes = classes
        self.labels = labels
        self.digest = digest
        var counts = [Int](repeating: 0, count: classes.count)
        for label in labels { counts[Int(label)] += 1 }
        classCounts = counts
    }
}
