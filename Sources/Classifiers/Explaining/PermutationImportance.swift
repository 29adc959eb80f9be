import Statistics

/// How much accuracy a model loses where the values of a feature are dealt out anew among the rows; of a model that predicts
/// numbers, how much of their variance it accounts for.
///
/// Breiman, *Random Forests* (2001), section 10, as scikit-learn's `permutation_importance`: the mean of several deals, each
/// feature by itself. What other features say as well seems to be worth little.
package struct PermutationImportance: Sendable {
    /// What the deals of one feature cost.
    package struct Feature: Hashable, Sendable {
        package let mean: Double
        /// The standard deviation over the deals.
        package let deviation: Double

        package init(mean: Double, deviation: Double) {
            self.mean = mean
            self.deviation = deviation
        }
    }

    /// The accuracy, or the coefficient of determination, with all features as they are.
    package let score: Double
    /// For each feature, in the model's order.
    package let features: [Feature]

    /// - Parameters:
    ///   - labels: the class of each row; one that the model does not know is -1.
    ///   - deals: how often each feature is dealt out, at least once.
    package init(of model: any Classifier, _ rows: FeatureRows, labels: [Int32], deals: Int, seed: UInt64) {
        self.init(rows, deals: deals, seed: seed) { Self.accuracy(of: model, $0, labels) }
    }

    /// - Parameters:
    ///   - numbers: the number of each row.
    ///   - deals: how often each feature is dealt out, at least once.
    package init(of model: any Classifier, _ rows: FeatureRows, numbers: [Double], deals: Int, seed: UInt64) {
        self.init(rows, deals: deals, seed: seed) { Self.determination(of: model, $0, numbers) }
    }

    private init(_ rows: FeatureRows, deals: Int, seed: UInt64, scoring: (FeatureRows) -> Double) {
        let score = scoring(rows)
        var features: [Feature] = []
        for feature in 0..<rows.featureCount {
            var random = SplitMix64(seed: seed, stream: UInt64(feature))
            var costs: [Double] = []
            for _ in 0..<deals {
                var order = Array(0..<rows.rowCount)
                random.shuffle(&order)
                var values = rows.values
                for (row, other) in order.enumerated() {
                    values[row * rows.featureCount + feature] = rows.values[other * rows.featureCount + feature]
                }
                let dealt = FeatureRows(values: values, featureCount: rows.featureCount)
                costs.append(score - scoring(dealt))
            }
            var moments = Moments()
            moments.add(costs.span)
            let deviation = (moments.spread / Double(deals)).squareRoot()
            features.append(Feature(mean: moments.mean ?? 0, deviation: deviation))
        }
        self.score = score
        self.features = features
    }

    /// The share of the numbers' variance that the predictions account for; 0 where they do not vary.
    private static func determination(of model: any Classifier, _ rows: FeatureRows, _ numbers: [Double]) -> Double {
        var moments = Moments()
        moments.add(numbers.span)
        guard moments.spread > 0 else { return 0 }
        let squares = zip(model.numbers(of: rows), numbers).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
        return 1 - squares / moments.spread
    }

    private static func accuracy(of model: any Classifier, _ rows: FeatureRows, _ labels: [Int32]) -> Double {
        let right = zip(model.classes(of: rows), labels).count { $0 == $1 }
        return Double(right) / Double(max(1, labels.count))
    }
}
