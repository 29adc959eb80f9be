import Foundation
import JSON
import Testing

/// What metrics of a plan read of a log's own columns: its times as numbers, and its models and errors as texts.
@Suite struct BacktestTimesTests {
    private static func plan(_ metric: String, _ gate: String) -> String {
        """
        planrun: 1
        name: small
        traffic:
          log:
            file: log.csv
            columns: { at: time, who: unit, model: model, said: prediction, why: error, score: score }
        models: { baseline: { recorded: old }, candidate: { recorded: new } }
        metrics: { one: \(metric) }
        stages:
          - name: shadow
            audience: 0%
            watch: { every: 1m, for: 2m, within: 2m, min_samples: 3 }
            promote_if: [\(gate)]
          - name: everyone
            audience: 100%
            watch: { every: 1m, for: 1m }
            promote_if: [requests >= 1]

        """
    }

    /// A request each second for two minutes and one more, whose score is its number; each eighth times out, and the candidate
    /// refuses each eighth as well.
    private static func log(_ time: (Int) -> String) -> String {
        var lines = ["at,who,model,said,why,score"]
        for request in 0...120 {
            for model in ["old", "new"] {
                let refused = model == "new" && request % 8 == 4 ? "refused" : ""
                let error = request % 8 == 0 ? "timeout" : refused
                lines.append("\(time(request)),u\(request),\(model),\(error.isEmpty ? "a" : ""),\(error),\(request)")
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private func value(_ metric: String, _ gate: String = "one <= 1000", time: (Int) -> String) throws -> Double {
        let workspace = try Workspace()
        try workspace.write(Self.plan(metric, gate), to: "plan.yaml")
        try workspace.write(Self.log(time), to: "log.csv")
        let result = try workspace.run("backtest", "plan.yaml", "--format", "json")
        let stage = try #require(try JSONValue(parsing: result.output)["stages"]?.array?.first)
        let comparison = stage["promote_if"]?.array?.first?["comparisons"]?.array?.first
        return try #require(comparison?["readings"]?.array?.first?["value"]?.number, "\(result.output)")
    }

    private static func date(_ second: Int) -> String {
        "2026-03-01T00:0\(second / 60):\(second % 60 < 10 ? "0" : "")\(second % 60)Z"
    }

    /// A number counts half as much where it is thirty seconds older, whether times are dates or numbers.
    @Test func timesAreNumbersHoweverTheyAreWritten() throws {
        let weights = (0..<120).map { exp2(Double($0 - 119) / 30) }
        let mean = zip(weights, 0..<120).reduce(0) { $0 + $1.0 * Double($1.1) } / weights.reduce(0, +)
        for metric in ["{ ewma: { of: score, half_life: 30s } }", "{ ewma: { of: score, half_life: 30s, time: at } }"] {
            #expect(abs(try value(metric, time: Self.date) - mean) < 1e-6)
            #expect(abs(try value(metric) { "\($0)" } - mean) < 1e-9)
        }
        #expect(try value("{ max: { of: at } }") { "\($0).5" } == 119.5)
    }

    @Test func modelsAndErrorsAreTexts() throws {
        let gate = "one <= 90%"
        #expect(try value("{ missing: { of: why } }", gate, time: Self.date) == 0.75)
        let moved = { (column: String) in
            try value(
                "{ drift: { of: \(column), method: total_variation, against: baseline } }",
                "one <= 0.9",
                time: Self.date
            )
        }
        // Half of what the candidate fails with is nothing that the baseline does, and no row of it is of the baseline's model.
        #expect(try moved("why") == 0.5)
        #expect(try moved("model") == 1)
    }
}
