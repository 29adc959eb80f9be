import JSON
import Testing

/// `planrun model explain` as users run it.
@Suite struct ModelExplainTests {
    private func train(_ recipe: String) throws -> FeedbackPlace {
        let place = try FeedbackPlace()
        let words = ["model", "train", "--data", "iris.csv", "--label", "species", "--model", recipe, "--out", "m"]
        #expect(try place.run(words, input: []).status == 0)
        return place
    }

    private func explain(_ place: FeedbackPlace, _ more: String...) throws -> FeedbackPlace.Result {
        try place.run(["model", "explain", "m", "--data", "iris.csv"] + more, input: [])
    }

    @Test(arguments: ["setosa", "versicolor", "virginica"])
    func whatFeaturesAddIsTheProbability(label: String) throws {
        let place = try train("{random_forest: {n_estimators: 20, seed: 42}}")
        let result = try explain(place, "--row", "72", "--class", label, "--format", "json")
        let json = try JSONValue(parsing: result.output)
        let shares = json["features"]?.array?.compactMap { $0["adds"]?.number } ?? []
        #expect(shares.count == 4 && json["features"]?.array?.first?["value"]?.number == 6.1)
        let sum = shares.reduce(json["base"]?.number ?? 0, +)
        let probability = try #require(json["probabilities"]?[label]?.number)
        #expect(abs(sum - probability) < 1e-12 && abs(sum - (json["sum"]?.number ?? 0)) < 1e-12)
        #expect(json["class"]?.string == label && json["scale"] == "probability" && json["way"] == nil)
    }

    /// Of two classes the one's log-odds are the other's with another sign.
    @Test func bothSidesOfLogOddsAreThere() throws {
        let place = try FeedbackPlace()
        let rows = (0..<80).map { "\($0),\($0 % 7),\($0 % 5 == 0 || $0 > 50 ? "yes" : "no")" }
        try place.write("a,b,label\n" + rows.joined(separator: "\n") + "\n", to: "two.csv")
        let words = [
            "--data", "two.csv", "--label", "label", "--model", "{gradient_boosting: {max_iter: 5}}", "--out", "m",
        ]
        #expect(try place.run(["model", "train"] + words, input: []).status == 0)
        func sum(_ label: String) throws -> Double {
            let words = [
                "model", "explain", "m", "--data", "two.csv", "--row", "3", "--class", label, "--format", "json",
            ]
            return try #require(try JSONValue(parsing: try place.run(words, input: []).output)["sum"]?.number)
        }
        #expect(try sum("yes") == -sum("no"))
        #expect(try sum("yes") != 0)
    }

    @Test func theWayThroughATreeIsShown() throws {
        let place = try train("{decision_tree: {max_depth: 2, seed: 1}}")
        let result = try explain(place, "--row", "1")
        #expect(result.status == 0 && result.output.hasPrefix("row 1 of iris.csv: setosa\n"), "\(result.error)")
        // The root of this tree is the best known split of iris: petals shorter than 2.45 or narrower than 0.8 are setosa's.
        let way = result.output.split(separator: "\n").suffix(2)
        #expect(
            way.first == "  petal_length 1.4 <= 2.45" || way.first == "  petal_width 0.2 <= 0.8",
            "\(result.output)"
        )
        #expect(way.last == "  a leaf of 50 training rows: setosa 1.0000")
        let forest = try train("{random_forest: {n_estimators: 3, seed: 1}}")
        #expect(try !explain(forest, "--row", "1").output.contains("the way through"))
        #expect(try explain(forest, "--row", "1", "--tree", "3").output.contains("the way through tree 3 of 3:"))
    }

    @Test func contributionsStandBesideTheAccuracyLost() throws {
        let tree = try train("{decision_tree: {max_depth: 2, seed: 1}}")
        let head = try explain(tree).output.split(separator: "\n")[1]
        #expect(head.hasSuffix("deviation  contribution to the probability"))
        let linear = try train("{logistic_regression: {}}")
        #expect(try explain(linear).output.split(separator: "\n")[1].hasSuffix("deviation"))
    }

    @Test(arguments: [
        (["--row", "0"], "--row and --tree begin at 1"), (["--row", "151"], "there is no row 151: `iris.csv` has 150"),
        (["--row", "1", "--tree", "2"], "there is no tree 2: the model has 1"),
        (["--row", "1", "--class", "setossa"], "the model has no class `setossa`; did you mean `setosa`?"),
        (["--class", "setosa"], "--class and --tree are about one row"),
    ])
    func aWrongCommandLineIsTold(options: [String], words: String) throws {
        let place = try train("{decision_tree: {max_depth: 2, seed: 1}}")
        let result = try place.run(["model", "explain", "m", "--data", "iris.csv"] + options, input: [])
        #expect(result.status == 64 && result.error.contains(words) && result.output.isEmpty, "\(result.error)")
    }

    @Test func aModelWithoutTreesIsRefused() throws {
        let place = try train("{gaussian_naive_bayes: {}}")
        let result = try explain(place, "--row", "1")
        #expect(result.status == 1 && result.error.hasPrefix("error[PR0742]: "), "\(result.error)")
    }
}
