import JSON
import Testing

@Suite struct EvaluateTests {
    /// TP 20, FN 10, FP 5, TN 15.
    private static let table =
        "label,prediction\n" + String(repeating: "yes,yes\n", count: 20) + String(repeating: "yes,no\n", count: 10)
        + String(repeating: "no,yes\n", count: 5) + String(repeating: "no,no\n", count: 15)

    private func values(_ run: EvaluateRun) throws -> [String: Double] {
        var values: [String: Double] = [:]
        for member in try run.json()["metrics"]?.object?.members ?? [] {
            values[member.name] = member.value["value"]?.number
        }
        return values
    }

    /// scikit-learn 1.9.1's values.
    @Test func aTwoByTwoTable() throws {
        let names = "accuracy,precision,recall,f1,specificity,npv,balanced_accuracy,mcc,kappa,jaccard"
        let run = try EvaluateRun(
            Self.table,
            "--positive",
            "yes",
            "--metric",
            names,
            "--metric",
            "precision.macro,recall.macro,f1.macro",
            "--format",
            "json"
        )
        #expect(run.status == 0 && run.errors.isEmpty)
        let values = try values(run)
        let expected = [
            "accuracy": 0.7, "precision": 0.8, "recall": 0.6667, "f1": 0.7273, "specificity": 0.75, "npv": 0.6,
            "balanced_accuracy": 0.7083, "mcc": 0.4082, "kappa": 0.4, "jaccard": 0.5714, "precision.macro": 0.7,
            "recall.macro": 0.7083, "f1.macro": 0.697,
        ]
        #expect(values.count == expected.count)
        for (name, value) in expected { #expect(abs((values[name] ?? -1) - value) < 5e-5, "\(name)") }
    }

    /// The interval of the accuracy, which must be Wilson's (statistics.md: 35 of 50).
    private func interval(of run: EvaluateRun) throws -> JSONValue {
        let interval = try run.json()["metrics"]?["accuracy"]?["interval"]
        let bounds = interval?.array?.compactMap(\.number) ?? []
        #expect(bounds.count == 2 && abs(bounds[0] - 0.5625) < 5e-5 && abs(bounds[1] - 0.809) < 5e-5)
        return interval ?? .null
    }

    @Test func theShapeOfTheJSON() throws {
        let run = try EvaluateRun(Self.table, "--metric", "accuracy", "--format", "json")
        #expect(
            try run.json() == [
                "format_version": 1, "samples": 50,
                "metrics": ["accuracy": ["value": 0.7, "samples": 50, "interval": try interval(of: run)]],
                "confusion": ["classes": ["no", "yes"], "matrix": [[15, 5], [10, 20]]], "requirements": [],
            ]
        )
    }

    /// scikit-learn 1.9.1's values; micro averages of all classes are the accuracy.
    @Test func threeClassesAsNumbers() throws {
        let pairs = zip([0, 1, 2, 0, 1, 2], [0, 2, 1, 0, 0, 1])
        let log = pairs.map { "{\"label\":\($0),\"prediction\":\($1)}\n" }.joined()
        let run = try EvaluateRun(
            log,
            as: "log.jsonl",
            "--metric",
            "recall.macro,f1.macro,f1.weighted,f1.micro,recall[0],confusion[2, 1]",
            "--format",
            "json"
        )
        let values = try values(run)
        #expect(abs((values["f1.macro"] ?? -1) - 0.2667) < 5e-5)
        #expect(abs((values["f1.weighted"] ?? -1) - 0.2667) < 5e-5)
        #expect(abs((values["recall.macro"] ?? -1) - 0.3333) < 5e-5)
        #expect(abs((values["f1.micro"] ?? -1) - 0.3333) < 5e-5)
        #expect(values["recall[0]"] == 1 && values["confusion[2, 1]"] == 2)
    }

