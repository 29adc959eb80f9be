import JSON
import Testing

/// Drift alarms that are looked at again and again, in plans.
@Suite struct BacktestAlarmTests {
    private static func plan(
        _ alarms: String = "when: size_alarm >= 100000 or kind_alarm >= 100000",
        promote: String = "requests >= 1",
        evidence: String = ""
    ) -> String {
        """
        planrun: 1
        name: small
        traffic:
          log:
            file: log.csv
            columns: { at: time, who: unit, model: model, said: prediction, kind: text, size: number }
            windows: { training: { file: train.csv } }
          unit: user
        models: { candidate: { recorded: new } }
        metrics:
          size_alarm: { drift_alarm: { of: size, against: training } }
          kind_alarm: { drift_alarm: { of: kind, against: training } }
        \(evidence)
        stages:
          - name: half
            audience: 50%
            watch: { every: 1m, for: 10m, within: 10m }
            promote_if: [\(promote)]
          - name: everyone
            audience: 100%
            watch: { every: 1m, for: 29m, within: 29m }
            promote_if: [\(promote)]
        alerts:
          - name: moved
            \(alarms)
            then: rollback
            message: size {{size_alarm}}, kind {{kind_alarm}}

        """
    }

    /// A hash of the row, as nothing is to be random.
    private static func number(_ row: Int, _ salt: Int) -> Int {
        var bits = UInt64(row &* 2_654_435_761 &+ salt &* 40_503) &* 0x9E37_79B9_7F4A_7C15
        bits ^= bits >> 31
        bits = bits &* 0xBF58_476D_1CE4_E5B9
        return Int((bits ^ (bits >> 27)) >> 40 & 0xFFFF)
    }

    private func workspace(_ plan: String, moved: Int? = nil, rows: Int = 4000, users: Int = 4000) throws -> Workspace {
        func cells(_ row: Int, _ salt: Int, _ moved: Bool) -> String {
            let kind = ["a", "b", "b", moved ? "d" : "c"][Self.number(row, salt + 1) % 4]
            return "\(kind),\(Self.number(row, salt) % 1000 + (moved ? 200 : 0))"
        }
        let log = (0..<rows).map { row in
            "\(row * 2400 / rows),u\(row % users),new,yes,\(cells(row, 0, row >= moved ?? .max))"
        }
        let workspace = try Workspace()
        try workspace.write(plan, to: "plan.yaml")
        try workspace.write("at,who,model,said,kind,size\n" + log.joined(separator: "\n") + "\n", to: "log.csv")
        let training = (0..<400).map { cells($0, 7, false) }
        try workspace.write("kind,size\n" + training.joined(separator: "\n") + "\n", to: "train.csv")
        return workspace
    }

    @Test func noiseRaisesNothing() throws {
        let result = try workspace(Self.plan()).run("backtest", "plan.yaml")
        #expect(result.status == 0 && result.output.contains("released"), "\(result.output)\(result.errors)")
        #expect(!result.output.contains("moved"), "\(result.output)")
    }

    /// It is carried through the stages, and tells what came after a change from what came before.
    @Test func aShiftRollsBack() throws {
        let workspace = try workspace(Self.plan(), moved: 2500)
        let run = try workspace.run("execute", "plan.yaml", "--quiet")
        #expect(run.status == 2, "\(run.output)\(run.errors)")
        let history = try workspace.run("history", "small-1").output
        #expect(history.contains("alert") && history.contains("moved"), "\(history)")
        let verified = try workspace.run("verify", "small-1")
        #expect(verified.status == 0, "\(verified.output)\(verified.errors)")
        let why = try workspace.run("why", "small-1")
        #expect(why.output.contains("size_alarm"), "\(why.output)")
        let replayed = try workspace.run("replay", "small-1", "--plan", "plan.yaml")
        #expect(replayed.output.contains("alike"), "\(replayed.output)\(replayed.errors)")
    }

    /// Rows of a few units are few observations, unless the plan says that they are independent.
    @Test func unitsCountOnce() throws {
        let once = try workspace(Self.plan(), moved: 2500, users: 20).run("backtest", "plan.yaml")
        #expect(once.output.contains("released"), "\(once.output)\(once.errors)")
        let each = Self.plan(evidence: "evidence: { independent: requests }")
        let all = try workspace(each, moved: 2500, users: 20).run("backtest", "plan.yaml")
        #expect(all.output.contains("rolled back"), "\(all.output)\(all.errors)")
        #expect(!all.errors.contains("PR0422"), "\(all.errors)")
    }

    /// Gates read it as alerts do, and by segments.
    @Test func gatesAndSegments() throws {
        let result = try workspace(Self.plan(promote: "size_alarm by kind < 1000000"), moved: 3000)
            .run("backtest", "plan.yaml", "--format", "json")
        #expect(result.output.contains("size_alarm by kind"), "\(result.output)\(result.errors)")
    }

    @Test func itIsShownBeforehand() throws {
        let workspace = try workspace(Self.plan())
        let inspected = try workspace.run("inspect", "plan.yaml")
        #expect(
            inspected.output.contains("once in 50000 users on average, at most"),
            "\(inspected.output)\(inspected.errors)"
        )
        let json = try JSONValue(parsing: try workspace.run("inspect", "plan.yaml", "--format", "json").output)
        let found = json["noise"]?.array?.first
        #expect(found?["observations"]?.number == 50_000 && found?["alert"]?.string == "moved")
    }

    @Test(arguments: [
        ("when: size_alarm over 5m >= 1000", "PR0460"),
        ("when: chance < 0.5%", "PR0459"),
    ])
    func whatIsWrongIsSaid(alarm: String, code: String) throws {
        let chance = "kind_alarm: { drift_alarm: { of: kind, against: training } }"
        let plan = Self.plan(alarm + "\n    severity: info", promote: "kind_alarm < 1000000")
            .replacing(chance, with: chance + "\n  chance: { drift_p: { of: size, method: ks, against: training } }")
        let errors = try workspace(plan).run("validate", "plan.yaml").errors
        #expect(errors.contains(code), "\(errors)")
        if code == "PR0459" {
            #expect(errors.contains("in up to 19% of releases: 0.5% at each of 39 looks"), "\(errors)")
            #expect(errors.contains("ask for 0.12% or less"), "\(errors)")
        }
    }
}
