import Plan

/// What bounds the growth of a tree, with scikit-learn's names and meanings.
struct TreeOptions: Hashable, Sendable {
    let maxDepth: Int
    /// The fewest rows that are split further; a row drawn twice by a bootstrap counts once, as in scikit-learn.
    let minSamplesSplit: Int
    /// The fewest rows on either side of a split, counted in the same way.
    let minSamplesLeaf: Int
    let maxFeatures: MaxFeatures
    let classWeight: ClassWeight
    let seed: UInt64

    /// The options of trees in plans, with the defaults of one kind.
    struct Schema: Sendable {
        let maxDepth = IntegerOption(
            "max_depth",
            1...Int.max,
            default: .max,
            "The most splits between the root and a leaf; no limit if absent."
        )
        let minSamplesSplit = IntegerOption(
            "min_samples_split",
            2...Int.max,
            default: 2,
            "The fewest rows that are split further."
        )
        let minSamplesLeaf = IntegerOption(
            "min_samples_leaf",
            1...Int.max,
            default: 1,
            "The fewest rows on either side of a split."
        )
        let maxFeatures: MaxFeaturesOption
        let seed: IntegerOption
        private let predictsNumbers: Bool

        /// - Parameters:
        ///   - seedSummary: what the seed decides for the kind.
        ///   - predictsNumbers: whether there are no classes that could count differently.
        init(maxFeatures: MaxFeatures, seedSummary: String, predictsNumbers: Bool = false) {
            self.predictsNumbers = predictsNumbers
            self.maxFeatures = MaxFeaturesOption(defaultValue: maxFeatures)
            seed = IntegerOption("seed", 0...Int(UInt32.max), default: 0, seedSummary)
        }

        var fields: [FieldShape] {
            [maxDepth.field, minSamplesSplit.field, minSamplesLeaf.field, maxFeatures.field]
                + (predictsNumbers ? [] : [ClassWeightOption.field]) + [seed.field]
        }
    }

    init(_ options: OptionValues, schema: Schema) throws(TrainingError) {
        maxDepth = try schema.maxDepth.value(in: options)
        minSamplesSplit = try schema.minSamplesSplit.value(in: options)
        minSamplesLeaf = try schema.minSamplesLeaf.value(in: options)
        maxFeatures = try schema.maxFeatures.value(in: options)
        classWeight = try ClassWeightOption.value(in: options)
        seed = UInt64(try schema.seed.value(in: options))
    }
}
