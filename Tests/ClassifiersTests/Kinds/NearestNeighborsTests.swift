import Classifiers
import Plan
import Testing

@Suite struct NearestNeighborsTests {
    private let line = trainingSet([[0], [1], [3], [7], [8]], [0, 0, 1, 1, 2])

    /// By hand: nearest to 2.5 are 3, 1 and 0, at 0.5, 1.5 and 2.5.
    @Test func theNearestVote() async throws {
        let model = try await fit("k_nearest_neighbors", line, ["n_neighbors": .integer(3)])
        let shares = model.probabilities([2.5])
        for (share, expected) in zip(shares, [2.0 / 3, 1.0 / 3, 0]) { #expect(abs(share - expected) < 1e-15) }
    }

    /// By hand: the same weigh 2, 2/3 and 2/5, together 46/15.
    @Test func nearerOnesMayCountMore() async throws {
        let options: [String: OptionValues.Value] = ["n_neighbors": .integer(3), "weights": .text("distance")]
        let shares = try await fit("k_nearest_neighbors", line, options).probabilities([2.5])
        for (share, expected) in zip(shares, [16.0 / 46, 30.0 / 46, 0]) { #expect(abs(share - expected) < 1e-12) }
    }

    /// A row that is there itself has no distance, and outvotes all that have one.
    @Test func equalRowsOutvoteOthers() async throws {
        let set = trainingSet([[0, 0], [0, 0], [0, 1], [0, 2], [0, 3]], [0, 1, 1, 1, 1])
        let options: [String: OptionValues.Value] = ["weights": .text("distance")]
        #expect(try await fit("k_nearest_neighbors", set, options).probabilities([0, 0]) == [0.5, 0.5])
    }

    /// The nearest by sorting all distances, over more rows than one block holds and batches that are no whole lanes.
    @Test(arguments: [(200, 1), (256, 3), (700, 20)])
    func blocksAgreeWithSorting(rows: Int, neighbors: Int) async throws {
        let set = randomSet(seed: 11, rows: rows, features: 5, values: 1 << 40, classes: 3)
        let asked = randomSet(seed: 12, rows: 7, features: 5, values: 1 << 40, classes: 3)
        let model = try await fit("k_nearest_neighbors", set, ["n_neighbors": .integer(neighbors)])
        let answers = model.probabilities(asked.rows)
        for row in 0..<7 {
            let distances = (0..<rows).map { index in
                zip(set.row(index), asked.row(row)).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
            }
            let nearest = (0..<rows).sorted { distances[$0] < distances[$1] }.prefix(neighbors)
            for label in 0..<3 {
                let share = Double(nearest.count { set.labels[$0] == label }) / Double(neighbors)
                #expect(abs(answers[row * 3 + label] - share) < 1e-12)
            }
        }
    }

    @Test(arguments: ["uniform", "distance"])
    func rowsFarAwayGetShares(weights: String) async throws {
        let model = try await fit("k_nearest_neighbors", line, ["weights": .text(weights)])
        #expect(abs(model.probabilities([-1e300]).reduce(0, +) - 1) < 1e-12)
    }

    /// Many rows are answered by looking at shorter numbers first; each gets the very answer that it gets alone.
    @Test(arguments: [
        (0.0, 1.0), (1e6, 1e-3), (1e16, 4), (0, 1e-25), (0, 1e15), (0, 1e18), (0, 1e30), (-1e200, 1e190),
    ])
    func manyRowsAreAnsweredAsTheyAreAlone(offset: Double, scale: Double) async throws {
        func moved(_ set: TrainingSet) -> TrainingSet {
            let values = set.rows.values.map { offset + ($0 - 10) * scale }
            return TrainingSet(
                rows: FeatureRows(values: values, featureCount: set.rows.featureCount),
                labels: set.labels,
                classCount: set.classCount
            )
        }
        // With few values many distances are alike; with many hardly any are.
        for values in [8, 80, 1 << 40] {
            let set = moved(randomSet(seed: 21, rows: 301, features: 3, values: values, classes: 3))
            let asked = moved(randomSet(seed: 22, rows: 67, features: 3, values: values, classes: 3))
            let model = try await fit("k_nearest_neighbors", set, ["weights": .text("distance")])
            let alone = (0..<67).flatMap { model.probabilities(Array(asked.row($0))) }
            #expect(await model.answers(of: asked.rows, threads: 1) == alone)
        }
    }
}
