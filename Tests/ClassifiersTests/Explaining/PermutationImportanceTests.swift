import Classifiers
import Plan
import Testing

@Suite struct PermutationImportanceTests {
    /// The first feature is the class, the second nothing: dealt out anew, half of the rows keep their class by luck.
    @Test func whatDecidesMatters() async throws {
        let rows = (0..<400).map { [Double($0 % 2), Double($0 * 7919 % 400)] }
        let set = trainingSet(rows, rows.map { Int32($0[0]) })
        let model = try await fit("decision_tree", set)
        let importance = PermutationImportance(of: model, set.rows, labels: set.labels, deals: 20, seed: 1)
        #expect(importance.score == 1)
        // The standard error of the mean is sqrt(1/4 / 400 / 20) at most.
        #expect(abs(importance.features[0].mean - 0.5) < 4 * 0.0056)
        #expect(importance.features[0].deviation > 0)
        #expect(importance.features[1] == .init(mean: 0, deviation: 0))
    }

    @Test func seedsDecideTheDeals() async throws {
        let set = try TestData.csv("iris")
        let model = try await fit("logistic_regression", set)
        let deal = { PermutationImportance(of: model, set.rows, labels: set.labels, deals: 3, seed: $0).features }
        #expect(deal(1) == deal(1))
        #expect(deal(1) != deal(2))
    }
}
