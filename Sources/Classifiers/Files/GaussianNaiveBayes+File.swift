extension GaussianNaiveBayes: StoredClassifier {
    static let form = "gaussian_naive_bayes"

    var parts: ModelParts {
        var parts = ModelParts()
        parts.add("means", means)
        parts.add("precisions", precisions)
        parts.add("heights", heights)
        parts.addPresentClasses(present)
        return parts
    }

    init(_ parts: ModelParts, shape: ModelShape) throws(ModelFileError) {
        let present = try parts.presentClasses(of: shape.classCount)
        self.init(
            shape: shape,
            present: present,
            means: try parts.numbers("means", count: shape.featureCount * present.count),
            precisions: try parts.numbers("precisions", count: shape.featureCount * present.count),
            heights: try parts.numbers("heights", count: present.count)
        )
    }
}
