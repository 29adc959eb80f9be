extension NearestNeighbors: StoredClassifier {
    static let form = "nearest_neighbors"

    var parts: ModelParts {
        var parts = ModelParts()
        parts.add("settings", [Int32(truncatingIfNeeded: neighborCount), isWeighted ? 1 : 0])
        parts.add("labels", labels)
        parts.add("values", values)
        return parts
    }

    init(_ parts: ModelParts, shape: ModelShape) throws(ModelFileError) {
        let labels = try parts.integers("labels", in: 0..<shape.classCount)
        let settings = try parts.integers("settings", count: 2, in: 0..<labels.count + 1)
        guard settings[0] > 0 else { throw .unusable("`settings` asks for no neighbours") }
        self.init(
            shape: shape,
            neighborCount: Int(settings[0]),
            isWeighted: settings[1] != 0,
            labels: labels,
            values: try parts.numbers(
                "values",
                count: Self.valueCount(rows: labels.count, features: shape.featureCount)
            )
        )
    }
}
