import JSON
import Testing

/// Where a log comes from, and what of it is no text.
@Suite struct BacktestInputTests {
    private static let plan = """
        planrun: 1
        name: small
        traffic:
          log: { file: log.csv, bad_rows: 5%, columns: { at: time, who: unit, model: model, said: prediction, place: text } }
          unit: user
        models: { candidate: { recorded: new } }
        stages:
          - name: everyone
            audience: 100%
            watch: { every: 1m, for: 2m, min_samples: 3 }
            promote_if: [requests >= 100]

        """

    private static func log(_ place: (Int) -> [UInt8] = { _ in Array("north".utf8) }) -> [UInt8] {
        (0...150).reduce(Array("at,who,model,said,place\n".utf8)) { bytes, request in
            bytes + Array("\(request),u\(request),new,yes,".utf8) + place(request) + Array("\n".utf8)
        }
    }

    private func workspace(_ log: [UInt8], plan: String = Self.plan) throws -> Workspace {
        let workspace = try Workspace()
        try workspace.write(plan, to: "plan.yaml")
        try workspace.write(log, to: "log.csv")
        return workspace
    }

    @Test func aRowThatIsNoTextIsLeftOut() throws {
        let workspace = try workspace(Self.log { $0 % 50 == 10 ? [0xE9] : Array("s\u{FC}d".utf8) })
        let result = try workspace.run("backtest", "plan.yaml", "--format", "json")
        let json = try JSONValue(parsing: result.output)
        #expect(result.status == 0 && json["log"]?["bad_rows"]?.integer == 3 && json["log"]?["rows"]?.integer == 148)
        #expect(json["stages"]?.array?.first?["requests"]?.integer == 117)
    }

    @Test func tooManySuchRowsRefuseTheLogEachAtItsPlace() throws {
        let plan = Self.plan.replacing("bad_rows: 5%, ", with: "")
        let workspace = try workspace(Self.log { $0 == 10 || $0 == 150 ? [0x61, 0xFF] : [] }, plan: plan)
        let result = try workspace.run("backtest", "plan.yaml")
        #expect(result.status == 1)
        #expect(result.errors.contains("log.csv:12:17\n") && result.errors.contains("log.csv:152:19\n"))
    }

    @Test func aLogMayComeFromStandardInput() throws {
        let workspace = try workspace(Self.log())
        let expected = try workspace.run("backtest", "plan.yaml").output
        let result = try workspace.run("backtest", "plan.yaml", "--log", "-", input: workspace.bytes(of: "log.csv"))
        #expect(result.status == 0)
        #expect(result.output == expected.replacing("log.csv", with: "standard input"))
        #expect(try workspace.run("backtest", "-", "--log", "-").status == 64)
    }
}
