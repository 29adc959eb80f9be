extension LinearClassifier: StoredClassifier {
    static let form = "linear"

    var parts: ModelParts {
        var parts = ModelParts()
        parts.add("origins", origins)
        parts.add("factors", factors)
        parts.add("constants", constants)
        parts.addPresentClasses(present)
        return parts
    }

    init(_ parts: ModelParts, shape: ModelShape) throws(ModelFileError) {
        let present = try parts.presentClasses(of: shape.classCount)
        let outputs = present.count == 2 ? 1 : present.count
        self.init(
            classCount: shape.classCount,
            present: present,
            origins: try parts.numbers("origins", count: shape.featureCount),
            factors: try parts.numbers("factors", count: shape.featureCount * outputs),
            constants: try parts.numbers("constants", count: outputs)
        )
    }
}
