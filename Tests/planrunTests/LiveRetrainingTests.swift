import Glibc
import JSON
import Testing

/// Live plans whose candidate a program trains again, in runs from end to end.
@Suite struct LiveRetrainingTests {
    private static let plan = """
        planrun: 1
        name: live
        data: { iris: { csv: iris.csv, label: species } }
        models:
          candidate:
            command: [./model]
            timeout: 30m
            label: v2
            retrain: [{ command: [./retrain, --deep] }]
        risk: { on: iris, low_if: [accuracy >= 90%], otherwise: retrain }
        traffic: { router: { flagd: { file: flags.json, flag: m } } }
        metrics: { errors: { command: [./errors], timeout: 30m, type: fraction } }
        stages:
          - name: full
            audience: 100%
            watch: { every: 100ms, for: 200ms }
            promote_if: [errors <= 1%]

        """

    /// What the candidate answers at first is wrong of two flowers in three, and right once `better` is asked.
    private func workspace(retrain: String) throws -> Workspace {
        let workspace = try Workspace()
        try workspace.write(Self.plan, to: "live.yaml")
        let rows = try workspace.text(of: "iris.csv").split(separator: "\n").dropFirst()
        let labels = rows.map { "\"\($0.split(separator: ",").last ?? "")\"" }
        try workspace.write("{\"labels\": [\(labels.joined(separator: ","))]}", to: "good.json")
        let wrong = labels.map { _ in "\"setosa\"" }
        try workspace.write("{\"labels\": [\(wrong.joined(separator: ","))]}", to: "bad.json")
        let flag = """
            {"flags": {"m": {"state": "ENABLED", "variants": {"candidate": 1, "baseline": 2}, "defaultVariant": "baseline",
            "targeting": {"fractional": [["candidate", 0], ["baseline", 100]]}}}}
            """
        try workspace.write(flag, to: "flags.json")
        let programs = [
            "model": #"case "$request" in *'"model":"better"'*) cat good.json;; *) cat bad.json;; esac"#,
            "errors": #"case "$request" in *'"model":"v3"'*) echo '{"value": 0}';; *) echo '{"value": 0.5}';; esac"#,
            "retrain": #"printf '%s\n' "$request" >> asked; "# + retrain,
        ]
        for (name, text) in programs {
            try workspace.write("#!/bin/sh\nread -r request\n\(text)\n", to: name)
            _ = chmod(workspace[name], 0o755)
        }
        return workspace
    }

    private func asked(_ workspace: Workspace) throws -> [JSONValue] {
        try workspace.text(of: "asked").split(separator: "\n").map { try JSONValue(parsing: String($0)) }
    }

    @Test func whatIsTrainedIsReleased() throws {
        let workspace = try workspace(retrain: #"echo '{"label": "v3", "model": "better"}'"#)
        let result = try workspace.run("execute", "live.yaml")
        #expect(result.status == 0, "\(result.errors)")
        #expect(result.output.contains("candidate: v3 at better, trained elsewhere in "))
        let asked = try asked(workspace)
        #expect(asked.map { $0["key"]?.string } == ["live-1/train/1"])
        #expect(asked.first?["label"]?.string == "v2")
        #expect(try workspace.text(of: "flags.json").contains("baseline"))
    }

    @Test func aRunThatIsKilledMeanwhileAsksAgainUnderTheSameKey() throws {
        let workspace = try workspace(
            retrain: """
                if [ ! -e again ]; then touch again; kill -KILL $PPID; fi
                echo '{"label": "v3", "model": "better"}'
                """
        )
        #expect(try workspace.run("execute", "live.yaml").status == -SIGKILL)
        let resumed = try workspace.run("resume", "live-1")
        #expect(resumed.status == 0, "\(resumed.errors)")
        #expect(try asked(workspace).map { $0["key"]?.string } == ["live-1/train/1", "live-1/train/1"])
        let trained = try workspace.run("history", "live-1", "--format", "jsonl").events.filter {
            $0["type"]?.string == "trained"
        }
        #expect(trained.map { $0["served"]?.string } == ["v3"])
        #expect(try workspace.run("history", "live-1").output.contains("attempt 2, served as v3"))
    }

    @Test func aProgramThatCannotTrainEndsTheRunBeforeAnybodyHasTheCandidate() throws {
        let workspace = try workspace(retrain: #"echo '{"error": "no new rows"}'"#)
        let before = try workspace.text(of: "flags.json")
        let result = try workspace.run("execute", "live.yaml")
        #expect(result.status == 3)
        #expect(
            result.output.contains(
                "the candidate cannot be trained by recipe 1: `./retrain` says: no new rows"
            )
        )
        #expect(try workspace.text(of: "flags.json") == before)
        let worse = try self.workspace(retrain: #"echo '{"label": "v3", "model": "worse"}'"#)
        #expect(try worse.run("execute", "live.yaml").status == 2)
        #expect(try asked(worse).count == 1)
    }

    @Test func callsOfModelsHaveAnEnd() throws {
        let workspace = try workspace(retrain: #"echo '{"label": "v3", "model": "better"}'"#)
        let result = try workspace.run("execute", "live.yaml", "--max-calls", "1")
        #expect(result.status == 3)
        #expect(result.output.contains("no model is asked any more: `--max-calls 1` is used up"))
        // The first rows were its only ones, and what was trained could not be asked.
        #expect(try asked(workspace).count == 1)
        let enough = try self.workspace(retrain: #"echo '{"label": "v3", "model": "better"}'"#)
        #expect(try enough.run("execute", "live.yaml", "--max-calls", "2").status == 0)
        #expect(try enough.run("execute", "live.yaml", "--max-calls", "0").status == 64)
    }

    @Test func aDryRunSaysWhoWouldTrainAndAsksNobody() throws {
        let workspace = try workspace(retrain: "exit 1")
        let result = try workspace.run("execute", "live.yaml", "--dry-run")
        #expect(result.status == 0, "\(result.errors)")
        #expect(
            result.output.contains("would have the candidate trained again by ./retrain --deep: the risk is high: ")
        )
        #expect(!workspace.exists("asked"))
    }
}
