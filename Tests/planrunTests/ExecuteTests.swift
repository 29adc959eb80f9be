import Glibc
import JSON
import Testing

@Suite struct ExecuteTests {
    private static let endings: [(TinyPlan, String, Int32)] = [
        (TinyPlan(), "released", 0),
        (.rolledBack, "rolled_back", 2),
        (.risky, "stopped", 2),
        (.retrained, "released", 0),
        (.usedUp, "stopped", 2),
    ]

    @Test(arguments: endings)
    func theStatusSaysHowTheRunEnded(plan: TinyPlan, outcome: String, status: Int32) throws {
        let workspace = try Workspace(plan: plan)
        let result = try workspace.run("execute", "tiny.yaml", "--format", "jsonl")
        #expect(result.status == status)
        let events = try result.events
        #expect(events.last?["type"]?.string == "finished")
        #expect(events.last?["outcome"]?.string == outcome)
        #expect(try workspace.run("status", "tiny-1", "--format", "json").output.contains("\"state\": \"\(outcome)\""))
    }

    @Test func aRecipeIsTakenWhereTheFirstIsTooRisky() throws {
        let events = try Workspace(plan: .retrained).run("execute", "tiny.yaml", "--format", "jsonl").events
        let assessments = events.filter { $0["type"]?.string == "assessed" }
        #expect(assessments.map { $0["risk"]?.string } == ["high", "low"])
        #expect(events.filter { $0["type"]?.string == "retraining" }.map { $0["attempt"]?.integer } == [2])
    }

    @Test func eventsAreObjectsOnLinesWithTypeAndTimeAndAreWhatTheJournalHolds() throws {
        let workspace = try Workspace(plan: .alerting)
        let result = try workspace.run("execute", "tiny.yaml", "--format", "jsonl")
        let events = try result.events
        #expect(events.allSatisfy { $0["type"]?.string != nil && $0["at"]?.number != nil })
        #expect(events.first?["type"]?.string == "started")
        #expect(events.count { $0["type"]?.string == "finished" } == 1)
        #expect(try workspace.run("history", "tiny-1", "--format", "jsonl").output == result.output)
    }

    @Test(arguments: ["text", "jsonl"]) func aDryRunLeavesNoTrace(format: String) throws {
        let workspace = try Workspace(plan: .alerting)
        let before = try workspace.listing()
        let dry = try workspace.run("execute", "tiny.yaml", "--dry-run", "--format", format)
        #expect(dry.status == 0)
        #expect(!dry.errors.contains("ALERT"))
        #expect(try workspace.listing() == before)
    }

    @Test func aDryRunDecidesAsTheRunDoes() throws {
        let workspace = try Workspace(plan: .alerting)
        let dry = try workspace.run("execute", "tiny.yaml", "--dry-run", "--format", "jsonl").events
        let real = try workspace.run("execute", "tiny.yaml", "--format", "jsonl").events
        #expect(decisions(of: dry) == decisions(of: real))
        #expect(decisions(of: dry).count > 7)
    }

    @Test func theReportGoesToOutputAndProgressAndAlertsToErrors() throws {
        let result = try Workspace(plan: .alerting).run("execute", "tiny.yaml")
        #expect(result.output.contains("released after 7m of requests"))
        #expect(result.output.contains("tiny-1"))
        #expect(!result.output.contains("watch  ") && !result.output.contains("ALERT"))
        #expect(result.errors.contains("watch      canary: watched for 1m of 4m"))
        #expect(result.errors.contains("ALERT tiny-1 warning busy: accuracy is 0.9"))
        #expect(!(result.output + result.errors).contains("\u{1b}"))
    }

    @Test func quietSaysNothingButWhatNotifiersSay() throws {
        let result = try Workspace(plan: .alerting).run("execute", "tiny.yaml", "--quiet")
        #expect(result.status == 0)
        #expect(result.output.isEmpty)
        #expect(result.errors.split(separator: "\n").allSatisfy { $0.hasPrefix("ALERT ") })
    }

    @Test func aSeedDrawsOtherRequestsAndIsRecorded() throws {
        let workspace = try Workspace(plan: TinyPlan())
        let first = try workspace.run("execute", "tiny.yaml", "--format", "jsonl").events
        let same = try workspace.run("execute", "tiny.yaml", "--format", "jsonl", "--seed", "7").events
        let other = try workspace.run("execute", "tiny.yaml", "--format", "jsonl", "--seed", "8").events
        #expect(decisions(of: same) == decisions(of: first))
        #expect(decisions(of: other) != decisions(of: first))
        #expect(other.first?["seed"]?.integer == 8)
        #expect(first.first?["seed"] == nil)
    }

    @Test func aPlanOnStandardInputCanOnlyBeTried() throws {
        let workspace = try Workspace()
        let plan = [UInt8](TinyPlan().text.utf8)
        #expect(try workspace.run("execute", "-", "--dry-run", input: plan).status == 0)
        let refused = try workspace.run("execute", "-", input: plan)
        #expect(refused.status == 64)
        #expect(refused.errors.contains("--dry-run"))
        #expect(!workspace.exists(".planrun"))
    }

    @Test func aPlanWithErrorsBeginsNoRun() throws {
        let workspace = try Workspace(plan: TinyPlan().replacing("audience: 20%", "audience: 120%"))
        let result = try workspace.run("execute", "tiny.yaml")
        #expect(result.status == 1)
        #expect(result.output.isEmpty)
        #expect(result.errors.contains("error[PR0206]"))
        #expect(!workspace.exists(".planrun"))
    }

    @Test func dataThatVanishAreAFailedStep() throws {
        let workspace = try Workspace(plan: .alerting)
        // Between validation and the run there is no moment to remove a file in, so a run is interrupted by a kill.
        let run = try Streaming(["execute", "tiny.yaml", "--format", "jsonl"], in: workspace)
        try run.kill(afterLines: 1, SIGKILL)
        try workspace.remove("iris.csv")
        let result = try workspace.run("resume", "tiny-1")
        #expect(result.status == 1)
        #expect(result.errors.contains("PR0002") && result.errors.contains("iris.csv"))
    }
}
