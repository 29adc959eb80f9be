extension BoostedTrees: StoredClassifier {
    static let form = "boosted_trees"

    var parts: ModelParts {
        var parts = ModelParts()
        trees.add(to: &parts)
        parts.add("values", values)
        parts.add("origins", origins)
        parts.addPresentClasses(present)
        return parts
    }

    init(_ parts: ModelParts, shape: ModelShape) throws(ModelFileError) {
        let trees = try PackedTrees(parts, featureCount: shape.featureCount)
        let present = try parts.presentClasses(of: shape.classCount)
        self.init(
            trees,
            values: try parts.numbers("values", count: trees.nodeCount),
            origins: try parts.numbers("origins", count: present.count == 2 ? 1 : present.count),
            present: present,
            shape: shape
        )
    }
}
