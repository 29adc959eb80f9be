import Classifiers
import Metrics

/// What models that predict numbers are measured against: the true number of each row, and the names of the columns.
struct NumberColumns {
    let truths: [Double]
    /// The names of the rows' features.
    let features: [String]
    /// The label's own name.
    let label: String
}

/// Answers of one model that are numbers, before metrics over columns have read them.
struct NumberBatch {
    private var rows: [Int] = []
    private var truths: [Double] = []
    private var predictions: [Double] = []

    /// Takes an answer; not a number is a truth that is not known, or an answer that failed.
    mutating func append(row: Int, truth: Double, prediction: Double) {
        rows.append(row)
        truths.append(truth)
        predictions.append(prediction)
    }

    /// The answers as the columns that metrics ask for, by their names; they are forgotten.
    mutating func take(_ asked: ColumnList, _ columns: NumberColumns, _ features: FeatureRows) -> ColumnBatch {
        let numbers = asked.numbers.map { name -> [Double] in
            if name == "prediction" { return predictions }
            if name == "label" || name == columns.label { return truths }
            guard let place = columns.features.firstIndex(of: name) else {
                return [Double](repeating: .nan, count: rows.count)
            }
            return rows.map { features.values[$0 * features.featureCount + place] }
        }
        let count = rows.count
        rows.removeAll(keepingCapacity: true)
        truths.removeAll(keepingCapacity: true)
        predictions.removeAll(keepingCapacity: true)
        return ColumnBatch(
            count: count,
            numbers: numbers,
            texts: asked.texts.map { _ in [Int32](repeating: -1, count: count) },
            names: asked.texts.map { _ in [] }
        )
    }
}