    @Test func theTextWithRequirements() throws {
        let run = try EvaluateRun(
            Self.table,
            "--positive",
            "yes",
            "--require",
            "accuracy >= 0.65",
            "--require",
            "recall >= 90%"
        )
        #expect(run.status == 2 && run.errors.isEmpty)
        // Wilson's intervals, by scipy.stats.binomtest(k, n).proportion_ci(method="wilson").
        #expect(
            run.output == """
                log.csv: 50 samples

                  metric      value   n  95% interval
                  accuracy   0.7000  50  0.5625 to 0.8090 (35 of 50)
                  precision  0.8000  50  0.6087 to 0.9114 (20 of 25)
                  recall     0.6667  50  0.4878 to 0.8077 (20 of 30)
                  f1         0.7273  50  0.5778 to 0.8485

                  true \\ predicted  no  yes
                  no                15    5
                  yes               10   20

                  ✓ pass     accuracy >= 0.65  0.7000, 35 of 50, 95% interval 0.562 to 0.809
                  ✗ fail     recall >= 90%     0.6667, 20 of 30, 95% interval 0.488 to 0.808
                  ! note     50 observations do not certify `accuracy >= 0.65`: the 95% interval reaches down to 0.562

                """
        )
    }

    @Test(arguments: [
        ("accuracy >= 0.7", [], 0, "pass"), ("accuracy > 0.7", [], 2, "fail"),
        ("not accuracy > 0.7", [], 0, "pass"), ("accuracy >= 0.7 and recall[no] >= 80%", [], 2, "fail"),
        ("accuracy >= 0.7", ["--min-samples", "50"], 0, "pass"),
        ("accuracy >= 0.7", ["--min-samples", "51"], 2, "no_data"), ("samples == 50", [], 0, "pass"),
    ])
    func requirements(condition: String, options: [String], status: Int32, verdict: String) throws {
        let arguments = ["--require", condition, "--format", "json"] + options
        let run = try EvaluateRun(Self.table, arguments: arguments)
        #expect(run.status == status)
        let requirement = try run.json()["requirements"]?.array?.first
        #expect(requirement?["if"] == .string(condition) && requirement?["verdict"] == .string(verdict))
    }

    @Test func whatIsUndefinedIsNoNumber() throws {
        let log = "label,prediction\na,a\nb,a\n"
        let run = try EvaluateRun(log, "--metric", "precision[b]", "--require", "precision[b] >= 0", "--format", "json")
        #expect(run.status == 64, "a condition that is always true is refused")
        let other = try EvaluateRun(
            log,
            "--metric",
            "precision[b]",
            "--require",
            "precision[b] > 0",
            "--format",
            "json"
        )
        #expect(other.status == 2)
        #expect(
            try other.json()["metrics"]?["precision[b]"] == [
                "value": .null, "samples": 2, "undefined": "no row was predicted as `b`",
            ]
        )
        #expect(try other.json()["requirements"]?.array?.first?["verdict"] == "inconclusive")
        #expect(try EvaluateRun(log, "--metric", "precision[b]").output.contains("undefined  2  no row was predicted"))
    }

    @Test func requestsOfARun() throws {
        var log = ""
        for number in 1...20 {
            let outcome = number == 20 ? "\"error\":\"down\"" : "\"prediction\":\"a\",\"latency\":\(number)e-3"
            let label = number % 2 == 0 ? "" : ",\"label\":\"\(number == 1 ? "b" : "a")\""
            log += "{\"request\":\(number),\"model\":\"candidate\",\(outcome)\(label)}\n"
            log += "{\"request\":\(number),\"model\":\"baseline\",\"prediction\":\"b\",\"label\":\"b\"}\n"
        }
        let several = try EvaluateRun(log, as: "requests.jsonl")
        #expect(several.status == 1)
        #expect(several.errors.hasPrefix("error[PR0544]: the rows come from 2 models\n --> requests.jsonl:2:1\n"))
        #expect(several.errors.contains("note: the models are `baseline`, `candidate`"))

        let run = try EvaluateRun(log, as: "requests.jsonl", "--model", "candidate", "--format", "json")
        #expect(run.status == 0)
        let json = try run.json()
        #expect(json["samples"] == 10 && json["failed"] == 1 && json["unlabelled"] == 9)
        let values = try values(run)
        #expect(values["accuracy"] == 0.9 && values["error_rate"] == 0.05)
        #expect(abs((values["latency.mean"] ?? 0) - 0.01) < 1e-12)
        #expect(json["metrics"]?["latency.p50"]?["samples"] == 19)
        // The median is the tenth of 19.
        #expect(abs((values["latency.p50"] ?? 0) - 0.01) <= 0.01 / 256)
        let text = try EvaluateRun(log, as: "requests.jsonl", "--model", "candidate").output
        #expect(text.hasPrefix("requests.jsonl: 10 samples, 9 rows without a label, 1 failed request\n"))
    }

    @Test func standardInput() throws {
        let sniffed = try EvaluateRun(Self.table, as: nil, "--metric", "accuracy")
        #expect(sniffed.status == 0 && sniffed.output.hasPrefix("<stdin>: 50 samples\n"))
        let wrong = try EvaluateRun(Self.table, as: nil, "--metric", "accuracy", "--input-format", "jsonl")
        #expect(wrong.status == 1 && wrong.errors.contains("<stdin>:1:1\n"))
    }

    @Test func columnsHaveOtherNames() throws {
        let log = "truth,guess,ms\na,a,2\na,b,4\n"
        let run = try EvaluateRun(
            log,
            "--label",
            "truth",
            "--prediction",
            "guess",
            "--latency",
            "ms",
            "--latency-unit",
            "ms",
            "--metric",
            "accuracy,latency.mean",
            "--format",
            "json"
        )
        #expect(try values(run) == ["accuracy": 0.5, "latency.mean": 0.003])
        let missing = try EvaluateRun(log, "--label", "truht", "--prediction", "guess")
        #expect(missing.status == 1)
        #expect(missing.errors.contains("error[PR0541]: no column is called `truht`\n --> log.csv:1:1\n"))
        #expect(missing.errors.contains("help: did you mean `truth`?"))
    }

    @Test(arguments: [
        (["--metric", "accuracy,acuracy"], "PR0302", "--metric:1:10", "did you mean `accuracy`?"),
        (["--metric", "f1,latency"], "PR0302", "--metric:1:4", "`latency.p95`"),
        (["--metric", "recall[yse]"], "PR0303", "--metric:1:8", "did you mean `yes`?"),
        (["--metric", "accuracy,"], "PR0301", "--metric:1:10", "a metric is missing"),
        (["--metric", "accuracy >= 0.9"], "PR0301", "--metric:1:10", "`>=` cannot follow a metric"),
        (["--metric", "feedback.negative"], "PR0309", "--metric:1:1", "a log holds no feedback"),
        (["--metric", "accuracy by region"], "PR0308", "--metric:1:13", "not by segments"),
        (["--metric", "accuracy over 1h"], "PR0306", "--metric:1:15", "not by time"),
        (["--require", "accuracy >= baseline"], "PR0305", "--require:1:13", "no baseline"),
        (["--require", "f1 >= 1 and recall[n] > 0"], "PR0303", "--require:1:20", "did you mean `no`?"),
        (["--require", "accuracy"], "PR0301", "--require:1:9", "a comparison is missing"),
        (["--positive", "ye"], "PR0303", "--positive:1:1", "did you mean `yes`?"),
    ])
    func mistakesOfTheCommandLine(arguments: [String], code: String, place: String, words: String) throws {
        let run = try EvaluateRun(Self.table, arguments: arguments)
        #expect(run.status == 64 && run.output.isEmpty)
        #expect(run.errors.hasPrefix("error[\(code)]: "))
        #expect(run.errors.contains(" --> \(place)\n"))
        #expect(run.errors.contains(words))
    }

    @Test func mistakesShowBeforeTheLogIsRead() throws {
        #expect(try EvaluateRun("", "--metric", "acuracy").status == 64)
        #expect(try EvaluateRun("", "--metric", "accuracy").status == 1)
        #expect(try EvaluateRun(Self.table, "--label", "prediction").status == 64)
        #expect(try EvaluateRun(Self.table, "--min-samples", "0").status == 64)
    }

    @Test func whatAMetricNeedsMustBeThere() throws {
        let run = try EvaluateRun(Self.table, "--require", "latency.p95 < 1s")
        #expect(run.status == 1)
        #expect(run.errors.contains("note: `latency.p95` is made from it"))
        #expect(try EvaluateRun("latency\n1\n", "--metric", "latency.max").status == 0)
        #expect(try EvaluateRun("latency\n1\n", "--metric", "error_rate").status == 1)
    }

    @Test func manyClassesHaveNoTable() throws {
        let log = "label,prediction\n" + (0..<40).map { "\($0),\($0)\n" }.joined()
        let text = try EvaluateRun(log)
        #expect(text.output.contains("the confusion matrix of 40 classes is in `--format json`"))
        let matrix = try EvaluateRun(log, "--format", "json").json()["confusion"]?["matrix"]?.array
        #expect(matrix?.count == 40)
        #expect(matrix?[39].array?.map(\.integer) == (0..<40).map { $0 == 39 ? 1 : 0 })
    }

    @Test func countsOutliveTheWindowThatTheyAreFrom() throws {
        // More than a chunk of 1 MiB before the other classes appear.
        let log =
            "label,prediction\n" + String(repeating: "a,b\n", count: 270_000)
            + (0..<40).map { "c\($0),c\($0)\n" }.joined()
        let run = try EvaluateRun(log, "--metric", "confusion[a, b],confusion[c7, c7],samples", "--format", "json")
        #expect(try values(run) == ["confusion[a, b]": 270_000, "confusion[c7, c7]": 1, "samples": 270_040])
    }
}
