import Foundation
import JSON
import Testing

/// Segments, windows, a baseline, scores, bad rows: on logs small enough to count by hand.
@Suite struct EvaluatePartsTests {
    private static let log = """
        time,region,tier,label,prediction,old,score,ms
        2026-03-01T00:00:01Z,north,a,yes,yes,yes,0.9,10
        2026-03-01T00:30:00Z,north,b,no,yes,no,0.6,20
        2026-03-01T01:10:00Z,north,a,no,no,no,0.2,30
        2026-03-01T01:20:00Z,south,a,yes,no,yes,0.4,40
        2026-03-01T03:00:00Z,south,,yes,yes,no,0.8,50
        2026-03-01T03:30:00Z,,b,no,no,no,0.4,60

        """

    private func json(_ arguments: String...) throws -> JSONValue {
        let run = try EvaluateRun(Self.log, arguments: arguments + ["--format", "json"])
        #expect(run.errors.isEmpty)
        return try run.json()
    }

    @Test func segmentsHaveTheirOwnFigures() throws {
        let found = try json(
            "--metric",
            "accuracy,latency.p50",
            "--latency",
            "ms",
            "--latency-unit",
            "ms",
            "--by",
            "region"
        )
        let segments = found["segments"]?.array ?? []
        #expect(segments.map { $0["segment"]?["region"] } == ["north", "south", .null])
        #expect(segments.map { $0["rows"] } == [3, 2, 1])
        #expect(segments.map { $0["metrics"]?["accuracy"]?["value"] } == [.number(2.0 / 3), 0.5, 1])
        #expect(segments.map { $0["metrics"]?["latency.p50"]?["value"] } == [0.02, 0.04, 0.06])
        #expect(found["worst"]?["accuracy"]?["region"] == "south")
        #expect(found["worst"]?["latency.p50"]?["region"] == .null)
        #expect(found["metrics"]?["latency.p50"]?["value"] == 0.03)
    }

    /// A column may be for several things, in either format.
    @Test(arguments: ["label", "prediction", "model", "error", "score", "label,prediction"])
    func segmentsOfColumnsThatAreReadAnyway(column: String) throws {
        let rows = [("a", "a", "0.5"), ("b", "a", "0.5"), ("b", "b", "0.25")]
        let csv =
            "label,prediction,score,model,error\n" + rows.map { "\($0.0),\($0.1),\($0.2),m,\n" }.joined()
        let lines = rows.map { row in
            let error = column == "error" ? ",\"error\":null" : ""
            return "{\"label\":\"\(row.0)\",\"model\":\"m\",\"prediction\":\"\(row.1)\",\"score\":\(row.2)\(error)}\n"
        }.joined()
        let arguments = ["--by", column, "--metric", "accuracy", "--format", "json"]
        let read = try EvaluateRun(csv, arguments: arguments).json()
        #expect(read["metrics"]?["accuracy"]?["value"] == .number(2.0 / 3))
        let counts: [String: JSONValue] = [
            "label": [1, 2], "prediction": [2, 1], "model": [3], "error": [3], "score": [1, 2],
            "label,prediction": [1, 1, 1],
        ]
        #expect((read["segments"]?.array?.map { $0["rows"] ?? .null }).map(JSONValue.array) == counts[column])
        guard column != "error" else { return }
        #expect(try EvaluateRun(lines, as: "log.jsonl", arguments: arguments).json() == read)
    }

    @Test func theFirstWindowOfTimeIsCut() throws {
        let log = "time,label,prediction\n1677-09-21T00:12:44Z,a,a\n1969-12-31T23:59:59Z,a,b\n"
        let run = try EvaluateRun(log, arguments: ["--window", "1h", "--metric", "accuracy", "--format", "json"])
        #expect(run.status == 0)
        let windows = try run.json()["windows"]?.array ?? []
        #expect(windows.count == 2 && windows.last?["from"] == "1969-12-31T23:00:00Z")
    }

