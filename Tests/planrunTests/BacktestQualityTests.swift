import JSON
import Testing

/// What is wrong with the rows of a log, and what has moved in it, as gates of plans see it.
@Suite struct BacktestQualityTests {
    private static func plan(_ metric: String, _ gate: String) -> String {
        """
        planrun: 1
        name: small
        traffic:
          log:
            file: log.csv
            columns: { at: time, id: request, who: unit, model: model, said: prediction, score: score, place: text }
          unit: user
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

    /// A request each second for two minutes and one more; of each tenth the score is missing, each sixth is far too large, each
    /// third comes from where nobody has been, and each twelfth is there twice. The candidate's scores are a little larger.
    private static var log: String {
        var lines = ["at,id,who,model,said,score,place"]
        for request in 0...120 {
            for model in ["old", "new"] {
                let base = Double(request * 37 % 100) / 200 + (model == "new" ? 0.3 : 0)
                let score = request % 10 == 0 ? "" : request % 6 == 1 ? "1.5" : "\(base)"
                let place = ["north", "south", "east"][request % 3]
                let row = "\(request),r\(request),u\(request),\(model),a,\(score),\(place)"
                lines += Array(repeating: row, count: request % 12 == 0 ? 2 : 1)
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private func judged(_ metric: String, _ gate: String) throws -> JSONValue {
        let workspace = try Workspace()
        try workspace.write(Self.plan(metric, gate), to: "plan.yaml")
        try workspace.write(Self.log, to: "log.csv")
        let result = try workspace.run("backtest", "plan.yaml", "--format", "json")
        return try #require(try JSONValue(parsing: result.output)["stages"]?.array?.first)
    }

    /// Of the 130 rows of the candidate in two minutes: those of 0, 60 and so on have no score and are there twice.
    @Test(
        arguments: [
            ("{ missing: { of: score } }", 14, 130), ("{ out_of_range: { of: score, from: 0, to: 1 } }", 20, 116),
            ("{ unseen: { of: place, known: [north, south] } }", 40, 130), ("{ repeated: {} }", 10, 130),
        ]
    )
    func sharesOfRows(metric: String, successes: Int, trials: Int) throws {
        let stage = try judged(metric, "one < 1%")
        #expect(stage["decision"]?.string == "rollback")
        let comparison = stage["promote_if"]?.array?.first?["comparisons"]?.array?.first
        let reading = comparison?["readings"]?.array?.first
        #expect(reading?["value"]?.number == Double(successes) / Double(trials))
        #expect(reading?["samples"]?.integer == trials)
        #expect(try judged(metric, "one < 90%")["decision"]?.string == "promote")
    }

    @Test(arguments: ["psi", "ks", "wasserstein", "total_variation"])
    func noiseDoesNotMoveSoFar(method: String) throws {
        let metric = "{ drift_p: { of: score, method: \(method) } }"
        #expect(try judged(metric, "one >= 1%")["decision"]?.string == "rollback")
        let same = "{ drift_p: { of: place, method: chi_square } }"
        #expect(try judged(same, "one >= 1%")["decision"]?.string == "promote")
    }

    /// In each segment by itself, and in the last minute alone.
    @Test func driftOfPartsAndOfWindows() throws {
        let metric = "{ drift: { of: score, method: ks, against: baseline } }"
        #expect(try judged(metric, "one by place < 0.05")["decision"]?.string == "rollback")
        #expect(try judged(metric, "one by place < 0.9")["decision"]?.string == "promote")
        #expect(try judged(metric, "one over 1m < 0.05")["decision"]?.string == "rollback")
        #expect(try judged(metric, "one over 1m < 0.9")["decision"]?.string == "promote")
    }
}
