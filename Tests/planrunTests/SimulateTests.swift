import Glibc
import JSON
import Testing

@Suite struct SimulateTests {
    private func json(_ workspace: Workspace, _ arguments: String...) throws -> JSONValue {
        let result = try workspace.run(["simulate", "tiny.yaml", "--format", "json"] + arguments)
        #expect(result.status == 0 && result.errors.isEmpty)
        return try JSONValue(parsing: result.output)
    }

    @Test func aReportOfASimulation() throws {
        let workspace = try Workspace(plan: TinyPlan())
        let result = try workspace.run("simulate", "tiny.yaml", "--runs", "50")
        #expect(result.status == 0 && result.errors.isEmpty)
        #expect(result.lines.first == "tiny: 50 simulated releases, seed 7")
        #expect(result.output.contains("  released  100.0%  92.9 to 100.0%"))
        #expect(result.output.contains("users who met it"))
    }

    @Test func theSameSeedIsTheSameSimulation() throws {
        let workspace = try Workspace(plan: TinyPlan())
        let grid = ["--grid", "accuracy=40%..60%:3", "--runs", "60"]
        let one = try workspace.run(["simulate", "tiny.yaml", "--format", "json", "--threads", "1"] + grid)
        let many = try workspace.run(["simulate", "tiny.yaml", "--format", "json", "--threads", "5"] + grid)
        #expect(one.status == 0 && one.output == many.output)
        let other = try workspace.run(["simulate", "tiny.yaml", "--format", "json", "--seed", "8"] + grid)
        #expect(other.status == 0 && other.output != one.output)
    }

    @Test func aGridIsSimulatedPointByPoint() throws {
        let workspace = try Workspace(plan: TinyPlan())
        let json = try json(workspace, "--grid", "accuracy=-90%..0%:3", "--effect", "error_rate=1%", "--runs", "40")
        #expect(json["grid"]?.string == "accuracy")
        let points = try #require(json["points"]?.array)
        #expect(points.map { $0["at"]?.string } == ["-90%", "-45%", "0%"])
        #expect(points.map { $0["released"]?["count"]?.integer } == [0, points[1]["released"]?["count"]?.integer, 40])
        #expect(points[0]["effects"]?.array == ["error_rate=1%", "accuracy=-90%"])
        #expect(points[0]["stages"]?.array?.map { $0["entered"]?["count"]?.integer } == [40, 0])
        for point in points {
            let ends = ["released", "rolled_back", "stopped", "failed"].compactMap { point[$0]?["count"]?.integer }
            #expect(ends.reduce(0, +) == 40)
        }
    }

    @Test func thePictureIsWritten() throws {
        let workspace = try Workspace(plan: TinyPlan())
        let result = try workspace.run("simulate", "tiny.yaml", "--runs", "10", "--svg", "x.svg")
        #expect(result.status == 0)
        let picture = try workspace.shell("cat x.svg").output
        #expect(picture.hasPrefix("<svg xmlns=") && picture.hasSuffix("</svg>\n"))
        #expect(picture.contains(">enters canary</text>"))
        let failed = try workspace.run("simulate", "tiny.yaml", "--runs", "10", "--svg", "no/x.svg")
        #expect(failed.status == 74)
        #expect(failed.errors.hasPrefix("error: cannot write the picture `no/x.svg`: "))
        let standard = try workspace.run("simulate", "tiny.yaml", "--runs", "10", "--svg", "-")
        #expect(standard.status == 64 && standard.errors.contains("--svg names a file"))
    }

