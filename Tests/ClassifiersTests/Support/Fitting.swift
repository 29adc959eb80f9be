import Classifiers
import Plan
import Statistics
import Testing

/// A training set from rows written out.
func trainingSet(_ rows: [[Double]], _ labels: [Int32], classCount: Int? = nil) -> TrainingSet {
    TrainingSet(
        rows: FeatureRows(values: rows.flatMap { $0 }, featureCount: rows.first?.count ?? 0),
        labels: labels,
        classCount: classCount ?? Int(labels.max() ?? -1) + 1
    )
}

/// A random set: whole numbers up to `values`, so that a small number means many ties.
func randomSet(seed: UInt64, rows: Int, features: Int, values: Int, classes: Int) -> TrainingSet {
    var random = SplitMix64(seed: seed)
    let cells = (0..<rows * features).map { _ in Double(random.next(below: values)) / 4 }
    // The first rows have one class each, so that there is never only one.
    let labels = (0..<rows).map { Int32($0 < classes ? $0 : random.next(below: classes)) }
    return TrainingSet(
        rows: FeatureRows(values: cells, featureCount: features),
        labels: labels,
        classCount: classes
    )
}

extension TrainingSet {
    /// The rows in another order.
    func reordered(_ order: [Int]) -> TrainingSet {
        TrainingSet(
            rows: FeatureRows(values: order.flatMap { row($0) }, featureCount: rows.featureCount),
            labels: order.map { labels[$0] },
            classCount: classCount
        )
    }

    /// The same rows, with what each counts.
    func weighted(_ weights: [Double]?) -> TrainingSet {
        TrainingSet(rows: rows, labels: labels, classCount: classCount, weights: weights)
    }

    func row(_ index: Int) -> ArraySlice<Double> {
        rows.values[index * rows.featureCount..<(index + 1) * rows.featureCount]
    }
}

/// Trains the kind of that name.
func fit(
    _ kind: String,
    _ set: TrainingSet,
    _ options: [String: OptionValues.Value] = [:],
    threads: Int = 1
) async throws -> any Classifier {
    let kind = try #require(ModelRegistry.kind(named: kind))
    return try await kind.train(on: set, options: OptionValues(options), threads: threads)
}

/// Trains the kind of that name, with what its options say is done to the rows before.
func learn(
    _ kind: String,
    _ set: TrainingSet,
    _ options: [String: OptionValues.Value] = [:]
) async throws -> any Classifier {
    let kind = try #require(ModelRegistry.kind(named: kind))
    return try await kind.learn(from: set, options: OptionValues(options), threads: 1)
}

extension Classifier {
    /// The probabilities of all rows, row by row.
    func probabilities(_ rows: FeatureRows) -> [Double] {
        var output = [Double](repeating: .nan, count: rows.rowCount * classCount)
        predictProbabilities(rows, 0..<rows.rowCount, into: &output)
        return output
    }

    /// The probabilities of one row written out.
    func probabilities(_ row: [Double]) -> [Double] {
        probabilities(FeatureRows(values: row, featureCount: row.count))
    }

    func classes(_ rows: FeatureRows) -> [Int32] {
        var scratch: [Double] = []
        return (0..<rows.rowCount).map { predict(rows, row: $0, scratch: &scratch) }
    }
}
