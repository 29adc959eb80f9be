extension BoostedTrees: StoredClassifier {
    static let form = "boosted_trees"

    var parts: ModelParts {
        var parts = ModelParts()
        trees.add(to: &parts)
        parts.add("values", .numbers(values))
        parts.add("origins", origins)
        if predictsNumbers { parts.add(Self.answer, [answer.rawValue]) } else { parts.addPresentClasses(present) }
        return parts
    }

    init(_ parts: ModelParts, shape: ModelShape) throws(ModelFileError) {
        let trees = try PackedTrees(parts, featureCount: shape.featureCount)
        let answer = try Self.answer(parts, shape)
        let present = answer == .classes ? try parts.presentClasses(of: shape.classCount) : [0]
        self.init(
            trees,
            values: try parts.numberColumn("values", count: trees.nodeCount),
            origins: try parts.numbers("origins", count: present.count == 2 ? 1 : present.count),
            present: present,
            answer: answer,
            shape: shape
        )
    }

    private static let answer = "answer"

    private static func answer(_ parts: ModelParts, _ shape: ModelShape) throws(ModelFileError) -> Answer {
        guard shape.predictsNumbers else { return .classes }
        let number = try parts.integers(
            answer,
            count: 1,
            in: Int(Answer.sum.rawValue)..<Int(Answer.exponential.rawValue) + 1
        )
        guard let answer = Answer(rawValue: number[0]) else { throw .unusable("`answer` is unknown") }
        return answer
    }
}
