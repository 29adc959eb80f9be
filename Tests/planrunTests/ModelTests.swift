import Foundation
import JSON
import Testing

/// `planrun model` as users run it.
@Suite struct ModelTests {
    private static let forest = "{random_forest: {n_estimators: 20, seed: 42}}"

    private func train(_ place: FeedbackPlace, _ recipe: String = forest, _ more: String...) throws
        -> FeedbackPlace.Result
    {
        let arguments = ["model", "train", "--data", "iris.csv", "--label", "species", "--model", recipe]
        return try place.run(arguments + ["--out", "iris.model"] + more, input: [])
    }

    @Test func predictionsAreCSVWithAProbabilityAClass() throws {
        let place = try FeedbackPlace()
        let trained = try train(place)
        #expect(trained.status == 0 && trained.error.isEmpty)
        let predicted = try place.run("model", "predict", "iris.model", "--data", "iris.csv")
        let lines = predicted.output.split(separator: "\n").map { $0.split(separator: ",").map(String.init) }
        #expect(predicted.status == 0 && predicted.error.isEmpty)
        #expect(
            lines[0] == ["prediction", "probability_setosa", "probability_versicolor", "probability_virginica"]
        )
        #expect(lines.count == 151)
        for line in lines.dropFirst() {
            let shares = line.dropFirst().compactMap { Double($0) }
            #expect(abs(shares.reduce(0, +) - 1) < 1e-12)
            let names = ["setosa", "versicolor", "virginica"]
            #expect(names.firstIndex(of: line[0]) == shares.firstIndex(of: shares.max() ?? 0))
        }
    }

    /// What stands where the model is to go is a file that may go, or it stays.
    @Test func aModelTakesThePlaceOfFilesAlone() throws {
        let place = try FeedbackPlace()
        let data = try Data(contentsOf: URL(fileURLWithPath: place.path + "/iris.csv"))
        let words = ["model", "train", "--data", "iris.csv", "--label", "species", "--model", Self.forest, "--out"]
        let onData = try place.run(words + ["./iris.csv"], input: [])
        #expect(onData.status == 3)
        #expect(onData.error.contains("the model would replace the data"))
        #expect(try Data(contentsOf: URL(fileURLWithPath: place.path + "/iris.csv")) == data)

        let files = FileManager.default
        try files.createSymbolicLink(atPath: place.path + "/link", withDestinationPath: "kept.model")
        try Data("old".utf8).write(to: URL(fileURLWithPath: place.path + "/kept.model"))
        #expect(try place.run(words + ["link"], input: []).status == 0)
        #expect(try files.destinationOfSymbolicLink(atPath: place.path + "/link") == "kept.model")
        #expect(try place.run("model", "inspect", "kept.model").status == 0)
    }

    @Test func threadsChangeNoByte() throws {
        let place = try FeedbackPlace()
        var files: Set<Data> = []
        for threads in ["1", "2", "5"] {
            #expect(try train(place, Self.forest, "--threads", threads).status == 0)
            files.insert(try Data(contentsOf: URL(fileURLWithPath: place.path + "/iris.model")))
        }
        #expect(files.count == 1)
    }

    @Test func aModelIsEvaluatedByTheMetricsOfPlans() throws {
        let place = try FeedbackPlace()
        _ = try train(place, "{majority_class: {}}")
        let arguments = ["model", "evaluate", "iris.model", "--data", "iris.csv", "--format", "json"]
        let evaluated = try place.run(arguments + ["--require", "accuracy >= 0.5"], input: [])
        #expect(evaluated.status == 2)
        let accuracy = try JSONValue(parsing: evaluated.output)["metrics"]?["accuracy"]?["value"]?.number
        #expect(abs((accuracy ?? 0) - 1.0 / 3) < 1e-4)
        #expect(try place.run(arguments + ["--require", "accuracy >= 0.3"], input: []).status == 0)
    }

    @Test func whatAModelIsMadeOfIsShown() throws {
        let place = try FeedbackPlace()
        _ = try train(place)
        let inspected = try JSONValue(
            parsing: try place.run("model", "inspect", "iris.model", "--format", "json").output
        )
        #expect(inspected["kind"]?.string == "random_forest")
        #expect(inspected["options"]?["n_estimators"]?.integer == 20)
        #expect(inspected["rows"]?.integer == 150)
        #expect(inspected["classes"]?.array?.compactMap(\.string) == ["setosa", "versicolor", "virginica"])
    }

    @Test func petalsMatterMost() throws {
        let place = try FeedbackPlace()
        _ = try train(place)
        let explained = try JSONValue(
            parsing: try place.run(
                ["model", "explain", "iris.model", "--data", "iris.csv", "--format", "json"],
                input: []
            ).output
        )
        let order = explained["features"]?.array?.compactMap { $0["feature"]?.string } ?? []
        #expect(Set(order.prefix(2)) == ["petal_length", "petal_width"])
    }

    /// What rows count is the model's affair: the class of the heavier rows is the more probable.
    @Test func rowsMayCountDifferently() throws {
        let place = try FeedbackPlace()
        try place.write("a,times,note,y\n1,3,x,p\n1,1,y,q\n", to: "weighted.csv")
        let words = [
            "model", "train", "--data", "weighted.csv", "--label", "y", "--weight", "times", "--ignore", "note",
        ]
        let trained = try place.run(words + ["--model", "{majority_class: {}}", "--out", "m"], input: [])
        #expect(trained.status == 0, "\(trained.error)")
        let predicted = try place.run("model", "predict", "m", "--data", "weighted.csv")
        #expect(predicted.output == "prediction,probability_p,probability_q\np,0.75,0.25\np,0.75,0.25\n")
        let neighbors = try place.run(
            words + ["--model", "{k_nearest_neighbors: {n_neighbors: 1}}", "--out", "m"],
            input: []
        )
        #expect(neighbors.status == 1 && neighbors.error.hasPrefix("error[PR0655]: "))
    }

    @Test(arguments: [
        ("nothing.model", "PR0650"), ("iris.csv", "PR0651"), ("short.model", "PR0653"), ("changed.model", "PR0654"),
    ])
    func badFilesAreToldWithACode(name: String, code: String) throws {
        let place = try FeedbackPlace()
        _ = try train(place)
        let bytes = try Data(contentsOf: URL(fileURLWithPath: place.path + "/iris.model"))
        try bytes.prefix(1000).write(to: URL(fileURLWithPath: place.path + "/short.model"))
        var changed = bytes
        changed[bytes.count - 100] ^= 1
        try changed.write(to: URL(fileURLWithPath: place.path + "/changed.model"))
        let refused = try place.run("model", "predict", name, "--data", "iris.csv")
        #expect(refused.status == 1)
        #expect(refused.output.isEmpty)
        #expect(refused.error.hasPrefix("error[\(code)]: "))
    }

    @Test func badRecipesAndDataAreTold() throws {
        let place = try FeedbackPlace()
        let unknown = try train(place, "{random_forst: {}}")
        #expect(unknown.status == 1 && unknown.error.contains("did you mean `random_forest`?"))
        let many = try train(place, "{k_nearest_neighbors: {n_neighbors: 151}}")
        #expect(many.status == 1 && many.error.hasPrefix("error[PR0655]: "))
        _ = try train(place)
        try place.write("sepal_length,sepal_width,petal_length\n1,2,3\n", to: "few.csv")
        let few = try place.run("model", "predict", "iris.model", "--data", "few.csv")
        #expect(few.status == 1 && few.error.hasPrefix("error[PR0510]: no column is called `petal_width`"))
    }
}