    @Test(arguments: [
        ("--effect", "accuracy", "error[PR0640]: `accuracy` has no metric with `=` behind it\n --> --effect:1:1"),
        ("--effect", "=-2%", "error[PR0640]"),
        ("--effect", "accurcy=-2%", "error[PR0641]: an effect cannot be on `accurcy`\n --> --effect:1:1"),
        ("--effect", "accurcy=-2%", "did you mean `accuracy`?"), ("--effect", "f1=-2%", "error[PR0641]"),
        ("--effect", "latency.p95=+2ms", "did you mean `latency`?"),
        ("--effect", "recall=-2%", "such as `recall[virginica]=-10%`"),
        ("--effect", "recall[virginca]=-2%", "did you mean `virginica`?"),
        ("--effect", "accuracy=-2", "error[PR0642]: `-2` is no share\n --> --effect:1:10"),
        ("--effect", "accuracy=-2", "help: write `-2%`"), ("--effect", "accuracy=", "error[PR0642]"),
        ("--effect", "accuracy=-200%", "error[PR0642]"), ("--effect", "accuracy=5ms", "error[PR0642]"),
        ("--effect", "latency=5", "error[PR0642]"), ("--effect", "latency=20%", "such as `+20%`"),
        ("--effect", "latency=-101%", "error[PR0642]"),
        ("--effect", "accuracy=+50%", "error[PR0644]: there is no room for this effect: accuracy is"),
        ("--effect", "feedback.negative=+5%", "error[PR0644]"), ("--effect", "latency=+5ms", "error[PR0644]"),
        ("--grid", "accuracy", "error[PR0640]"), ("--grid", "accuracy=-2%", "error[PR0643]"),
        ("--grid", "accuracy=-5%..0%", "error[PR0643]"), ("--grid", "accuracy=-5%..0%:1", "error[PR0643]"),
        ("--grid", "accuracy=-5%..0%:1000", "error[PR0643]"), ("--grid", "accuracy=-5%..-5%:3", "error[PR0643]"),
        ("--grid", "accuracy=:3..", "error[PR0643]"), ("--grid", "latency=+5ms..+10%:3", "error[PR0643]"),
        ("--grid", "accuracy=-5%..0:3", "error[PR0642]"), ("--grid", "accuracy=-50%..+50%:3", "error[PR0644]"),
        ("--runs", "0", "--runs goes from 1 to 10000000"), ("--runs", "many", "'many' is invalid"),
        ("--runs", "10000001", "--runs goes from 1"), ("--threads", "-1", "--threads"),
    ])
    func whatIsWrongIsSaid(option: String, value: String, message: String) throws {
        let workspace = try Workspace(plan: TinyPlan())
        let result = try workspace.run("simulate", "tiny.yaml", "\(option)=\(value)")
        #expect(result.status == 64)
        #expect(result.errors.contains(message), "\(result.errors)")
        #expect(result.output.isEmpty)
    }

    @Test func aPlanThatCannotBeCarriedOutIsRefused() throws {
        let plan = TinyPlan().replacing(
            "decision_tree: { max_depth: 3 }\n    train: iris.train",
            "serve: https://example.org"
        )
        let workspace = try Workspace(plan: plan)
        let result = try workspace.run("simulate", "tiny.yaml")
        #expect(result.status == 3)
        #expect(result.errors.contains("--> tiny.yaml:"))
        #expect(try workspace.run("simulate", "none.yaml").status == 1)
        #expect(try workspace.shell("rm iris.csv; planrun simulate tiny.yaml").status != 0)
    }

    @Test(arguments: [(SIGINT, Int32(130)), (SIGTERM, Int32(143))])
    func anInterruptShowsWhatIsDone(signal: Int32, status: Int32) throws {
        let workspace = try Workspace(plan: TinyPlan())
        let run = try Streaming(
            ["simulate", "tiny.yaml", "--runs", "10000000", "--format", "json"],
            in: workspace
        )
        try run.waitUntilInterruptsAreCaught()
        run.send(signal)
        let result = try run.finish()
        #expect(result.status == status)
        #expect(result.errors.hasPrefix("interrupted after "))
        // Where runs were done, they are shown, and nothing is shown in part.
        if !result.output.isEmpty {
            let json = try JSONValue(parsing: result.output)
            #expect((json["points"]?.array?.first?["runs"]?.integer ?? 0) > 0)
        }
    }
}
