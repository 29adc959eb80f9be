extension TrainingSet {
    /// Refuses a set that there is nothing to learn from.
    ///
    /// That every row has a label below `classCount` is the caller's promise; it is checked here once, because the
    /// trees' inner loops rely on it.
    func checkTrainable() throws(TrainingError) {
        if numbers != nil { throw .needsClasses }
        guard let first = labels.first, rows.rowCount > 0 else { throw .noRows }
        precondition(labels.count == rows.rowCount, "a training set has a label for each row")
        checkRows()
        var isOneClass = true
        for label in labels {
            precondition(label >= 0 && Int(label) < classCount, "a label is a class")
            if label != first { isOneClass = false }
        }
        if isOneClass { throw .oneClass }
    }

    /// The numbers to learn; refuses a set without any.
    func trainableNumbers() throws(TrainingError) -> [Double] {
        guard let numbers else { throw .needsNumbers }
        guard !numbers.isEmpty, rows.rowCount > 0 else { throw .noRows }
        precondition(numbers.count == rows.rowCount, "a training set has a number for each row")
        precondition(numbers.allSatisfy(\.isFinite), "a number to learn is finite")
        checkRows()
        return numbers
    }

    private func checkRows() {
        if let weights {
            precondition(weights.count == rows.rowCount, "each row has a weight, or none has")
            precondition(weights.allSatisfy { $0 > 0 && $0.isFinite }, "a row counts something")
        }
        precondition(rows.rowCount <= Int(Int32.max), "a training set has at most 2^31 - 1 rows")
    }
}
