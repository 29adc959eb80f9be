/// What a model is trained on: rows of features and the class of each.
package struct TrainingSet: Sendable {
    package let rows: FeatureRows
    /// The class of each row, from 0 up to `classCount`.
    package let labels: [Int32]
    package let classCount: Int

    package init(rows: FeatureRows, labels: [Int32], classCount: Int) {
        self.rows = rows
        self.labels = labels
        self.classCount = classCount
    }

    /// The classes that some row has, ascending.
    var presentClasses: [Int] {
        var isPresent = [Bool](repeating: false, count: classCount)
        for label in labels { isPresent[Int(label)] = true }
        return isPresent.indices.filter { isPresent[$0] }
    }
}
