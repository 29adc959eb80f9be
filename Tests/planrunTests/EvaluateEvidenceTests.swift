import JSON
import Testing

/// Requirements that intervals decide. The intervals are Wilson's of SciPy: 10 of 10 reach down to 0.7225, 100 of 100 to 0.9630, 50
/// of 100 up to 0.5962.
@Suite struct EvaluateEvidenceTests {
    private static func log(right: Int, wrong: Int) -> String {
        "label,prediction,score,latency\n" + String(repeating: "a,a,0.9,0.1\n", count: right)
            + String(repeating: "b,a,0.2,0.3\n", count: wrong)
    }

    private func verdict(_ log: String, _ condition: String, _ arguments: String...) throws -> (String?, Int32) {
        let run = try EvaluateRun(
            log,
            arguments: ["--require", condition, "--evidence", "interval", "--format", "json"] + arguments
        )
        return (try run.json()["requirements"]?.array?.first?["verdict"]?.string, run.status)
    }

    @Test(
        arguments: [
            (10, 0, "accuracy >= 0.9", "inconclusive"), (10, 0, "accuracy >= 0.72", "pass"),
            (10, 0, "accuracy >= 0.723", "inconclusive"), (100, 0, "accuracy >= 0.9", "pass"),
            (50, 50, "accuracy >= 0.9", "fail"), (50, 50, "accuracy < 0.597", "pass"),
            (50, 50, "accuracy < 0.596", "inconclusive"), (100, 0, "latency.p50 < 200ms", "pass"),
        ]
    )
    func intervalsDecide(right: Int, wrong: Int, condition: String, expected: String) throws {
        let (verdict, status) = try verdict(Self.log(right: right, wrong: wrong), condition)
        #expect(verdict == expected)
        #expect(status == (expected == "pass" ? 0 : 2))
    }

    @Test func confidenceIsThatOfTheIntervals() throws {
        #expect(try verdict(Self.log(right: 10, wrong: 0), "accuracy >= 0.723", "--confidence", "0.9").0 == "pass")
    }

    /// Half of the requests took a tenth of a second and half three: the median lies somewhere between.
    @Test func quantilesAreAsSureAsTheirRanks() throws {
        #expect(try verdict(Self.log(right: 52, wrong: 48), "latency.p50 < 200ms").0 == "inconclusive")
        #expect(try verdict(Self.log(right: 90, wrong: 10), "latency.p50 < 200ms").0 == "pass")
    }

    /// Nobody knows how sure an average precision is.
    @Test func whatHasNoIntervalIsNotSure() throws {
        let found = try verdict(Self.log(right: 90, wrong: 10), "average_precision > 0.1", "--positive", "a")
        #expect(found.0 == "inconclusive")
        let point = try EvaluateRun(
            Self.log(right: 90, wrong: 10),
            "--require",
            "average_precision > 0.1",
            "--positive",
            "a"
        )
        #expect(point.status == 0)
    }

    @Test func segmentsHaveEvidenceOfTheirOwn() throws {
        let log = "label,prediction,region\n" + String(repeating: "a,a,n\n", count: 100) + "a,a,s\n"
        #expect(try verdict(log, "accuracy >= 0.9", "--by", "region").1 == 0)
        #expect(try verdict(log, "accuracy >= 0.9", "--by", "region", "--each").1 == 2)
    }

    private func sequence(_ log: String, _ condition: String, _ arguments: String...) throws -> JSONValue {
        let asked = ["--require", condition, "--evidence", "sequential", "--format", "json"]
        return try EvaluateRun(log, arguments: asked + arguments).json()
    }

    private func verdict(_ json: JSONValue) -> String? { json["requirements"]?.array?.first?["verdict"]?.string }

    /// What holds however often one looks holds at less.
    @Test func looksAreManyOrOne() throws {
        let log = Self.log(right: 100, wrong: 0)
        #expect(try verdict(sequence(log, "accuracy >= 0.88")) == "pass")
        #expect(try verdict(sequence(log, "accuracy >= 0.89")) == "inconclusive")
        #expect(try verdict(log, "accuracy >= 0.96").0 == "pass")
        let interval = try sequence(log, "accuracy >= 0.88")["metrics"]?["accuracy"]?["interval"]?.array ?? []
        #expect((interval.first?.number ?? 1) < 0.9630 && (interval.first?.number ?? 0) > 0.88)
        // Of areas and of latencies that are ranked nobody knows.
        #expect(try verdict(sequence(log, "latency.p50 < 1s")) == "inconclusive")
        #expect(try verdict(sequence(log + "b,b,0.1,0.1\n", "roc_auc > 0", "--positive", "a")) == "inconclusive")
        let define = "sure: { rate: { of: label, is: a } }"
        #expect(try verdict(sequence(log, "sure >= 0.88", "--define", define)) == "pass")
    }

    /// Of 1000 rows both are right about 900; of the others the candidate is right about 60, the baseline about 20. Newcombe's
    /// interval of pairs, by an own reckoning in Python, is 0.0227 to 0.0582; of independent samples, it would be 0.0193 to 0.0612.
    @Test func pairsSayMoreThanSamples() throws {
        let log =
            "label,prediction,old\n" + String(repeating: "a,a,a\n", count: 900)
            + String(repeating: "a,a,b\n", count: 60) + String(repeating: "a,b,a\n", count: 20)
            + String(repeating: "a,b,b\n", count: 20)
        let compared = ["--baseline-prediction", "old", "--format", "json", "--metric", "accuracy,recall[a],f1"]
        let json = try EvaluateRun(log, arguments: compared).json()
        for metric in ["accuracy", "recall[a]"] {
            let interval = json["metrics"]?[metric]?["difference_interval"]?.array?.compactMap(\.number) ?? []
            #expect(abs(interval[0] - 0.022741) < 5e-5 && abs(interval[1] - 0.058228) < 5e-5, "\(interval)")
        }
        let requirement = "accuracy >= baseline + 0.02"
        #expect(try verdict(log, requirement, "--baseline-prediction", "old").0 == "pass")
        #expect(try verdict(sequence(log, requirement, "--baseline-prediction", "old")) == "inconclusive")
        #expect(try verdict(sequence(log, "accuracy >= baseline", "--baseline-prediction", "old")) == "pass")
    }
}
