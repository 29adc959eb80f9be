/// The mean and the variance of each feature in each of several groups of rows.
struct FeatureMoments {
    /// The number of rows in each group.
    let counts: [Double]
    /// Group by group; 0 for a group without rows.
    let means: [Double]
    /// The mean squared distance from the mean, group by group.
    let variances: [Double]

    /// - Parameter groups: the group of each row, below `groupCount`.
    init(_ rows: FeatureRows, groups: [Int32], groupCount: Int) {
        let width = rows.featureCount
        let values = rows.values.span
        var counts = [Double](repeating: 0, count: groupCount)
        var means = [Double](repeating: 0, count: groupCount * width)
        var variances = means
        for group in groups { counts[Int(group)] += 1 }
        for row in groups.indices {
            let place = Int(groups[row]) * width
            for feature in 0..<width { means[place + feature] += values[row * width + feature] }
        }
        for place in means.indices where counts[place / width] > 0 { means[place] /= counts[place / width] }
        for row in groups.indices {
            let place = Int(groups[row]) * width
            for feature in 0..<width {
                let difference = values[row * width + feature] - means[place + feature]
                variances[place + feature] += difference * difference
            }
        }
        for place in variances.indices where counts[place / width] > 0 { variances[place] /= counts[place / width] }
        self.counts = counts
        self.means = means
        self.variances = variances
    }
}