    /// What columns an input has says nothing of the next one.
    @Test func columnsOfOneInputAreNotThoseOfTheNext() throws {
        let first = "label,prediction,latency\n" + String(repeating: "a,a,1\n", count: 50)
        let second = "id,label,prediction\n" + String(repeating: "7000,a,b\n", count: 50)
        let run = try EvaluateRun(
            [("a.csv", first), ("b.csv", second)],
            arguments: ["--threads", "1", "--format", "json"]
        )
        #expect(run.status == 0 && run.errors.isEmpty)
        let metrics = try run.json()["metrics"]
        #expect(metrics?["accuracy"]?["value"] == 0.5)
        #expect(metrics?["latency.p99"]?["samples"] == 50 && metrics?["latency.mean"]?["value"] == 1)
    }

    @Test func columnsCross() throws {
        let found = try json("--metric", "samples", "--by", "region,tier", "--min-segment", "2")
        #expect(found["segments"]?.array?.map { $0["segment"] } == [["region": "north", "tier": "a"]])
        #expect(found["small_segments"] == 4)
    }

    @Test func windowsTumble() throws {
        let found = try json("--metric", "accuracy", "--window", "1h")
        let windows = found["windows"]?.array ?? []
        #expect(
            windows.map { $0["from"] } == ["2026-03-01T00:00:00Z", "2026-03-01T01:00:00Z", "2026-03-01T03:00:00Z"]
        )
        #expect(windows.map { $0["metrics"]?["accuracy"]?["value"] } == [0.5, 0.5, 1])
        let both = try json("--metric", "accuracy", "--window", "2h", "--by", "region")
        #expect(both["windows"]?.array?.map { $0["rows"] } == [4, 2])
        #expect(both["segments"]?.array?.map { $0["rows"] } == [3, 2, 1])
    }

    @Test func theBaselineStandsBeside() throws {
        let found = try json("--metric", "accuracy", "--baseline-prediction", "old")["metrics"]?["accuracy"]
        #expect(found?["value"] == .number(4.0 / 6) && found?["baseline"] == .number(5.0 / 6))
        #expect(abs((found?["difference"]?.number ?? 0) + 1.0 / 6) < 1e-12)
        // Both are right about 3 rows, the model alone about 1 and the baseline alone about 2: Newcombe's interval of pairs, by
        // a reckoning in Python.
        let interval = found?["difference_interval"]?.array?.compactMap(\.number) ?? []
        #expect(interval.count == 2 && abs(interval[0] - -0.596543) < 1e-6 && abs(interval[1] - 0.355648) < 1e-6)
        let run = try EvaluateRun(
            Self.log,
            "--baseline-prediction",
            "old",
            "--require",
            "accuracy >= baseline - 0.1",
            "--metric",
            "accuracy"
        )
        #expect(run.status == 2 && run.output.contains("baseline 0.8333"))
    }

    /// scikit-learn 1.9.1: roc_auc_score, average_precision_score, log_loss, brier_score_loss.
    @Test func scores() throws {
        let names = "roc_auc,average_precision,log_loss,brier"
        let metrics = try json("--metric", names, "--positive", "yes", "--by", "tier")["metrics"]
        let expected = [
            "roc_auc": 0.8333333333333334, "average_precision": 0.8666666666666667, "log_loss": 0.48250911763342436,
            "brier": 0.16166666666666665,
        ]
        for (name, value) in expected {
            #expect(abs((metrics?[name]?["value"]?.number ?? -1) - value) < 1e-12, "\(name)")
        }
        #expect(try EvaluateRun(Self.log, "--metric", "roc_auc").status == 64)
    }

    @Test func requirementsInEverySegment() throws {
        let run = try EvaluateRun(
            Self.log,
            "--require",
            "accuracy >= 0.6",
            "--by",
            "region",
            "--each",
            "--metric",
            "accuracy"
        )
        #expect(run.status == 2)
        #expect(run.output.contains("where region=south:"))
        #expect(try EvaluateRun(Self.log, "--require", "accuracy >= 0.6", "--by", "region").status == 0)
    }

    @Test func aFewBadRowsMayBe() throws {
        let log = "label,prediction\n" + String(repeating: "a,a\n", count: 997) + "a\na,b\n\"a\n"
        #expect(try EvaluateRun(log).status == 1)
        let some = "label,prediction\n" + String(repeating: "a,a\n", count: 998) + "a\na,b\n"
        let run = try EvaluateRun(some, "--bad-rows", "0.1%", "--metric", "accuracy", "--format", "json")
        #expect(run.status == 0)
        #expect(try run.json()["bad_rows"] == 1)
        #expect(try run.json()["samples"] == 999)
        let strict = try EvaluateRun(some, "--bad-rows", "0.05%")
        #expect(strict.status == 1)
        #expect(strict.errors.hasPrefix("error[PR0611]: 1 of 1000 rows cannot be used, more than 0.05%\n"))
        #expect(strict.errors.contains("log.csv:1000:2"))
        #expect(try EvaluateRun(some, "--bad-rows", "150%").status == 64)
        // 0.29 times 100 is less than 29 in binary.
        let many = "label,prediction\n" + String(repeating: "a,a\n", count: 71) + String(repeating: "a\n", count: 29)
        #expect(try EvaluateRun(many, "--bad-rows", "29%").status == 0)
        #expect(try EvaluateRun(many, "--bad-rows", "28.99%").status == 1)
    }

    /// What is kept of each takes memory.
    @Test(arguments: ["1", "2"])
    func partsMayNotBeTooMany(threads: String) throws {
        let log = "label,prediction,time\n" + (0..<20_001).map { "a,a,\($0)\n" }.joined()
        let refused = try EvaluateRun(log, "--window", "1s", "--threads", threads)
        #expect(refused.status == 1)
        #expect(refused.errors.hasPrefix("error[PR0702]: `"))
        let read = try EvaluateRun(
            log,
            "--window",
            "2s",
            "--metric",
            "accuracy",
            "--format",
            "json",
            "--threads",
            threads
        )
        .json()
        #expect(read["windows"]?.array?.count == 10_001)
        #expect(read["windows"]?.array?.first?["metrics"]?["accuracy"]?["samples"] == 2)
    }

    /// The areas of statistics.md beside each other, and squares by hand; the last row has one score alone.
    @Test func scoresOfBothModelsAreCompared() throws {
        let log = "label,prediction,score,old\nn,n,0.1,0.1\nn,n,0.4,0.5\ny,n,0.35,0.5\ny,y,0.8,0.8\ny,y,0.01,\n"
        let arguments = [
            "--positive", "y", "--metric", "roc_auc,brier", "--baseline-score", "old", "--require", "brier <= baseline",
            "--format", "json",
        ]
        let run = try EvaluateRun(log, arguments: arguments)
        let metrics = try run.json()["metrics"]
        #expect(metrics?["roc_auc"]?["value"] == 0.75 && metrics?["roc_auc"]?["baseline"] == 0.875)
        #expect(metrics?["roc_auc"]?["samples"] == 4 && metrics?["roc_auc"]?["difference"] == -0.125)
        #expect(abs((metrics?["brier"]?["value"]?.number ?? 0) - 0.158125) < 1e-12)
        #expect(abs((metrics?["brier"]?["baseline"]?.number ?? 0) - 0.1375) < 1e-12)
        #expect(try run.json()["unpaired"] == 1 && run.status == 2)
    }

    /// Two hundred rows with the areas and DeLong's variance of their difference from NumPy, all comparisons written out; the areas by
    /// themselves would leave it open. In a part of the rows the same, over its own.
    @Test func areasAreComparedByTheSameRows() throws {
        func rounded(_ number: Double) -> Double { (number * 100).rounded(.toNearestOrEven) / 100 }
        let rows = (0..<200).map { row in
            let isPositive = row % 3 == 0
            let (one, other) = (Double(row * 37 % 101), Double(row * 53 % 97))
            let (own, old) = (
                rounded(one / 101 + (isPositive ? 0.3 : 0)), rounded(one / 150 + other / 200 + (isPositive ? 0.2 : 0))
            )
            return "\(isPositive ? "y" : "n"),\(own),\(old),all\n"
        }
        func run(_ requirement: String, _ evidence: String, threads: String = "1") throws -> EvaluateRun {
            try EvaluateRun(
                "label,score,old,part\n" + rows.joined(),
                arguments: [
                    "--positive", "y", "--metric", "roc_auc", "--baseline-score", "old", "--by", "part", "--require",
                    requirement, "--evidence", evidence, "--format", "json", "--threads", threads,
                ]
            )
        }
        let read = try run("roc_auc >= baseline - 0.02", "interval")
        let half = 1.959_963_984_540_054 * 0.000_577_972_318_240_906_2.squareRoot()
        let difference = 0.747_222_533_946_807_3 - 0.708_674_671_754_011_9
        for metrics in [try read.json()["metrics"], try read.json()["segments"]?.array?.first?["metrics"]] {
            let interval = metrics?["roc_auc"]?["difference_interval"]?.array?.compactMap(\.number) ?? []
            #expect(interval.count == 2, "\(read.output)\(read.errors)")
            #expect(
                zip(interval, [difference - half, difference + half]).allSatisfy { abs($0 - $1) < 1e-9 },
                "\(interval)"
            )
        }
        #expect(read.status == 0)
        #expect(try run("roc_auc >= baseline", "interval").status == 2)
        #expect(try run("roc_auc >= baseline - 0.02", "interval", threads: "2").output == read.output)
    }

    @Test func asCSV() throws {
        let run = try EvaluateRun(
            "label,prediction\na,a\nb,a\n",
            "--metric",
            "accuracy,precision[b]",
            "--format",
            "csv"
        )
        let lines = run.output.split(separator: "\n")
        #expect(lines.first == "part,metric,value,samples,lower,upper")
        #expect(lines.dropFirst().first?.hasPrefix(",accuracy,0.5,2,0.0945") == true)
        #expect(lines.last == ",precision[b],,2,,")
    }

    /// What gzip 1.12 and zstd 1.5.4 make of `label,prediction\na,a\nb,a\n`, in base64; the second of gzip is two files in a row.
    @Test(arguments: [
        "H4sIAAAAAAAAA8tJTErN0SkoSk3JTC7JzM/jStRJ5EoCYgDBr3D/GQAAAA==",
        "H4sIAAAAAAAAA8tJTErN0SkoSk0BAM72ET0KAAAAH4sIAAAAAAAAA8tMLsnMz+NK1EnkSgJiANZjtuQPAAAA",
        "KLUv/QRYyQAAbGFiZWwscHJlZGljdGlvbgphLGEKYixhCn5UQdA=",
    ])
    func packedLogsAreUnpacked(packed: String) throws {
        let bytes = try #require(Data(base64Encoded: packed))
        let run = try EvaluateRun(bytes: bytes, arguments: ["--metric", "accuracy", "--format", "json"])
        #expect(run.status == 0 && run.errors.isEmpty)
        #expect(try run.json()["samples"] == 2 && run.json()["metrics"]?["accuracy"]?["value"] == 0.5)
        let cut = try EvaluateRun(bytes: bytes.dropLast(3), arguments: [])
        #expect(cut.status == 1 && cut.errors.contains("PR0701"))
    }

    /// What Parquet files begin with, and end with, is `PAR1`.
    @Test func parquetIsKnownAndRefused() throws {
        let run = try EvaluateRun(bytes: Data("PAR1\u{15}\u{04}PAR1".utf8), arguments: [])
        #expect(run.status == 1 && run.errors.contains("error[PR0706]: `"))
        #expect(run.errors.contains("| planrun evaluate -`"))
    }
}
