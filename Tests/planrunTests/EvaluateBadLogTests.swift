import Foundation
import JSON
import Testing

/// Logs of which a part cannot be used, and what may be said of the rest.
@Suite struct EvaluateBadLogTests {
    private static let good = String(repeating: "a,a\n", count: 500)

    /// The rows behind it are none.
    @Test(arguments: ["1", "2"])
    func aQuoteThatIsNeverClosedIsNoBadRow(threads: String) throws {
        let log = "label,prediction\na,a\n\"a,a\n" + Self.good
        let run = try EvaluateRun(log, "--bad-rows", "50%", "--threads", threads)
        #expect(run.status == 1)
        #expect(run.errors.hasPrefix("error[PR0505]: the closing quote of a cell is missing\n --> log.csv:3:1"))
    }

    /// Five hundred rows between two quotes, of which the second has text behind it.
    @Test func linesOfABadRowAreCounted() throws {
        let log = "label,prediction\n" + Self.good + "\"a,a\n" + Self.good + "\"a,a\n" + Self.good
        #expect(try EvaluateRun(log, "--bad-rows", "33%").status == 1)
        let run = try EvaluateRun(log, "--bad-rows", "34%", "--format", "json")
        #expect(run.status == 0)
        #expect(try run.json()["bad_rows"] == 502)
        #expect(try run.json()["samples"] == 1000)
    }

    @Test(arguments: ["log.csv", "log.jsonl"])
    func linesThatAreNoTextAreBadRows(name: String) throws {
        let isCSV = name == "log.csv"
        let good = isCSV ? Self.good : String(repeating: "{\"label\":\"a\",\"prediction\":\"a\"}\n", count: 500)
        var bytes = Data((isCSV ? "label,prediction\n" : "").utf8) + Data(good.utf8)
        let bad =
            Data((isCSV ? "a," : "{\"label\":\"a\",\"prediction\":\"").utf8) + [0xFF]
            + Data((isCSV ? "\n" : "\"}\n").utf8)
        bytes += bad + Data(good.utf8) + bad + bad + Data(good.utf8) + bad
        let refused = try EvaluateRun(bytes: bytes, as: name, arguments: [])
        #expect(refused.status == 1)
        #expect(refused.errors.contains(isCSV ? "log.csv:502:3" : "log.jsonl:501:"))
        let read = try EvaluateRun(bytes: bytes, as: name, arguments: ["--bad-rows", "1%", "--format", "json"]).json()
        #expect(read["bad_rows"] == 4)
        #expect(read["samples"] == 1500)
    }

    /// Both are judged by the two rows that both have answered: 1 of 2, and 2 of 2.
    @Test func modelsAreComparedByTheSameRows() throws {
        let log = "label,prediction,old\na,a,a\na,b,a\na,a,\na,a,\na,,a\n"
        let run = try EvaluateRun(
            "label,prediction,old,error\n"
                + log.split(separator: "\n").dropFirst().map { $0 + ($0 == "a,,a" ? ",timeout\n" : ",\n") }
                .joined(),
            "--baseline-prediction",
            "old",
            "--metric",
            "accuracy",
            "--format",
            "json"
        )
        let accuracy = try run.json()["metrics"]?["accuracy"]
        #expect(accuracy?["value"] == 0.5 && accuracy?["samples"] == 2)
        #expect(accuracy?["baseline"] == 1 && accuracy?["difference"] == -0.5)
        #expect(try run.json()["unpaired"] == 3)
    }

    @Test func segmentsThatAreAllTooSmallDecideNothing() throws {
        let log = "label,prediction,region\na,a,n\na,a,s\n"
        let arguments = ["--by", "region", "--require", "accuracy >= 0.9", "--min-segment", "2"]
        #expect(try EvaluateRun(log, arguments: arguments).status == 0)
        let run = try EvaluateRun(log, arguments: arguments + ["--each"])
        #expect(run.status == 2)
        #expect(run.output.contains("whether they hold in every segment cannot be told: none is large enough"))
        let read = try EvaluateRun(log, arguments: arguments + ["--each", "--format", "json"]).json()
        #expect(read["undecided"] == "no segment is large enough" && read["small_segments"] == 2)
    }

    @Test func intervalsEndWhereTheMetricDoes() throws {
        let log = "label,prediction,score\n" + String(repeating: "a,a,0.99\nb,b,0.01\n", count: 5) + "a,b,0.1\n"
        let read = try EvaluateRun(log, "--positive", "a", "--metric", "brier,log_loss", "--format", "json").json()
        for metric in ["brier", "log_loss"] { #expect(read["metrics"]?[metric]?["interval"]?.array?.first == 0) }
    }

    @Test func namesOfClassesCannotSteerTheTerminal() throws {
        let run = try EvaluateRun("label,prediction\n\u{1b}[31m,\u{1b}[31m\nb,b\n")
        #expect(run.status == 0)
        #expect(!run.output.contains("\u{1b}"))
    }
}
