import Classifiers
import Testing

@Suite struct MajorityClassTests {
    @Test func answersWithTheSharesOfTheClasses() async throws {
        let set = trainingSet([[1], [2], [3], [4]], [2, 0, 2, 2])
        let model = try await fit("majority_class", set)
        #expect(model.featureCount == 1)
        #expect(model.probabilities(set.rows) == [0.25, 0, 0.75, 0.25, 0, 0.75, 0.25, 0, 0.75, 0.25, 0, 0.75])
        #expect(model.classes(set.rows) == [2, 2, 2, 2])
    }
}
