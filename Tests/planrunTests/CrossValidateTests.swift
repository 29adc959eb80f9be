import JSON
import Testing

/// `planrun model cross-validate` as users run it.
@Suite struct CrossValidateTests {
    private func run(_ place: FeedbackPlace, _ data: String, _ label: String, _ recipe: String, _ more: [String] = [])
        throws -> FeedbackPlace.Result
    {
        let words = ["model", "cross-validate", "--data", data, "--label", label, "--model", recipe]
        return try place.run(words + ["--format", "json"] + more, input: [])
    }

    private func metric(_ name: String, _ result: FeedbackPlace.Result) throws -> Double {
        let json = try JSONValue(parsing: result.output)
        return try #require(json["metrics"]?[name]?["value"]?.number, "\(result.output) \(result.error)")
    }

    /// Where each row is a fold, nothing is drawn: scikit-learn's `LeaveOneOut` has as many right.
    @Test(arguments: [("gaussian_naive_bayes", 143.0), ("k_nearest_neighbors", 145)])
    func everyRowIsAnsweredByTheOthers(kind: String, correct: Double) throws {
        let result = try run(FeedbackPlace(), "iris.csv", "species", "{\(kind): {}}", ["--folds", "150"])
        #expect(abs(try metric("accuracy", result) - correct / 150) < 1e-12)
    }

    /// Each fold of two rows is answered by the class that was more frequent before it, the first in name where both were:
    /// rightly in one row, none, two and two.
    @Test func laterRowsAreAnsweredByEarlierOnes() throws {
        let place = try FeedbackPlace()
        let labels = ["a", "b", "a", "b", "b", "b", "b", "b", "b", "b"]
        // The latest come first in the file.
        let rows = labels.enumerated().map { "\($0 % 2),\($0),\($1)" }.reversed()
        try place.write("x,at,y\n" + rows.joined(separator: "\n") + "\n", to: "t.csv")
        let result = try run(
            place,
            "t.csv",
            "y",
            "{majority_class: {}}",
            ["--time", "at", "--require", "accuracy >= 0.7"]
        )
        #expect(abs(try metric("accuracy", result) - 5.0 / 8) < 1e-12)
        // Shares of 0.5, 0, 1 and 1, whose mean is 0.625 and whose standard deviation is 0.478714.
        let folds = try JSONValue(parsing: result.output)["folds"]
        let accuracy = folds?["metrics"]?["accuracy"]
        #expect(folds?["count"]?.integer == 4 && accuracy?["folds"]?.integer == 4)
        #expect(abs(try #require(accuracy?["mean"]?.number) - 0.625) < 1e-12)
        #expect(abs(try #require(accuracy?["standard_error"]?.number) - 0.2393568) < 1e-6)
        #expect(result.status == 2)
        let few = try run(place, "t.csv", "y", "{majority_class: {}}", ["--time", "at", "--folds", "10"])
        #expect(few.status == 1 && few.error.contains("the rows cannot be divided into 10 folds"))
    }

    /// Rows of a number that all have the same answer are answered rightly by one another, unless they stay together.
    @Test func groupsAreAnsweredByOthers() throws {
        let place = try FeedbackPlace()
        let rows = (0..<60).map { "\($0 % 6),g\($0 % 6),\($0 % 6 * 10)" }
        try place.write("x,who,y\n" + rows.joined(separator: "\n") + "\n", to: "g.csv")
        let tree = "{decision_tree_regressor: {}}"
        let apart = try run(place, "g.csv", "y", tree, ["--ignore", "who", "--seed", "3"])
        #expect(try metric("mae", apart) == 0)
        let together = try run(place, "g.csv", "y", tree, ["--group", "who", "--folds", "6"])
        // A number that was not learnt from goes to a neighbour's leaf, ten away.
        #expect(abs(try metric("mae", together) - 10) < 1e-12)
    }

    @Test(arguments: [["--folds", "1"], ["--group", "a", "--time", "b"]])
    func whatCannotBeMeantIsRefused(words: [String]) throws {
        #expect(try run(FeedbackPlace(), "iris.csv", "species", "{majority_class: {}}", words).status == 64)
    }
}
