extension MajorityClass: StoredClassifier {
    static let form = "majority_class"

    var parts: ModelParts {
        var parts = ModelParts()
        parts.add("shares", shares)
        return parts
    }

    init(_ parts: ModelParts, shape: ModelShape) throws(ModelFileError) {
        self.init(featureCount: shape.featureCount, shares: try parts.numbers("shares", count: shape.classCount))
    }
}
