import Classifiers
import JSON
import Plan
import Testing

/// A kept model answers rows by the names of columns and classes, wherever these stand.
@Suite struct ArrangedModelTests {
    private func file() async throws -> (file: ModelFile, rows: FeatureRows) {
        let set = randomSet(seed: 5, rows: 60, features: 3, values: 30, classes: 3)
        let header = ModelHeader(
            kind: "logistic_regression",
            options: [:],
            features: ["x", "y", "z"],
            label: "class",
            classes: ["a", "b", "c"],
            rowCount: 60,
            dataDigest: "d",
            recipeDigest: "r",
            programDigest: nil,
            producer: "tests"
        )
        let model = try await fit("logistic_regression", set)
        return (try #require(ModelFile(header, model)), set.rows)
    }

    @Test func theOrderOfColumnsAndClassesIsThatOfTheRows() async throws {
        let (file, rows) = try await file()
        let answering = try file.answering(features: ["z", "more", "x", "y"], classes: ["c", "a", "b"])
        let values = (0..<rows.rowCount).flatMap { row in
            let row = rows.values[row * 3..<row * 3 + 3]
            return [row[row.startIndex + 2], 1e9, row[row.startIndex], row[row.startIndex + 1]]
        }
        let expected = file.classifier.probabilities(rows)
        let found = answering.probabilities(FeatureRows(values: values, featureCount: 4))
        #expect(answering.featureCount == 4 && answering.classCount == 3)
        for row in 0..<rows.rowCount {
            let (theirs, ours) = (expected[row * 3..<row * 3 + 3], found[row * 3..<row * 3 + 3])
            #expect(Array(ours) == [theirs[row * 3 + 2], theirs[row * 3], theirs[row * 3 + 1]])
        }
        // One row in the middle is answered as it is among all.
        var one = [Double](repeating: 0, count: 3)
        answering.predictProbabilities(FeatureRows(values: values, featureCount: 4), 7..<8, into: &one)
        #expect(one == Array(found[21..<24]))
    }

    @Test func whatDoesNotFitIsNamed() async throws {
        let (file, _) = try await file()
        #expect(throws: ModelFile.Misfit.columns(["x", "z"])) {
            try file.answering(features: ["y", "u"], classes: ["a", "b", "c"])
        }
        #expect(throws: ModelFile.Misfit.classes(["c"])) {
            try file.answering(features: ["x", "y", "z"], classes: ["a", "b"])
        }
        #expect(throws: ModelFile.Misfit.classes(["c", "d"])) {
            try file.answering(features: ["x", "y", "z"], classes: ["a", "b", "d"])
        }
    }
}
