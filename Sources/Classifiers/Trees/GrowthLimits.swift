/// What bounds the growth of one tree, for data of a known number of features.
struct GrowthLimits: Hashable, Sendable {
    let maxDepth: Int
    let minSamplesSplit: Int
    let minSamplesLeaf: Int
    let maxFeatures: Int
    /// Whether thresholds are drawn at random, and not the best of all.
    let drawsThresholds: Bool

    init(_ options: TreeOptions, featureCount: Int, drawsThresholds: Bool = false) throws(TrainingError) {
        maxDepth = options.maxDepth
        minSamplesSplit = options.minSamplesSplit
        minSamplesLeaf = options.minSamplesLeaf
        self.drawsThresholds = drawsThresholds
        maxFeatures = try options.maxFeatures.resolved(featureCount: featureCount)
    }
}
