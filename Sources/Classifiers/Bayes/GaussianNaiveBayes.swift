import Glibc

/// Normal distributions, one for each feature in each class, and the classes' shares.
///
/// As scikit-learn's `GaussianNB`: variances are those of the population, and to each a share of the largest variance of
/// any feature is added.
struct GaussianNaiveBayes: Classifier {
    let featureCount: Int
    let classCount: Int
    /// The classes that occur in the training data; others have no probability.
    let present: [Int]
    /// The mean and the inverse of the variance of each feature, class by class of those present.
    let means: [Double]
    let precisions: [Double]
    /// The logarithm of each class's density at its means, times its share.
    let heights: [Double]

    init(_ set: TrainingSet, smoothing: Double) throws(TrainingError) {
        let width = set.rows.featureCount
        featureCount = width
        classCount = set.classCount
        let whole = FeatureMoments(set.rows, groups: [Int32](repeating: 0, count: set.labels.count), groupCount: 1)
        let classes = FeatureMoments(set.rows, groups: set.labels, groupCount: set.classCount, weights: set.weights)
        let added = smoothing * (whole.variances.max() ?? 0)
        let total = classes.counts.reduce(0, +)
        present = set.presentClasses
        var means: [Double] = []
        var precisions: [Double] = []
        var heights: [Double] = []
        for label in present {
            var height = log(classes.counts[label] / total)
            for feature in 0..<width {
                let variance = classes.variances[label * width + feature] + added
                guard variance > 0 else {
                    throw .unusableOption(
                        "var_smoothing",
                        reason: "a feature does not vary within a class, and it adds nothing to the variance"
                    )
                }
                means.append(classes.means[label * width + feature])
                precisions.append(1 / variance)
                height -= 0.5 * log(2 * Double.pi * variance)
            }
            heights.append(height)
        }
        self.means = means
        self.precisions = precisions
        self.heights = heights
    }

    init(shape: ModelShape, present: [Int], means: [Double], precisions: [Double], heights: [Double]) {
        featureCount = shape.featureCount
        classCount = shape.classCount
        self.present = present
        self.means = means
        self.precisions = precisions
        self.heights = heights
    }

    func predictProbabilities(_ rows: FeatureRows, _ range: Range<Int>, into output: inout [Double]) {
        precondition(rows.featureCount == featureCount, "a row has the features that the model was trained on")
        var output = output.mutableSpan
        let values = rows.values.span
        let means = means.span
        let precisions = precisions.span
        var place = 0
        for row in range {
            let start = row * featureCount
            for label in place..<place + classCount { output[label] = -.infinity }
            for index in present.indices {
                var distance = 0.0
                for feature in 0..<featureCount {
                    let difference = values[start + feature] - means[index * featureCount + feature]
                    distance += difference * difference * precisions[index * featureCount + feature]
                }
                output[place + present[index]] = heights[index] - 0.5 * distance
            }
            Probabilities.normalizeExponentials(&output, from: place, count: classCount)
            place += classCount
        }
    }
}
