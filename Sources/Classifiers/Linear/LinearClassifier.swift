/// A linear function of the features for each class, turned into probabilities by the softmax or logistic function.
struct LinearClassifier: Classifier {
    let featureCount: Int
    let classCount: Int
    /// The classes that occur in the training data; others have no probability.
    let present: [Int]
    /// What is subtracted from each feature.
    let origins: [Double]
    /// The factors feature by feature, an output each.
    let factors: [Double]
    let constants: [Double]

    /// - Parameters:
    ///   - present: the classes, in the order of the outputs; with one output, the two whose second it speaks for.
    ///   - factors: what each feature, less its origin, is multiplied with, feature by feature, an output each.
    init(
        classCount: Int,
        present: [Int],
        origins: [Double],
        factors: [Double],
        constants: [Double]
    ) {
        featureCount = origins.count
        self.classCount = classCount
        self.present = present
        self.origins = origins
        self.factors = factors
        self.constants = constants
    }

    func predictProbabilities(_ rows: FeatureRows, _ range: Range<Int>, into output: inout [Double]) {
        precondition(rows.featureCount == featureCount, "a row has the features that the model was trained on")
        var sums = constants
        var place = 0
        for row in range {
            combine(rows.values.span.extracting(row * featureCount..<(row + 1) * featureCount), into: &sums)
            for label in place..<place + classCount { output[label] = 0 }
            if sums.count == 1 {
                let shares = Probabilities.logistic(sums[0])
                output[place + present[0]] = shares.against
                output[place + present[1]] = shares.for
            } else {
                var span = sums.mutableSpan
                Probabilities.normalizeExponentials(&span, from: 0, count: span.count)
                for index in sums.indices { output[place + present[index]] = sums[index] }
            }
            place += classCount
        }
    }

    private func combine(_ row: Span<Double>, into sums: inout [Double]) {
        for index in constants.indices { sums[index] = constants[index] }
        for feature in 0..<featureCount {
            let value = row[feature] - origins[feature]
            for index in constants.indices { sums[index] += value * factors[feature * constants.count + index] }
        }
    }
}
