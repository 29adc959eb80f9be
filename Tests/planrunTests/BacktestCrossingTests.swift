import JSON
import Testing

/// Columns of a log that are crossed: each combination of their values is a segment.
@Suite struct BacktestCrossingTests {
    private static func plan(_ gates: String, metrics: String = "") -> String {
        """
        planrun: 1
        name: small
        traffic:
          log:
            file: log.csv
            columns: { at: time, id: request, who: unit, model: model, said: prediction, truth: label, place: text, device: text }
          unit: user
        models: { candidate: { recorded: new } }
        \(metrics)
        stages:
          - name: shadow
            audience: 0%
            watch: { every: 1m, for: 2m, within: 2m, min_samples: 3 }
            \(gates)
          - name: everyone
            audience: 100%
            watch: { every: 1m, for: 1m }
            promote_if: [accuracy > 1%]

        """
    }

    private static let places = ["north", "New York"]
    private static let devices = ["mobile", "desktop", ""]

    /// An answer each second for two minutes and one more, wrong where `isWrong` says so.
    private static func log(_ isWrong: (_ place: String, _ device: String) -> Bool) -> String {
        var lines = ["at,id,who,model,said,truth,place,device"]
        for request in 0...121 {
            let (place, device) = (places[request % 2], devices[request / 2 % 3])
            let said = isWrong(place, device) ? "b" : "a"
            lines.append("\(request),r\(request),u\(request),new,\(said),a,\(place),\(device)")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private func stage(_ log: String, _ plan: String) throws -> JSONValue {
        let workspace = try Workspace()
        try workspace.write(plan, to: "plan.yaml")
        try workspace.write(log, to: "log.csv")
        let result = try workspace.run("backtest", "plan.yaml", "--format", "json")
        return try #require(try JSONValue(parsing: result.output)["stages"]?.array?.first, "\(result.errors)")
    }

    /// Where only one combination is bad, each of the two columns by itself lets it pass.
    @Test func aCombinationIsFoundThatNoColumnShows() throws {
        let log = Self.log { $0 == "New York" && $1 == "desktop" }
        func decision(_ gate: String) throws -> String? {
            try stage(log, Self.plan("promote_if: [\(gate)]"))["decision"]?.string
        }
        #expect(try decision("accuracy by place >= 50%") == "promote")
        #expect(try decision("accuracy by device >= 50%") == "promote")
        #expect(try decision("accuracy by place x device >= 50%") == "rollback")
        #expect(try decision("accuracy by device x place >= 50%") == "rollback")
    }

    @Test func segmentsAreCalledByTheirValues() throws {
        let log = Self.log { $0 == "New York" && $1 == "desktop" }
        let stage = try stage(log, Self.plan("promote_if: [accuracy by place x device >= 50%]"))
        let comparison = stage["promote_if"]?.array?.first?["comparisons"]?.array?.first
        let segments = comparison?["segments"]?.array ?? []
        // Rows without a device are in none.
        #expect(
            segments.map { $0["segment"]?.string } == [
                "\"New York\" x desktop", "\"New York\" x mobile", "north x desktop", "north x mobile",
            ]
        )
        #expect(segments.map { $0["holds"]?.bool } == [false, true, true, true])
        #expect(segments.map { $0["samples"]?.number } == [20, 20, 20, 20])
        let reading = comparison?["readings"]?.array?.first
        #expect(reading?["metric"]?.string == "accuracy by place x device")
        #expect(reading?["segment"]?.string == "\"New York\" x desktop" && reading?["value"]?.number == 0)
    }

    @Test func differencesLieBetweenCombinationsToo() throws {
        let log = Self.log { $0 == "New York" && $1 == "desktop" }
        func passes(_ between: String) throws -> Bool {
            let metrics = "metrics: { gap: { difference: { of: accuracy, between: \(between) } } }"
            return try stage(log, Self.plan("promote_if: [gap <= 0.6]", metrics: metrics))["decision"]?.string
                == "promote"
        }
        #expect(try passes("place"))
        #expect(try passes("device"))
        #expect(try !passes("place x device"))
    }

    @Test func bothColumnsMustBeThere() throws {
        let workspace = try Workspace()
        try workspace.write(Self.plan("promote_if: [accuracy by place x devise >= 50%]"), to: "plan.yaml")
        let result = try workspace.run("validate", "plan.yaml")
        #expect(result.errors.contains("error[PR0308]: the traffic has no column `devise` to look at by segments"))
        #expect(result.errors.contains("did you mean `device`?"))
    }

    /// A run that is resumed reads its segments from its records.
    @Test func aRunWithCombinationsGoesOn() throws {
        let workspace = try Workspace()
        let plan = Self.plan("promote_if: [accuracy by place x device >= 50%]")
            .replacing(
                "            audience: 100%",
                with: "            audience: 100%\n            approval: { by: [lead] }"
            )
        try workspace.write(plan, to: "plan.yaml")
        try workspace.write(Self.log { _, _ in false }, to: "log.csv")
        _ = try workspace.run("execute", "plan.yaml", "--quiet")
        let why = try workspace.run("why", "small-1", "shadow")
        #expect(why.output.contains("\"New York\" x desktop: holds"), "\(why.output)\(why.errors)")
        let verified = try workspace.run("verify", "small-1")
        #expect(verified.status == 0, "\(verified.output)\(verified.errors)")
    }
}
