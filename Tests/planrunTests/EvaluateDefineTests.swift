import JSON
import Testing

/// Metrics that the command line declares. What is expected was worked out by hand.
@Suite struct EvaluateDefineTests {
    private static let log = """
        label,prediction,score,region,status,amount,rank,time,other
        yes,yes,0.9,n,ok,10,1,0,yes
        yes,no,0.4,n,late,20,2,1,no
        no,no,0.2,s,ok,30,1,2,no
        no,yes,0.7,s,late,,3,3,no
        no,no,0.1,s,ok,50,1,4,no

        """

    private func json(_ definitions: String, _ arguments: String..., log: String = log) throws -> JSONValue {
        let run = try EvaluateRun(log, arguments: ["--define", definitions, "--format", "json"] + arguments)
        #expect(run.errors.isEmpty, "\(run.errors)")
        return try run.json()
    }

    private func value(_ json: JSONValue?, _ metric: String) -> Double? { json?[metric]?["value"]?.number }

    @Test func columnsOfAnyKind() throws {
        let metrics = try json(
            """
            late: { rate: { of: status, is: late } }
            half: { quantile: { of: amount, share: 50% } }
            second: { top_k: { k: 2 } }
            missing_region: { missing: { of: region } }
            missing_amount: { missing: { of: amount } }
            large: { out_of_range: { of: amount, from: 0, to: 40 } }
            odd: { unseen: { of: status, known: [ok] } }
            mean_score: { mean: { of: score } }
            alike: { agreement: { with: other } }
            recent: { ewma: { of: rank, half_life: 1s } }
            caught: { recall: yes }
            """
        )["metrics"]
        #expect(value(metrics, "late") == 0.4 && value(metrics, "half") == 20 && value(metrics, "second") == 0.8)
        #expect(value(metrics, "missing_region") == 0 && value(metrics, "missing_amount") == 0.2)
        #expect(value(metrics, "large") == 0.25 && value(metrics, "odd") == 0.4)
        #expect(abs((value(metrics, "mean_score") ?? 0) - 0.46) < 1e-12)
        #expect(value(metrics, "alike") == 0.8)
        // Ages are 4, 3, 2, 1 and 0 half-lives.
        let expected = (1.0 / 16 + 2.0 / 8 + 1.0 / 4 + 3.0 / 2 + 1) / (1.0 / 16 + 1.0 / 8 + 1.0 / 4 + 1.0 / 2 + 1)
        #expect(abs((value(metrics, "recent") ?? 0) - expected) < 1e-12)
        #expect(value(metrics, "recall[yes]") == 0.5)
    }

    /// Times are numbers however they are written, and by what the log calls them as by what they are; one that is no time has no say.
    @Test(arguments: ["time", "at"]) func timesThatAreDates(name: String) throws {
        let log = """
            label,prediction,rank,\(name)
            yes,yes,1,2026-03-01T00:59:58Z
            yes,yes,2,2026-03-01T02:59:59+02:00
            yes,yes,9,soon
            yes,yes,1,2026-03-01T01:00:00Z
            yes,yes,3,2026-03-01T01:00:01.0Z
            yes,yes,1,1772326802

            """
        let definitions = """
            recent: { ewma: { of: rank, half_life: 1s } }
            named: { ewma: { of: rank, half_life: 1s, time: \(name) } }
            last: { max: { of: \(name) } }
            """
        let metrics = try json(definitions, "--time", name, log: log)["metrics"]
        // Ages are 4, 3, 2, 1 and 0 half-lives.
        let expected = (1.0 / 16 + 2.0 / 8 + 1.0 / 4 + 3.0 / 2 + 1) / (1.0 / 16 + 1.0 / 8 + 1.0 / 4 + 1.0 / 2 + 1)
        #expect(abs((value(metrics, "recent") ?? 0) - expected) < 1e-6)
        #expect(abs((value(metrics, "named") ?? 0) - expected) < 1e-6)
        #expect(value(metrics, "last") == 1_772_326_802)
        #expect(value(try json("m: { missing: { of: \(name) } }", "--time", name, log: log)["metrics"], "m") == 0)
    }

    @Test func segmentsHaveThemAndDifferenceIsBetweenThem() throws {
        let json = try json(
            """
            late: { rate: { of: status, is: late } }
            gap: { difference: { of: late, between: region } }
            parity: { demographic_parity: { between: region, positive: yes, least: 1 } }
            """,
            "--by",
            "region",
            "--require",
            "gap <= 0.17"
        )
        let segments = json["segments"]?.array ?? []
        #expect(segments.map { value($0["metrics"], "late") } == [1.0 / 2, 1.0 / 3])
        #expect(segments.allSatisfy { $0["metrics"]?["gap"] == nil })
        #expect(abs((value(json["metrics"], "gap") ?? 0) - 1.0 / 6) < 1e-12)
        #expect(abs((value(json["metrics"], "parity") ?? 0) - 1.0 / 6) < 1e-12)
        #expect(json["requirements"]?.array?.first?["verdict"]?.string == "pass")
        let run = try EvaluateRun(
            Self.log,
            arguments: ["--define", "gap: { difference: { of: accuracy, between: region } }"]
        )
        #expect(run.status == 64 && run.errors.contains("which takes --by region"))
    }

