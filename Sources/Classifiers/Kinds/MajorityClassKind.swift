package import Plan

/// `majority_class`: no model at all, the floor that every other one has to beat.
package enum MajorityClassKind: ModelKind {
    package static let descriptor = ModelDescriptor(
        "majority_class",
        "Gives every row each class's share of the training data, and so predicts the most frequent class."
    )

    package static func train(
        on set: TrainingSet,
        options: OptionValues,
        threads: Int
    ) async throws(TrainingError) -> any Classifier {
        try set.checkTrainable()
        var sums = [Double](repeating: 0, count: set.classCount)
        for (row, label) in set.labels.enumerated() { sums[Int(label)] += set.weights?[row] ?? 1 }
        let total = sums.reduce(0, +)
        return MajorityClass(featureCount: set.rows.featureCount, shares: sums.map { $0 / total })
    }
}

/// The classes' shares in the training data.
struct MajorityClass: Classifier {
    let featureCount: Int
    let shares: [Double]

    var classCount: Int { shares.count }

    func predictProbabilities(_ rows: FeatureRows, _ range: Range<Int>, into output: inout [Double]) {
        var next = 0
        for _ in range {
            for share in shares {
                output[next] = share
                next += 1
            }
        }
    }
}
