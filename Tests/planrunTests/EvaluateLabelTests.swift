import JSON
import Testing

/// Labels that stand beside a log. What is expected was worked out by hand.
@Suite struct EvaluateLabelTests {
    private static let log = """
        request,prediction,label,region
        r1,yes,,n
        r2,no,,n
        "r,3",no,,s
        r4,yes,yes,s
        r5,no,,s

        """

    private func evaluate(_ labels: String, _ arguments: String..., log: String = log) throws -> EvaluateRun {
        try EvaluateRun(
            [("log.csv", log)],
            beside: [("labels.csv", labels)],
            arguments: ["--labels", "labels.csv"] + arguments
        )
    }

    /// The log's own label goes before; a row that nobody has labelled counts as such.
    @Test func labelsAreJoinedByTheirRequest() throws {
        let labels = "request,label\nr1,no\nr2,no\n\"r,3\",perhaps\nr4,no\nr9,yes\n"
        let json = try evaluate(labels, "--format", "json", "--metric", "accuracy", "--by", "region").json()
        #expect(json["samples"] == 4 && json["unlabelled"] == 1)
        #expect(json["metrics"]?["accuracy"]?["value"] == 0.5)
        #expect(json["confusion"]?["classes"] == ["no", "perhaps", "yes"])
        #expect(json["segments"]?.array?.map { $0["metrics"]?["accuracy"]?["value"] } == [0.5, 0.5])
    }

    @Test func jsonLinesAndOtherNames() throws {
        let run = try EvaluateRun(
            [("log.jsonl", "{\"id\": 7, \"prediction\": \"a\"}\n{\"id\": 8, \"prediction\": \"b\"}\n")],
            beside: [("truth.jsonl", "{\"id\": 8, \"label\": \"b\"}\n{\"id\": 7, \"label\": \"b\"}\n")],
            arguments: ["--labels", "truth.jsonl", "--join", "id", "--metric", "accuracy", "--format", "json"]
        )
        #expect(try run.json()["metrics"]?["accuracy"]?["value"] == 0.5)
    }

    /// Of 3 + 1 + 6 rows that the labels stand for, 1 + 6 are right.
    @Test func labelsHaveWeights() throws {
        let json = try evaluate(
            "request,label,stands\nr1,no,3\nr2,no,1\nr5,no,6\n",
            "--label-weight",
            "stands",
            "--define",
            "overall: { weighted_accuracy: { weight: stands } }",
            "--format",
            "json"
        ).json()
        #expect(json["metrics"]?["overall"]?["value"] == 0.7)
    }

    /// However many read at the same time, and whatever comes where.
    @Test func manyRowsOnSeveralThreads() throws {
        let rows = 0..<60_000
        let log = "request,prediction\n" + rows.map { "q\($0),\($0 % 3)\n" }.joined()
        let labels = "request,label\n" + rows.reversed().map { "q\($0),\($0 % 5)\n" }.joined()
        let right = rows.count { $0 % 3 == $0 % 5 }
        let json = try evaluate(labels, "--metric", "accuracy", "--format", "json", "--threads", "3", log: log).json()
        #expect(json["samples"] == 60_000)
        #expect(json["metrics"]?["accuracy"]?["value"]?.number == Double(right) / 60_000)
    }

    @Test func mistakes() throws {
        let twice = try evaluate("request,label\nr1,no\nr1,yes\n")
        #expect(twice.status == 1 && twice.errors.contains("has another label above"))
        let elsewhere = try evaluate("id,label\nr1,no\n")
        #expect(elsewhere.status == 1 && elsewhere.errors.contains("no column is called `request`"))
        let unjoined = try evaluate("id,label\nr1,no\n", "--join", "id")
        #expect(unjoined.status == 1 && unjoined.errors.contains("no column is called `id`"))
        let absent = try EvaluateRun(Self.log, arguments: ["--labels", "nothing.csv"])
        #expect(absent.status == 1 && absent.errors.contains("nothing.csv"))
        #expect(try EvaluateRun(Self.log, arguments: ["--join", "id"]).status == 64)
        #expect(try evaluate("request,label\nr1,1\n", "--numbers").status == 64)
    }
}