    /// What the baseline predicts is in a column of its own; what it does not say is not compared.
    @Test func theBaselineHasWhatItPredicts() throws {
        let run = try EvaluateRun(
            Self.log,
            arguments: [
                "--define", "chosen: { rate: { of: prediction, is: yes } }", "--define",
                "late: { rate: { of: status, is: late } }", "--baseline-prediction", "other", "--require",
                "chosen >= baseline + 0.1", "--require", "late <= baseline", "--format", "json",
            ]
        )
        let json = try run.json()
        #expect(json["metrics"]?["chosen"]?["baseline"]?.number == 0.2)
        #expect(json["metrics"]?["late"]?["baseline"] == nil)
        #expect(json["requirements"]?.array?.map { $0["verdict"]?.string } == ["pass", "no_data"])
        #expect(run.status == 2)
    }

    @Test func withNumbers() throws {
        let metrics = try json(
            "{ low: { pinball: { share: 90% } }, late: { rate: { of: status, is: late } } }",
            "--numbers",
            "--label",
            "rank",
            "--prediction",
            "time"
        )["metrics"]
        // Of 1, 2, 1, 3, 1 and 0, 1, 2, 3, 4: two short by 1, one right, two over by 1 and 3.
        #expect(abs((value(metrics, "low") ?? 0) - (0.9 * 2 + 0.1 * 4) / 5) < 1e-12)
        #expect(value(metrics, "late") == 0.4)
    }

    /// As many texts as rows: shares are right all the same, and what has to tell them apart says that it cannot.
    @Test func moreTextsThanAreTold() throws {
        let rows = (0..<30_000).map { "a,a,user\($0),user\($0)\n" }.joined()
        let log = "label,prediction,user,again\n" + rows + "a,a,,x\n"
        let metrics = try json(
            "{ one: { rate: { of: user, is: user7 } }, absent: { missing: { of: user } } }",
            "--threads",
            "2",
            log: log
        )["metrics"]
        #expect(value(metrics, "one") == 1.0 / 30_000 && value(metrics, "absent") == 1.0 / 30_001)
        let run = try EvaluateRun(log, arguments: ["--define", "same: { agreement: { of: user, with: again } }"])
        #expect(run.status == 1 && run.errors.contains("holds more than 10000 texts"), "\(run.output)\(run.errors)")
    }

    @Test(
        arguments: [
            ("late: { rat: { of: status } }", "PR0213"), ("late: { rate: { of: status } }", "PR0203"),
            ("gap: { difference: { of: gap, between: region } }", "PR0415"),
            ("gap: { difference: { of: accurcy, between: region } }", "PR0402"), ("late", "PR0201"),
            ("far: { out_of_range: { of: amount, from: 2, to: 1 } }", "PR0704"), ("far: { drift: {} }", "PR0213"),
            ("far: { drift_alarm: { of: score, against: march } }", "PR0213"),
            ("{ a: { mean: { of: amount } }", "PR01"), ("  ", "--define takes a metric"),
        ]
    )
    func mistakesAreLocated(definition: String, code: String) throws {
        let run = try EvaluateRun(Self.log, arguments: ["--define", definition, "--by", "region"])
        #expect(run.status == 64 && run.errors.contains(code), "\(run.errors)")
    }

    @Test func columnsMustBeThere() throws {
        let run = try EvaluateRun(Self.log, arguments: ["--define", "late: { rate: { of: staus, is: late } }"])
        #expect(run.status == 1 && run.errors.contains("PR0541") && run.errors.contains("did you mean `status`?"))
        #expect(!run.errors.contains("--drift"))
        let absent = try EvaluateRun(Self.log, arguments: ["--define", "m: { mean: { of: weight_of_all } }"])
        #expect(absent.status == 1 && absent.errors.contains("say what it is called with `--define`"))
        let timeless = try EvaluateRun(
            Self.log.replacing("time", with: "at"),
            arguments: ["--define", "m: { ewma: { of: rank, half_life: 1s } }"]
        )
        #expect(timeless.status == 1 && timeless.errors.contains("say what it is called with `--time`"))
        let taken = try EvaluateRun(Self.log, arguments: ["--define", "accuracy: { mean: { of: amount } }"])
        #expect(taken.status == 64 && taken.errors.contains("`accuracy` is a metric already"))
        let twice = try EvaluateRun(
            Self.log,
            arguments: ["--define", "a: { mean: { of: amount } }", "--define", "a: { sum: { of: amount } }"]
        )
        #expect(twice.status == 64 && twice.errors.contains("PR0401"))
    }
}
