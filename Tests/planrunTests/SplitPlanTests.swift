import JSON
import Testing

/// Plans whose rows are divided by groups or by time.
@Suite struct SplitPlanTests {
    private func place(_ split: String, ignoring column: String) throws -> Workspace {
        let plan = TinyPlan.retrained
            .replacing(
                "    split: { test: 20%, seed: 42, stratify: true }",
                "    ignore: [note, \(column)]\n    split: \(split)"
            )
            .replacing("csv: iris.csv", "csv: who.csv")
        let workspace = try Workspace(plan: plan)
        let lines = try workspace.text(of: "iris.csv").split(separator: "\n")
        let rows = lines.dropFirst().enumerated().map { "\($1),g\($0 % 30),2026-03-\(10 + $0 % 20),a note" }
        try workspace.write("\(lines[0]),who,day,note\n" + rows.joined(separator: "\n") + "\n", to: "who.csv")
        return workspace
    }

    /// A fifth of 30 groups of five rows. Of 20 days, the first ten of which have eight rows and the others seven, the last five, as
    /// four have only 28; of the others the first three are a fifth, to be answered by none.
    @Test(arguments: [("{ test: 20%, group: who, seed: 1 }", 120, 30, 120), ("{ test: 20%, time: day }", 115, 35, 91)])
    func thePartsAreThoseOfTheColumn(split: String, train: Int, test: Int, validated: Int) throws {
        let workspace = try place(split, ignoring: split.contains("who") ? "day" : "who")
        let result = try workspace.run("execute", "tiny.yaml", "--dry-run", "--format", "jsonl")
        let events = result.output.split(separator: "\n").compactMap { try? JSONValue(parsing: Array($0.utf8)) }
        let prepared = try #require(events.first { $0["type"] == "prepared" }, "\(result.errors)")
        #expect(prepared["train"]?.integer == train && prepared["test"]?.integer == test)
        let trained = try #require(events.first { $0["type"] == "trained" && $0["model"] == "candidate" })
        #expect(trained["cross_validation"]?["rows"]?.integer == validated)
    }

    /// Of three rows that are drawn without regard to their classes, none is versicolor; ten of each class are in the other part.
    @Test(arguments: [
        ("recall[versicolor]", 1), ("recall[setosa]", 0), ("accuracy", 0), ("specificity[versicolor]", 0),
    ])
    func aClassThatThePartLacksIsNeverMeasured(metric: String, findings: Int) throws {
        let plan = TinyPlan().replacing("promote_if: [accuracy >= 0.5]", "promote_if: [\"\(metric) >= 0.5\"]")
        let divided = plan.replacing("{ test: 20%, seed: 42, stratify: true }", "{ test: 2%, seed: 1 }")
        for (plan, findings) in [(plan, 0), (divided, 2 * findings)] {
            let result = try Workspace(plan: plan).run("validate", "tiny.yaml", "--format", "concise")
            let found = result.errors.split(separator: "\n").filter { $0.contains("`\(metric)` never has a value") }
            #expect(found.count == findings, "\(result.errors)")
        }
    }

    /// The training rows are 120, or 24 groups, or 15 days; by time the first fold, which has eight of these, is answered by none.
    @Test(arguments: [
        ("{ test: 20%, seed: 1, stratify: true, folds: 10 }", 10, 120),
        ("{ test: 20%, group: who, folds: 24 }", 24, 120),
        ("{ test: 20%, time: day, folds: 2 }", 2, 51),
    ])
    func foldsAreAsManyAsThePlanSays(split: String, folds: Int, validated: Int) throws {
        let workspace = try place(split, ignoring: split.contains("who") ? "day" : "who")
        let ignored = split.contains("who") ? "day" : split.contains("day") ? "who" : "who, day"
        try workspace.shell("sed -i 's/ignore: .*/ignore: [note, \(ignored)]/' tiny.yaml")
        let result = try workspace.run("execute", "tiny.yaml", "--dry-run", "--format", "jsonl")
        let events = result.output.split(separator: "\n").compactMap { try? JSONValue(parsing: Array($0.utf8)) }
        // Both models are told, and not only one that has several recipes.
        for model in ["baseline", "candidate"] {
            let trained = try #require(
                events.first { $0["type"] == "trained" && $0["model"] == .string(model) },
                "\(result.errors)"
            )
            #expect(trained["cross_validation"]?["folds"]?.integer == folds)
            #expect(trained["cross_validation"]?["rows"]?.integer == validated)
        }
    }

    @Test(arguments: [
        ("{ test: 20%, group: who, folds: 25 }", "24 groups to train on cannot be divided into 25 folds"),
        ("{ test: 20%, time: day, folds: 16 }", "15 times to train on cannot be divided into 16 folds"),
        ("{ test: 20%, seed: 1, folds: 121 }", "120 rows to train on cannot be divided into 121 folds"),
        ("{ test: 20%, seed: 1, folds: 1 }", "`1` is out of range"),
    ])
    func foldsWithoutRowsAreRefused(split: String, message: String) throws {
        let workspace = try place(split, ignoring: "who")
        let ignored = split.contains("who") ? "day" : split.contains("day") ? "who" : "who, day"
        try workspace.shell("sed -i 's/ignore: .*/ignore: [note, \(ignored)]/' tiny.yaml")
        let result = try workspace.run("validate", "tiny.yaml")
        #expect(result.status == 1)
        #expect((result.output + result.errors).contains(message), "\(result.output + result.errors)")
    }

    @Test func whatCannotBeDividedIsLocated() throws {
        let workspace = try place("{ test: 20%, time: note }", ignoring: "who")
        try workspace.shell("sed -i 's/ignore: .note, who./ignore: [who, day]/' tiny.yaml")
        let result = try workspace.run("validate", "tiny.yaml")
        #expect(result.status == 1)
        #expect((result.output + result.errors).contains("error[PR0744]: `note` in row 1 is no time: `a note`"))
    }

    /// Rows 102 and 143 of iris are alike; each split has them apart or together.
    @Test func repeatedRowsAreFoundAcrossASplit() throws {
        var found: Set<Int32> = []
        for seed in 0..<12 {
            let split = "split: { test: 20%, seed: \(seed), stratify: true }"
            let plan = TinyPlan().replacing(
                "split: { test: 20%, seed: 42, stratify: true }",
                "\(split)\n    checks: { repeated: 0%, constant: 0, smallest_class: 33% }"
            )
            let workspace = try Workspace(plan: plan)
            let result = try workspace.run("validate", "tiny.yaml")
            let report = result.output + result.errors
            #expect(
                result.status == 0 || report.contains("of 30 rows to test on 1 is among those to train on"),
                "\(report)"
            )
            #expect(result.status == 0 || report.contains("error[PR0747]"))
            found.insert(result.status)
        }
        #expect(found == [0, 1])
    }
}
