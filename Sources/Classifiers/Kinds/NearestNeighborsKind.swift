package import Plan

/// `k_nearest_neighbors`: the training rows nearest to a row vote on its class.
package enum NearestNeighborsKind: ModelKind {
    private enum Weights: String, CaseIterable, Sendable {
        case uniform, distance
    }

    private static let neighbors = IntegerOption(
        "n_neighbors",
        1...Int.max,
        default: 5,
        "How many of the training rows vote."
    )
    private static let weights = ChoiceOption<Weights>(
        "weights",
        default: .uniform,
        "What a vote counts: `uniform` alike, `distance` the inverse of its distance."
    )

    package static let descriptor = ModelDescriptor(
        "k_nearest_neighbors",
        "The nearest training rows by Euclidean distance vote; features of a large scale count more.",
        options: [neighbors.field, weights.field] + PreparationOptions.fields,
        takesWeights: false
    )

    package static var encoding: CategoryEncoding { .oneHot }

    package static func train(
        on set: TrainingSet,
        options: OptionValues,
        threads: Int
    ) async throws(TrainingError) -> any Classifier {
        let count = try neighbors.value(in: options)
        let weights = try weights.value(in: options)
        try set.checkTrainable()
        guard set.weights == nil else { throw .weightedRows }
        guard count <= set.labels.count else {
            throw .unusableOption(neighbors.key, reason: "it is \(count), and there are \(set.labels.count) rows")
        }
        return NearestNeighbors(set, neighborCount: count, isWeighted: weights == .distance)
    }
}
