import JSON
import Testing

@Suite struct AlertTests {
    @Test func aFileIsToldOnceOfEachAlert() throws {
        let workspace = try Workspace(plan: .alerting)
        try workspace.run("execute", "tiny.yaml")
        let alerts = try workspace.text(of: "alerts.jsonl").split(separator: "\n").map {
            try JSONValue(parsing: String($0))
        }
        #expect(alerts.map { $0["state"]?.string } == ["firing"])
        #expect(alerts.first?["run"]?.string == "tiny-1" && alerts.first?["alert"]?.string == "busy")
        #expect(alerts.first?["severity"]?.string == "warning" && (alerts.first?["at"]?.number ?? 0) > 0)
    }

    /// A new state folder begins to count anew, and its run 1 is not the other one's.
    @Test func runsOfTheSameNameDoNotTakeEachOthersAlerts() throws {
        let workspace = try Workspace(plan: .alerting)
        try workspace.run("execute", "tiny.yaml")
        try workspace.remove(".planrun")
        try workspace.run("execute", "tiny.yaml")
        #expect(try workspace.text(of: "alerts.jsonl").split(separator: "\n").count == 2)
    }

    /// What a look beforehand does not find: a place below a file, a link to itself, and a file of other things.
    @Test(arguments: [
        "ln -s iris.csv/below alerts.jsonl", "ln -s alerts.jsonl alerts.jsonl", "cp iris.csv alerts.jsonl",
    ])
    func aNotifierThatCannotBeToldDoesNotStopTheRelease(making: String) throws {
        let workspace = try Workspace(plan: .alerting)
        let data = try workspace.text(of: "iris.csv")
        let result = try workspace.shell("\(making); planrun execute --allow-outside-paths tiny.yaml")
        #expect(result.status == 0)
        #expect(result.output.contains("log could not be told: cannot"))
        #expect(result.errors.contains("ALERT tiny-1 warning busy"))
        let told = try workspace.run("history", "tiny-1", "--format", "jsonl").events
            .filter { $0["type"]?.string == "notified" && $0["notifier"]?.string == "log" }
        #expect(told.count == 1 && told.first?["problem"]?.string != nil)
        #expect(try workspace.text(of: "iris.csv") == data)
    }

    @Test func anAlertIsOneLineAndDoesNotSteerTheTerminal() throws {
        let plan = TinyPlan.alerting.replacing(#""accuracy is {{accuracy}}""#, #""\e[2Jall\nis well""#)
        let result = try Workspace(plan: plan).run("execute", "tiny.yaml")
        #expect(result.errors.contains(#"ALERT tiny-1 warning busy: \u{1b}[2Jall\u{a}is well"#))
        #expect(!(result.output + result.errors).contains("\u{1b}"))
    }

    @Test func whatStandardErrorDoesNotTakeIsReported() throws {
        let result = try Workspace(plan: .alerting).shell("planrun execute tiny.yaml 2>/dev/full")
        #expect(result.status == 0)
        #expect(result.output.contains("terminal could not be told: "))
    }
}
