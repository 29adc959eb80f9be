import JSON
import Testing

/// Plans whose models are kept in files.
@Suite struct KeptModelTests {
    private static let tree = "{decision_tree: {max_depth: 2, seed: 1}}"
    private static let plan = TinyPlan()
        .replacing("    decision_tree: { max_depth: 3 }\n    train: iris.train", "    file: models/new.model")
        .replacing("every: 1m, for: 4m", "every: 10s, for: 20m")

    /// A plan whose candidate was trained on other rows than those it answers.
    private func place(_ plan: TinyPlan = plan) throws -> Workspace {
        let workspace = try Workspace(plan: plan)
        var lines = try workspace.text(of: "iris.csv").split(separator: "\n").map(String.init)
        lines.removeLast()
        try workspace.write(lines.joined(separator: "\n") + "\n", to: "other.csv")
        try workspace.write("", to: "models/empty")
        try train(workspace, "models/new.model")
        return workspace
    }

    private func train(_ workspace: Workspace, _ out: String, _ recipe: String = tree, data: String = "other.csv")
        throws
    {
        let words = ["model", "train", "--data", data, "--label", "species", "--model", recipe, "--out", out]
        let result = try workspace.run(words)
        #expect(result.status == 0, "\(result.errors)")
    }

    @Test func aModelInAFileIsReleased() throws {
        let workspace = try place()
        let result = try workspace.run("execute", "tiny.yaml", "--format", "jsonl")
        #expect(result.status == 0, "\(result.errors)")
        let events = result.output.split(separator: "\n").compactMap { try? JSONValue(parsing: Array($0.utf8)) }
        let loaded = try #require(events.first { $0["type"]?.string == "loaded" })
        #expect(loaded["model"] == "candidate" && loaded["file"] == "models/new.model")
        #expect(loaded["kind"] == "decision_tree" && loaded["rows"] == 149)
        let sum = try workspace.shell("sha256sum models/new.model").output
        #expect(loaded["digest"]?.string.map { sum.hasPrefix($0) } == true)
        #expect(events.filter { $0["type"]?.string == "trained" }.count == 1)
    }

    /// The answers of a model that was kept are those that it gives where it is trained.
    @Test func aKeptModelAnswersAsATrainedOne() throws {
        let trained = TinyPlan().replacing("csv: iris.csv", "csv: other.csv")
            .replacing("    split: { test: 20%, seed: 42, stratify: true }\n", "")
            .replacing("max_depth: 3", "max_depth: 2, seed: 1").text.replacing("iris.train", with: "iris")
            .replacing("iris.test", with: "iris")
        let workspace = try place()
        try workspace.write(trained, to: "tiny.yaml")
        let old = "    decision_tree: { max_depth: 2, seed: 1 }\n    train: iris"
        try workspace.write(trained.replacing(old, with: "    file: models/new.model"), to: "kept.yaml")
        func decisions(_ plan: String) throws -> [String] {
            let events = try workspace.run("execute", plan, "--dry-run", "--format", "jsonl").output
            return events.split(separator: "\n").map(String.init).filter { $0.contains("\"judged\"") }
        }
        let (first, second) = (try decisions("tiny.yaml"), try decisions("kept.yaml"))
        #expect(!first.isEmpty && first == second)
    }

    @Test func aFileThatChangedIsRefused() throws {
        let workspace = try place()
        try Streaming(["execute", "tiny.yaml", "--format", "jsonl"], in: workspace).kill(afterLines: 30, 9)
        let kept = try workspace.bytes(of: "models/new.model")
        try train(workspace, "models/new.model", "{decision_tree: {max_depth: 2, seed: 2}}")
        let result = try workspace.run("resume", "tiny-1")
        #expect(result.status == 1)
        #expect(
            result.errors.contains("models/new.model` has changed since the run `tiny-1` began"),
            "\(result.errors)"
        )
        try workspace.write(kept, to: "models/new.model")
        #expect(try workspace.run("resume", "tiny-1").status == 0)
    }

    /// What a file can be beside a model that fits: what is damaged by a command of the shell, its code, and the words.
    @Test(arguments: [
        ("rm models/new.model", "PR0002", "cannot read `models/new.model`"),
        ("cp iris.csv models/new.model", "PR0651", "is no model of planrun's"),
        ("head -c 300 models/new.model > x; mv x models/new.model", "PR0653", "it has 300 bytes"),
        ("printf '\\003' | dd of=models/new.model bs=1 seek=8 conv=notrunc status=none", "PR0652", "in version 3"),
        ("printf 'x' | dd of=models/new.model bs=1 seek=40 conv=notrunc status=none", "PR0654", "is damaged"),
        ("sed -i s/sepal_width/sepal_depth/ iris.csv", "PR0412", "it lacks `sepal_width`"),
        ("sed -i s/setosa/tulip/ iris.csv", "PR0412", "only the candidate has `setosa`"),
    ])
    func whatDoesNotFitIsLocated(harm: String, code: String, words: String) throws {
        let workspace = try place()
        #expect(try workspace.run("validate", "tiny.yaml", "--strict").status == 0)
        #expect(try workspace.shell(harm).status == 0)
        let result = try workspace.run("validate", "tiny.yaml")
        #expect(result.status == 1)
        let report = result.output + result.errors
        #expect(report.contains("error[\(code)]") && report.contains(words), "\(report)")
        #expect(report.contains("--> tiny.yaml:13:11"), "\(report)")
    }

    @Test func theFileIsThatWhichThePlanMeans() throws {
        let workspace = try place(
            Self.plan.replacing("file: models/new.model", "file: models/new.model\n    sha256: DIGEST")
        )
        let sum = try #require(try workspace.shell("sha256sum models/new.model").output.split(separator: " ").first)
        let plan = try workspace.text(of: "tiny.yaml")
        for digest in [String(sum), sum.uppercased()] {
            try workspace.write(plan.replacing("DIGEST", with: digest), to: "tiny.yaml")
            #expect(try workspace.run("validate", "tiny.yaml", "--strict").status == 0)
        }
        try train(workspace, "models/new.model", "{decision_tree: {max_depth: 1}}")
        let result = try workspace.run("validate", "tiny.yaml")
        let report = result.output + result.errors
        #expect(
            result.status == 1 && report.contains("error[PR0740]") && report.contains("tiny.yaml:14:13"),
            "\(report)"
        )
    }

    @Test func rowsThatTheModelHasLearntFromAreWarnedOf() throws {
        let workspace = try place()
        try train(workspace, "models/new.model", data: "iris.csv")
        let result = try workspace.run("validate", "tiny.yaml")
        let report = result.output + result.errors
        #expect(result.status == 0 && report.contains("warning[PR0741]"), "\(report)")
    }
}
