import Testing

/// A plan whose alerts could not be written is refused before anything runs.
@Suite struct AlertFileTests {
    @Test(arguments: [
        ("iris.csv", "is the data `iris`", "read here"), ("./iris.csv", "is the data `iris`", "read here"),
        ("folder", "it is a folder", "cannot write"), ("iris.csv/a.jsonl", "is no folder", "cannot write"),
        ("link.jsonl", "is the data `iris`", "read here"), ("./tiny.yaml", "is the plan itself", "PR0483"),
    ])
    func aFileThatCannotTakeAlertsIsRefused(file: String, problem: String, word: String) throws {
        let workspace = try Workspace(plan: TinyPlan.alerting.replacing("file: alerts.jsonl", "file: \(file)"))
        try workspace.shell("mkdir folder; ln -s iris.csv link.jsonl")
        let result = try workspace.run("validate", "tiny.yaml")
        #expect(result.status == 1)
        #expect(result.errors.contains("PR0483") && result.errors.contains(problem) && result.errors.contains(word))
    }

    @Test(arguments: ["alerts.jsonl", "new/folder/alerts.jsonl", "old.jsonl"])
    func aFileOfItsOwnIsNot(file: String) throws {
        let workspace = try Workspace(plan: TinyPlan.alerting.replacing("file: alerts.jsonl", "file: \(file)"))
        try workspace.write("", to: "old.jsonl")
        let result = try workspace.run("validate", "tiny.yaml", "--strict")
        #expect(result.status == 0, "\(result.errors)")
    }

    /// A router writes its file as a whole, and what was in it is lost.
    @Test(arguments: [
        ("iris.csv", "PR0488", "is the data `iris`"), ("live.yaml", "PR0488", "is the plan itself"),
        ("alerts.jsonl", "PR0483", "is the router's file"), ("flags.json", nil, ""),
    ])
    func aRouterWritesOverNothing(file: String, code: String?, words: String) throws {
        let workspace = try Workspace(plan: TinyPlan())
        try workspace.write(
            """
            planrun: 1
            name: live
            data: { iris: { csv: iris.csv, label: species } }
            models: { candidate: { serve: "http://127.0.0.1:1/v2/models/a" } }
            risk: { on: iris, low_if: [accuracy >= 0.5] }
            traffic: { router: { flagd: { file: \(file), flag: a } } }
            metrics: { wrong: { prometheus: { url: "http://127.0.0.1:1", query: "x" }, type: fraction } }
            stages: [{ name: all, audience: 100%, watch: { every: 1m, for: 2m }, promote_if: [wrong < 1%] }]
            alerts: [{ name: a, when: wrong > 5%, notify: [log] }]
            notify: { log: { file: alerts.jsonl } }

            """,
            to: "live.yaml"
        )
        let result = try workspace.run("validate", "live.yaml", "--strict")
        #expect(result.status == (code == nil ? 0 : 1), "\(result.errors)")
        if let code { #expect(result.errors.contains(code) && result.errors.contains(words), "\(result.errors)") }
    }

    /// The finding has the plan's own line beside the header that lacks the column.
    @Test func aMissingColumnIsShownWhereItIsAskedFor() throws {
        let plan = TinyPlan().replacing("label: species", "label: kind")
        let result = try Workspace(plan: plan).run("validate", "tiny.yaml")
        #expect(result.errors.contains("iris.csv:1:1") && result.errors.contains("tiny.yaml:6:"))
        #expect(result.errors.contains("asked for here"))
    }

    @Test func linksInACircleAreCalledThat() throws {
        let workspace = try Workspace(plan: TinyPlan().adding("include: [one.yaml]\n"))
        try workspace.shell("ln -s two.yaml one.yaml; ln -s one.yaml two.yaml")
        let result = try workspace.run("validate", "tiny.yaml")
        #expect(result.errors.contains("Too many levels of symbolic links") && !result.errors.contains("is not there"))
    }

    @Test func aNegativeNumberOfThreadsIsANumber() throws {
        let result = try Workspace(plan: TinyPlan()).run("validate", "tiny.yaml", "--threads", "-1")
        #expect(result.status == 64 && result.errors.contains("--threads goes from 0 to 1024"))
    }
}
