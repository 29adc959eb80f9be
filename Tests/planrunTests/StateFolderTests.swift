import Glibc
import JSON
import Testing

@Suite struct StateFolderTests {
    @Test func runsAreKeptBesideThePlanUnlessSaidOtherwise() throws {
        let workspace = try Workspace()
        try workspace.write(TinyPlan().replacing("iris.csv", "../iris.csv").text, to: "plans/tiny.yaml")
        let execute = ["execute", "plans/tiny.yaml", "--quiet", "--allow-outside-paths"]
        #expect(try workspace.run(execute).status == 0)
        #expect(workspace.exists("plans/.planrun/journal.sqlite"))
        #expect(try workspace.run(execute + ["--state", "here"]).status == 0)
        #expect(workspace.exists("here/journal.sqlite"))
        let environment = ["PLANRUN_STATE": "there"]
        #expect(try workspace.run(execute, environment: environment).status == 0)
        #expect(workspace.exists("there/journal.sqlite"))
        #expect(try workspace.run(["status"], environment: environment).lines.count == 2)
        // The option goes before the environment, and an empty variable is none.
        #expect(
            try workspace.run(["status", "--state", "nowhere"], environment: environment).output.contains("no runs")
        )
        #expect(try workspace.run(["status"], environment: ["PLANRUN_STATE": ""]).output.contains("tiny-1  released"))
        #expect(try workspace.text(of: "plans/.planrun/.gitignore") == "*\n")
    }

    @Test(arguments: ["iris.csv", "iris.csv/below", "/proc/planrun", "/dev/null"])
    func aFolderThatCannotBeMadeIsSaid(folder: String) throws {
        let workspace = try Workspace(plan: TinyPlan())
        let before = try workspace.listing()
        let result = try workspace.run("execute", "tiny.yaml", "--state", folder)
        #expect(result.status == 74)
        #expect(result.output.isEmpty)
        #expect(result.errors.hasPrefix("error: cannot make a journal at `\(folder)/journal.sqlite`: "))
        #expect(result.errors.hasSuffix("choose a folder that can be written with `--state`\n"))
        #expect(try workspace.listing() == before)
    }

    @Test(arguments: ["SQLite format 3\0 and then nothing", "planrun: 1\n", ""])
    func aFileThatIsNoJournalIsLeftAsItIs(content: String) throws {
        let workspace = try Workspace(plan: TinyPlan())
        try workspace.write(content, to: ".planrun/journal.sqlite")
        for arguments in [["execute", "tiny.yaml"], ["status"], ["resume", "tiny-1"], ["history", "tiny-1"]] {
            let result = try workspace.run(arguments)
            #expect(result.status == 74, "\(arguments)")
            #expect(result.errors.contains(".planrun/journal.sqlite` is not a journal of planrun"), "\(arguments)")
        }
        #expect(try workspace.text(of: ".planrun/journal.sqlite") == content)
    }

    @Test func aJournalOfAnotherVersionIsRefused() throws {
        let workspace = try Workspace(plan: TinyPlan())
        try workspace.run("execute", "tiny.yaml")
        var bytes = try workspace.bytes(of: ".planrun/journal.sqlite")
        // The user's version of a SQLite file: four bytes at 60.
        bytes[63] += 1
        try workspace.write(bytes, to: ".planrun/journal.sqlite")
        for arguments in [["execute", "tiny.yaml"], ["status"], ["resume", "tiny-1"]] {
            let result = try workspace.run(arguments)
            #expect(result.status == 74, "\(arguments)")
            #expect(result.errors.contains("use a newer planrun"), "\(result.errors)")
        }
        #expect(try workspace.bytes(of: ".planrun/journal.sqlite") == bytes)
    }

    @Test func oneBrokenJournalDoesNotHideTheOthers() throws {
        let workspace = try Workspace(plan: TinyPlan())
        try workspace.run("execute", "tiny.yaml")
        try workspace.write("not a journal", to: "other/.planrun/journal.sqlite")
        let result = try workspace.run("status")
        #expect(result.status == 74)
        #expect(result.output.contains("tiny-1  released"))
        #expect(result.errors.contains("other/.planrun/journal.sqlite"))
        #expect(try workspace.run("history", "tiny-1").status == 0)
        try workspace.remove(".planrun")
        let alone = try workspace.run("status")
        #expect(alone.status == 74 && alone.output.isEmpty)
    }

    @Test func equalNamesInTwoFoldersAreToldApartByTheFolder() throws {
        let workspace = try Workspace(plan: TinyPlan())
        try workspace.run("execute", "tiny.yaml")
        try workspace.run("execute", "tiny.yaml", "--state", "other/.planrun", "--seed", "8")
        let status = try workspace.run("status")
        #expect(status.lines.count == 3 && status.output.contains("FOLDER") && status.output.contains("other/.planrun"))
        for command in ["history", "resume", "status"] {
            let result = try workspace.run(command, "tiny-1")
            #expect(result.status == 64)
            #expect(result.errors.contains("`.planrun`, `other/.planrun`") && result.errors.contains("--state"))
            #expect(try workspace.run(command, "tiny-1", "--state", "other/.planrun").status == 0)
        }
    }

    /// The limit of a file's size stands for a full disk, with no rights needed.
    @Test(arguments: [1, 20, 40, 60]) func aJournalThatCannotGrowStopsTheRunAndItGoesOnLater(limit: Int) throws {
        let plan = TinyPlan().replacing("every: 1m, for: 4m", "every: 2s, for: 10m")
        let workspace = try Workspace(plan: plan)
        let result = try workspace.shell(
            "ulimit -f \(limit * 2); planrun execute tiny.yaml --format jsonl --no-request-log --state st"
        )
        #expect(result.status == 74, "\(result.errors)")
        #expect(result.errors.contains("error: cannot"))
        #expect(!result.output.contains(#""type":"finished""#))
        guard try workspace.run("status", "tiny-1", "--state", "st").status == 0 else { return }
        #expect(result.errors.contains("`planrun resume tiny-1 --state st` goes on from here"))
        #expect(try workspace.run("resume", "tiny-1", "--state", "st").status == 0)
    }

    @Test(.enabled(if: SmallDisk.isAllowed, "only root may mount a file system in memory"))
    func aFullDiskStopsTheRunAndItGoesOnLater() throws {
        let plan = TinyPlan().replacing("every: 1m, for: 4m", "every: 2s, for: 10m")
        let workspace = try Workspace(plan: plan)
        let disk = try SmallDisk(at: workspace["disk"], kilobytes: 200)
        let result = try workspace.run("execute", "tiny.yaml", "--state", "disk/st")
        #expect(result.status == 74)
        #expect(result.errors.contains("no space is left to write the journal `disk/st/journal.sqlite`"))
        #expect(try workspace.run("status", "tiny-1", "--state", "disk/st").output.contains("interrupted"))
        try disk.resize(kilobytes: 4000)
        #expect(try workspace.run("resume", "tiny-1", "--state", "disk/st").status == 0)
    }
}
