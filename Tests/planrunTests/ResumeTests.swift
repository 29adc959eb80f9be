import Glibc
import JSON
import Testing

@Suite struct ResumeTests {
    private static let plan = TinyPlan.alerting.replacing("every: 1m, for: 4m", "every: 10s, for: 20m")

    /// A run that was killed in its canary.
    private func killed() throws -> Workspace {
        let workspace = try Workspace(plan: Self.plan)
        try Streaming(["execute", "tiny.yaml", "--format", "jsonl"], in: workspace).kill(afterLines: 30, SIGKILL)
        return workspace
    }

    @Test func aRunGoesOnToItsEnd() throws {
        let workspace = try killed()
        let result = try workspace.run("resume", "tiny-1")
        #expect(result.status == 0)
        // The report is whole, what happened before included.
        #expect(result.output.contains("baseline: decision_tree") && result.output.contains("released after 23m"))
        #expect(try workspace.run("status", "tiny-1").output.contains("released"))
    }

    @Test func eventsAreThoseAfterTheRecordedOnes() throws {
        let workspace = try killed()
        let before = try workspace.run("history", "tiny-1", "--format", "jsonl").output
        let result = try workspace.run("resume", "tiny-1", "--format", "jsonl")
        #expect(try workspace.run("history", "tiny-1", "--format", "jsonl").output == before + result.output)
        #expect(!before.isEmpty && !result.output.isEmpty)
    }

    @Test func aPlanThatChangedIsRefused() throws {
        let workspace = try killed()
        try workspace.write(Self.plan.replacing("accuracy < 0.4", "accuracy < 0.3").text, to: "tiny.yaml")
        let result = try workspace.run("resume", "tiny-1")
        #expect(result.status == 1)
        #expect(result.errors.contains("has changed since the run began") && result.errors.contains("tiny.yaml"))
        // A comment is no change.
        try workspace.write(Self.plan.text + "# checked\n", to: "tiny.yaml")
        #expect(try workspace.run("resume", "tiny-1").status == 0)
    }

    @Test(arguments: [("iris.csv", "5.1,3.5,1.4,0.2", "5.1,3.5,1.4,0.3"), ("words.jsonl", "quick", "slow")])
    func dataThatChangedAreRefused(name: String, old: String, new: String) throws {
        let workspace = try Workspace(plan: Self.plan.adding("feedback: { from: words.jsonl }\n"))
        try workspace.write(
            #"{"after": "1m", "unit": "user-1", "rating": 5, "text": "quick"}"# + "\n",
            to: "words.jsonl"
        )
        try Streaming(["execute", "tiny.yaml", "--format", "jsonl"], in: workspace).kill(afterLines: 30, SIGKILL)
        let data = try workspace.text(of: name)
        try workspace.write(data.replacing(old, with: new), to: name)
        let result = try workspace.run("resume", "tiny-1")
        #expect(result.status == 1)
        #expect(result.errors.contains("\(name)` have changed since the run `tiny-1` began"), "\(result.errors)")
        try workspace.write(data, to: name)
        #expect(try workspace.run("resume", "tiny-1").status == 0)
    }

    /// The release must come to its end, or be taken back, whether or not anybody can be told.
    @Test(arguments: ["rm -f alerts.jsonl; mkdir alerts.jsonl", "rm -f alerts.jsonl; mkfifo alerts.jsonl"])
    func alertsThatCanNoLongerBeWrittenDoNotStopARun(making: String) throws {
        let workspace = try killed()
        try workspace.shell(making)
        #expect(try workspace.run("validate", "tiny.yaml").errors.contains("PR0483"))
        let result = try workspace.run("resume", "tiny-1")
        #expect(result.status == 0 && !result.errors.contains("PR0483"), "\(result.errors)")
        #expect(try workspace.run("why", "tiny-1").output.contains("tiny.yaml:"))
    }

    @Test func aPlanThatIsGoneIsRefused() throws {
        let workspace = try killed()
        try workspace.remove("tiny.yaml")
        let result = try workspace.run("resume", "tiny-1")
        #expect(result.status == 1)
        #expect(result.errors.contains("PR0001") && result.errors.contains("tiny.yaml"))
    }

    @Test(arguments: [
        (TinyPlan.alerting, "released", Int32(0)), (.rolledBack, "rolled back", 2), (.risky, "stopped", 2),
    ])
    func aRunThatIsOverStaysAsItIs(plan: TinyPlan, outcome: String, status: Int32) throws {
        let workspace = try Workspace(plan: plan)
        try workspace.run("execute", "tiny.yaml")
        try workspace.remove("tiny.yaml")
        let before = try workspace.listing()
        let history = try workspace.run("history", "tiny-1").output
        let result = try workspace.run("resume", "tiny-1")
        #expect(result.status == status)
        #expect(result.errors == "run tiny-1 is over already: \(outcome)\n" && result.output.isEmpty)
        #expect(try workspace.run("history", "tiny-1").output == history)
        #expect(
            try workspace.listing().filter { !$0.key.contains(".planrun") }
                == before.filter { !$0.key.contains(".planrun") }
        )
    }

    @Test func aMistypedRunIsGuessed() throws {
        let workspace = try Workspace(plan: TinyPlan())
        try workspace.run("execute", "tiny.yaml")
        for command in ["resume", "history", "status"] {
            let result = try workspace.run(command, "tny-1")
            #expect(result.status == 64)
            #expect(result.errors == "error: there is no run `tny-1`; did you mean `tiny-1`?\n")
            #expect(try workspace.run(command, "nothing-like-it").errors.contains("`planrun status` lists the runs"))
        }
    }

    /// The plan may be a link into another folder; its data lie beside the link, for execute and resume alike.
    @Test func aLinkedPlanFindsItsDataAgain() throws {
        let workspace = try Workspace()
        try workspace.write(Self.plan.text, to: "elsewhere/real.yaml")
        _ = try workspace.shell("ln -s elsewhere/real.yaml tiny.yaml")
        try Streaming(["execute", "tiny.yaml", "--format", "jsonl"], in: workspace).kill(afterLines: 30, SIGKILL)
        #expect(try workspace.run("resume", "tiny-1").status == 0)
    }

    @Test func aJournalThatWasTamperedWithIsNotGoneOnFrom() throws {
        let workspace = try Workspace(plan: TinyPlan())
        try workspace.run("execute", "tiny.yaml")
        var bytes = try workspace.bytes(of: ".planrun/journal.sqlite")
        let word = [UInt8]("all conditions hold".utf8)
        let place = try #require(bytes.indices.first { bytes[$0...].starts(with: word) })
        bytes[place] = UInt8(ascii: "A")
        try workspace.write(bytes, to: ".planrun/journal.sqlite")
        let result = try workspace.run("history", "tiny-1")
        #expect(result.status == 74)
        #expect(result.errors.contains("was altered"))
    }
}
