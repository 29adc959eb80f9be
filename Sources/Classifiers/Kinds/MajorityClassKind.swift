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
        var counts = [Int](repeating: 0, count: set.classCount)
        for label in set.labels { counts[Int(label)] += 1 }
        let total = Double(set.labels.count)
        return MajorityClass(featureCount: set.rows.featureCount, shares: counts.map { Double($0) / total })
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
