extension TreeEnsemble: StoredClassifier {
    static let form = "tree_ensemble"

    var parts: ModelParts {
        var parts = ModelParts()
        trees.add(to: &parts)
        parts.add("outcomes", .integers(outcomes))
        parts.add("shares", .numbers(shares))
        return parts
    }

    init(_ parts: ModelParts, shape: ModelShape) throws(ModelFileError) {
        let trees = try PackedTrees(parts, featureCount: shape.featureCount)
        let shares = try parts.numberColumn("shares")
        // A leaf says a class, or the complement of the place where its shares begin.
        let outcomes = try parts.integerColumn(
            "outcomes",
            count: trees.nodeCount,
            in: min(0, shape.classCount - 1 - shares.count)..<shape.classCount
        )
        self.init(trees, outcomes: outcomes, shares: shares, shape: shape)
    }
}
