import Foundation
import Testing

/// Live plans on the command line, before a router has been told anything.
@Suite struct LiveRunTests {
    private static let plan = """
        planrun: 1
        name: live
        models: { candidate: { serve: "http://127.0.0.1:1/v2/models/m/versions/2", label: v2 } }
        traffic: { router: { flagd: { file: flags.json, flag: m } } }
        metrics: { errors: { sqlite: { file: errors.db, query: "SELECT 0.5" }, type: fraction } }
        stages:
          - name: full
            audience: 100%
            watch: { every: 1s, for: 2s }
            promote_if: [errors <= 1%]

        """

    private func workspace(candidate share: Int?) throws -> Workspace {
        let workspace = try Workspace(plan: TinyPlan.alerting)
        try workspace.write(Self.plan, to: "live.yaml")
        guard let share else { return workspace }
        let flag = """
            {"flags": {"m": {"state": "ENABLED", "variants": {"candidate": 1, "baseline": 2}, "defaultVariant": "baseline",
            "targeting": {"fractional": [["candidate", \(share)], ["baseline", \(100 - share)]]}}}}
            """
        try workspace.write(flag, to: "flags.json")
        return workspace
    }

    @Test func withoutItsRouterThereIsNoRun() throws {
        let workspace = try workspace(candidate: nil)
        let result = try workspace.run("execute", "live.yaml")
        #expect(result.status == 3)
        #expect(result.errors.contains("the router cannot be asked: cannot read `flags.json`"))
        #expect(try workspace.run("status").output.contains("live-1") == false)
    }

    @Test func aShareOfSomebodyElseIsLeftAsItIs() throws {
        let workspace = try workspace(candidate: 3)
        let before = try workspace.text(of: "flags.json")
        let result = try workspace.run("execute", "live.yaml")
        #expect(result.status == 3)
        #expect(result.errors.contains("the router gives the candidate 3% already"))
        #expect(try workspace.text(of: "flags.json") == before)
    }

    /// Forty users of the candidate complain of an interrupted run, and once it goes on it is rolled back.
    @Test func whatUsersSayRollsALiveRunBack() throws {
        let place = try FeedbackPlace()
        let plan = Self.plan.replacing("name: live", with: "name: small")
            .replacing("for: 2s", with: "for: 10m").replacing("0.5", with: "0.001")
        let gate =
            "    rollback_if: [{ if: feedback.negative > 50%, no_data: ignore }]\nfeedback: { negative_below: 3 }\n"
        try place.write(plan + gate, to: "plan.yaml")
        try place.write("", to: "errors.db")
        try place.write(try workspace(candidate: 0).text(of: "flags.json"), to: "flags.json")
        let interrupted = try place.interruptedRun(after: 1)
        #expect(interrupted.status == 130, "\(interrupted)")

        let entry = ["feedback", "add", "small-1", "--unit", "u", "--rating", "1"]
        let unsaid = try place.run(entry, input: [])
        #expect(
            unsaid.status == 64 && unsaid.error.contains("only you know which model answered: say it with `--model`")
        )
        #expect(try place.run(entry + ["--model", "v2"], input: []).status == 64)
        let rows = (0..<40).map { "user-\($0),1,it is wrong,1s,candidate\n" }.joined()
        let header = "unit,rating,text,after"
        let nameless = try place.run("feedback", "import", "small-1", input: header + "\nu,1,x,1s\n")
        #expect(nameless.status == 1 && nameless.error.contains("error[PR0532]: no column is called `model`"))
        let imported = try place.run("feedback", "import", "small-1", input: header + ",model\n" + rows)
        #expect(imported.status == 0, "\(imported.error)")
        #expect(try place.run(entry + ["--model", "baseline"], input: []).status == 0)

        let resumed = try place.run("resume", "small-1", "--quiet")
        #expect(resumed.status == 2, "\(resumed.error)")
        let report = try place.run("feedback", "report", "small-1")
        #expect(report.status == 0 && report.output.contains("41 counted by the run"), "\(report)")
        #expect(try place.run("verify", "small-1").status == 0)
        let history = try place.run("history", "small-1").output
        #expect(history.contains("full: the router gives 100% the candidate"), "\(history)")
        #expect(history.contains("nobody: the router gives 0% the candidate"), "\(history)")
    }

    @Test func onlyARouterLeavesItToOthersWhichModelAnswered() throws {
        let place = try FeedbackPlace()
        #expect(try place.interruptedRun().status == 130)
        let stated = ["feedback", "add", "small-1", "--unit", "u", "--rating", "1", "--model", "candidate"]
        let result = try place.run(stated, input: [])
        #expect(result.status == 64 && result.error.contains("who has which model in `small-1` is known"))
    }

    /// While nothing happens the run's own metrics say still that it is alive.
    @Test func aRunThatRestsGoesOnBeating() throws {
        let workspace = try workspace(candidate: 0)
        try workspace.write(Self.plan.replacing("every: 1s, for: 2s", with: "every: 1h, for: 1h"), to: "live.yaml")
        let run = try Streaming(
            ["execute", "live.yaml", "--format", "jsonl", "--metrics-file", "m.prom"],
            in: workspace
        )
        while let line = run.readLine(), !line.contains(#""type":"routed""#) {}
        func beat() -> Double? {
            let lines = try? workspace.text(of: "m.prom").split(separator: "\n")
            let beat = lines?.first { $0.hasPrefix("planrun_heartbeat_timestamp_seconds") }
            return beat.flatMap { $0.split(separator: " ").last }.flatMap { Double($0) }
        }
        let deadline = ContinuousClock.now + .seconds(600)
        while beat() == nil, ContinuousClock.now < deadline { usleep(50_000) }
        let first = try #require(beat())
        while beat() == first, ContinuousClock.now < deadline { usleep(50_000) }
        #expect(try #require(beat()) > first)
        let share = try workspace.text(of: "m.prom").split(separator: "\n").last {
            $0.hasPrefix("planrun_candidate_share{")
        }
        #expect(share?.hasSuffix(" 1") == true, "\(share ?? "none")")
        run.send(SIGINT)
        #expect(try run.finish().status == 130)
    }

    @Test func aDryRunTellsNobodyAndClaimsNothing() throws {
        let workspace = try workspace(candidate: 0)
        let before = try workspace.text(of: "flags.json")
        let result = try workspace.run("execute", "live.yaml", "--dry-run", "--offline")
        #expect(result.status == 0)
        #expect(result.output.contains("full: would tell the router to give 100% the candidate"))
        #expect(result.output.contains("no outcome is claimed"))
        #expect(try workspace.text(of: "flags.json") == before)
    }
}
