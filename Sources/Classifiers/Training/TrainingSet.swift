/// What a model is trained on: rows of features, and the class or the number of each.
package struct TrainingSet: Sendable {
    package let rows: FeatureRows
    /// The class of each row, from 0 up to `classCount`; none where numbers are learnt.
    package let labels: [Int32]
    /// How many classes there are, or 1 where numbers are learnt.
    package let classCount: Int
    /// The number of each row, where numbers are learnt and not classes.
    package let numbers: [Double]?
    /// What each row counts, more than nothing; nil where all count alike.
    package let weights: [Double]?
    /// For each feature the names of its categories, whose rows have their `CategoryNumber`s, or nil where it is a number; nil where
    /// all are numbers.
    package private(set) var categories: [[String]?]?

    package init(rows: FeatureRows, labels: [Int32], classCount: Int, weights: [Double]? = nil) {
        numbers = nil
        self.weights = weights
        self.rows = rows
        self.labels = labels
        self.classCount = classCount
    }

    /// Rows whose numbers are to be learnt.
    package init(rows: FeatureRows, numbers: [Double], weights: [Double]? = nil) {
        self.rows = rows
        self.numbers = numbers
        self.weights = weights
        labels = []
        classCount = 1
    }

    /// The same with categories.
    ///
    /// - Parameter categories: their names, for each feature, or nil where it is a number.
    package func with(categories: [[String]?]?) -> TrainingSet {
        var set = self
        set.categories = categories
        return set
    }

    /// The same labels of other rows, all of numbers.
    func replacing(_ rows: FeatureRows) -> TrainingSet {
        if let numbers { return TrainingSet(rows: rows, numbers: numbers, weights: weights) }
        return TrainingSet(rows: rows, labels: labels, classCount: classCount, weights: weights)
    }

    /// Some of the rows, in that order.
    package func selecting(_ chosen: [Int]) -> TrainingSet {
        select(chosen).with(categories: categories)
    }

    private func select(_ chosen: [Int]) -> TrainingSet {
        let weights = weights.map { weights in chosen.map { weights[$0] } }
        if let numbers {
            return TrainingSet(rows: rows.selecting(chosen), numbers: chosen.map { numbers[$0] }, weights: weights)
        }
        return TrainingSet(
            rows: rows.selecting(chosen),
            labels: chosen.map { labels[$0] },
            classCount: classCount,
            weights: weights
        )
    }

    var shape: ModelShape {
        ModelShape(featureCount: rows.featureCount, classCount: classCount, predictsNumbers: numbers != nil)
    }

    /// The classes that some row has, ascending.
    var presentClasses: [Int] {
        var isPresent = [Bool](repeating: false, count: classCount)
        for label in labels { isPresent[Int(label)] = true }
        return isPresent.indices.filter { isPresent[$0] }
    }
}
