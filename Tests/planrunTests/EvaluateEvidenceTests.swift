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
}
