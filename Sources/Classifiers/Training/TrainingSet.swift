/// What a model is trained on: rows of features and the class of each.
package struct TrainingSet: Sendable {
    package let rows: FeatureRows
    /// The class of each row, from 0 up to `classCount`.
    package let labels: [Int32]
    package let classCount: Int
    /// What each row counts, more than nothing; nil where all count alike.
    package let weights: [Double]?

    package init(rows: FeatureRows, labels: [Int32], classCount: Int, weights: [Double]? = nil) {
        self.weights = weights
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
