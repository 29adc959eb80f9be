/// The mean and the variance of each feature in each of several groups of rows.
struct FeatureMoments {
    /// The number of rows in each group, or their weight.
    let counts: [Double]
    /// Group by group; 0 for a group without rows.
    let means: [Double]
    /// The mean squared distance from the mean, group by group.
    let variances: [Double]

    /// - Parameters:
    ///   - groups: the group of each row, below `groupCount`.
    ///   - weights: what each row counts; nil where all count alike.
    init(_ rows: FeatureRows, groups: [Int32], groupCount: Int, weights: [Double]? = nil) {
        let width = rows.featureCount
        let values = rows.values.span
        var counts = [Double](repeating: 0, count: groupCount)
        var means = [Double](repeating: 0, count: groupCount * width)
        var variances = means
        for (row, group) in groups.enumerated() { counts[Int(group)] += weights?[row] ?? 1 }
        for row in groups.indices {
            let place = Int(groups[row]) * width
            let weight = weights?[row] ?? 1
            for feature in 0..<width { means[place + feature] += weight * values[row * width + feature] }
        }
        for place in means.indices where counts[place / width] > 0 { means[place] /= counts[place / width] }
        for row in groups.indices {
            let place = Int(groups[row]) * width
            let weight = weights?[row] ?? 1
            for feature in 0..<width {
                let difference = values[row * width + feature] - means[place + feature]
                variances[place + feature] += weight * difference * difference
            }
        }
        for place in variances.indices where counts[place / width] > 0 { variances[place] /= counts[place / width] }
        self.counts = counts
        self.means = means
        self.variances = variances
    }
}
