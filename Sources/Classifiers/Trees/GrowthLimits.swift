/// What bounds the growth of one tree, for data of a known number of features.
struct GrowthLimits: Hashable, Sendable {
    let maxDepth: Int
    let minSamplesSplit: Int
    let minSamplesLeaf: Int
    let maxFeatures: Int

    init(_ options: TreeOptions, featureCount: Int) throws(TrainingError) {
        maxDepth = options.maxDepth
        minSamplesSplit = options.minSamplesSplit
        minSamplesLeaf = options.minSamplesLeaf
        maxFeatures = try options.maxFeatures.resolved(featureCount: featureCount)
    }
}
