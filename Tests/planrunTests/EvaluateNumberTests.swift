import Foundation
import JSON
import Testing

/// Logs in which numbers are predicted. What is expected was worked out by hand.
@Suite struct EvaluateNumberTests {
    /// Errors of 2, -2, 3 and 1, and a row that nobody has labelled.
    private static let log = """
        label,prediction,latency,region,time
        10,12,0.1,n,0
        20,18,0.2,n,10
        30,33,0.3,s,70
        0,1,0.4,s,80
        ,5,0.5,s,90

        """

    private func evaluate(_ log: String = log, _ arguments: String...) throws -> EvaluateRun {
        try EvaluateRun(
            bytes: Data(log.utf8),
            arguments: ["--numbers"] + (log.hasPrefix("{") ? ["--input-format", "jsonl"] : []) + arguments
        )
    }

    private func value(_ json: JSONValue?, _ metric: String) -> Double { json?[metric]?["value"]?.number ?? -1 }

    @Test func errorsOfPredictedNumbers() throws {
        let run = try evaluate(Self.log, "--metric", "mae,rmse,r2,wape,bias,latency.max", "--format", "json")
        #expect(run.status == 0 && run.errors.isEmpty, "\(run.errors)")
        let json = try run.json()
        #expect(json["samples"] == 4)
        let metrics = json["metrics"]
        #expect(value(metrics, "mae") == 2 && value(metrics, "bias") == 1)
        #expect(abs(value(metrics, "rmse") - 4.5.squareRoot()) < 1e-12)
        #expect(abs(value(metrics, "r2") - (1 - 18.0 / 500)) < 1e-12)
        #expect(abs(value(metrics, "wape") - 8.0 / 60) < 1e-12)
        #expect(value(metrics, "latency.max") == 0.5)
    }

    /// Full doubles are as many as rows, and no classes.
    @Test func asManyNumbersAsRows() throws {
        let rows = (0..<30_000).map { "{\"label\": \($0).5, \"prediction\": \($0 + $0 % 3).5}\n" }
        let run = try evaluate(rows.joined(), "--require", "mae <= 1 and bias > 0.9", "--threads", "2")
        #expect(run.status == 0, "\(run.output)\(run.errors)")
        #expect(run.output.contains("1.0000") && run.output.contains("30000 samples"))
        #expect(try evaluate(rows.joined(), "--require", "mae <= 0.9").status == 2)
    }

    @Test func partsHaveTheirOwn() throws {
        let run = try evaluate(Self.log, "--metric", "mae", "--by", "region", "--window", "1m", "--format", "json")
        let json = try run.json()
        #expect(json["segments"]?.array?.map { value($0["metrics"], "mae") } == [2, 2])
        #expect(json["segments"]?.array?.map { $0["metrics"]?["mae"]?["samples"] } == [2, 2])
        #expect(json["windows"]?.array?.count == 2)
        #expect(run.status == 0 && json["worst"]?["mae"] != nil)
        // Columns may be compared with another log at the same time.
        let other = try Workspace()
        try other.write(Self.log, to: "other.csv")
        let drift = try evaluate(
            Self.log,
            "--metric",
            "mae",
            "--against",
            other["other.csv"],
            "--drift",
            "latency,region"
        )
        #expect(
            drift.status == 0 && drift.output.contains("2.0000") && drift.output.contains("moved from"),
            "\(drift.errors)"
        )
    }

    @Test func whatIsNoNumberIsRefused() throws {
        let run = try evaluate(Self.log.replacing("30,33", with: "much,33"))
        #expect(run.status == 1 && run.errors.contains("1 label or prediction is no number"))
        #expect(try evaluate(Self.log, "--positive", "a").errors.contains("--numbers goes with no class"))
        #expect(try evaluate("label,said\n1,2\n").errors.contains("PR0541"))
        #expect(try evaluate(Self.log, "--metric", "accuracy").errors.contains("unknown metric `accuracy`"))
    }
}
