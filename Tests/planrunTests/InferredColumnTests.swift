import Foundation
import JSON
import Testing

/// Columns of which nobody says what they hold, as users meet them.
@Suite struct InferredColumnTests {
    private static func plan(_ data: String) -> String {
        """
        planrun: 1
        name: small
        data:
          people: { csv: people.csv, label: said\(data) }
        models: { candidate: { decision_tree: { max_depth: 3, seed: 1 }, train: people } }
        traffic: { replay: people, rate: 10/s, users: 400 }
        stages:
          - name: everyone
            audience: 100%
            watch: { every: 1m, for: 2m, within: 2m }
            promote_if: [accuracy by region >= 60%]

        """
    }

    private static let rows = (0..<60).map { row in
        "\(row % 7),\(row % 5 < 2 ? "north" : "south"),\(row % 5 < 2 || row % 7 == 6 ? "a" : "b")"
    }
    private static let people = "x,region,said\n" + rows.joined(separator: "\n") + "\n"

    private func workspace(_ data: String, people: String = people) throws -> Workspace {
        let workspace = try Workspace()
        try workspace.write(Self.plan(data), to: "plan.yaml")
        try workspace.write(people, to: "people.csv")
        return workspace
    }

    /// The program has what was read off the cells, and is that of the plan which says it.
    @Test(arguments: ["", ", columns: auto"]) func aPlanHasTheColumnsOfItsData(data: String) throws {
        let inferred = try workspace(data)
        let result = try inferred.run("validate", "plan.yaml")
        #expect(result.status == 0)
        #expect(result.errors.contains("note[PR0752]: 1 column holds texts"), "\(result.errors)")
        #expect(result.errors.contains("say `columns: { region: category }`"), "\(result.errors)")
        let declared = try workspace(", columns: { region: category }")
        #expect(!(try declared.run("validate", "plan.yaml").errors.contains("PR0752")))
        let programs = try [inferred, declared].map { try $0.run("compile", "plan.yaml").output }
        #expect(programs[0] == programs[1] && programs[0].contains("category"))
        let run = try inferred.run("execute", "plan.yaml")
        #expect(run.status == 0, "\(run.output)\(run.errors)")
    }

    @Test func whatIsMixedIsRefusedAtItsCell() throws {
        let mixed = try workspace("", people: Self.people + "1,7,a\n").run("validate", "plan.yaml")
        #expect(mixed.status == 1)
        #expect(mixed.errors.contains("error[PR0748]") && mixed.errors.contains("people.csv:62:3"), "\(mixed.errors)")
        let typed = try workspace("", people: Self.people + "1O,north,a\n").run("validate", "plan.yaml")
        #expect(typed.errors.contains("error[PR0509]") && typed.errors.contains("people.csv:62:1"), "\(typed.errors)")
    }

    @Test func noOtherWordStandsForColumns() throws {
        let result = try workspace(", columns: automatic").run("validate", "plan.yaml")
        #expect(result.status == 1 && result.errors.contains("it is one of `auto`"), "\(result.errors)")
    }

    /// A file is learnt from as it is, and the model remembers what its columns held.
    @Test func aModelKeepsTheKindsOfItsColumns() throws {
        let place = try FeedbackPlace()
        try place.write(Self.people, to: "people.csv")
        let words = ["model", "train", "--data", "people.csv", "--label", "said", "--model", "{decision_tree: {}}"]
        let trained = try place.run(words + ["--out", "p.model"], input: [])
        #expect(trained.status == 0 && trained.error.isEmpty, "\(trained.error)")
        #expect(trained.output.contains("categories: region (2)"), "\(trained.output)")
        let header = try JSONValue(parsing: place.run("model", "inspect", "p.model", "--format", "json").output)
        #expect(header["categories"]?["region"]?.array?.count == 2)
        let declared = try place.run(words + ["--category", "region", "--out", "q.model"], input: [])
        #expect(declared.status == 0)
        let files = try ["p.model", "q.model"].map { try Data(contentsOf: URL(fileURLWithPath: place.path + "/\($0)")) }
        #expect(files[0] == files[1])
        // A new file whose cells would be taken for something else.
        try place.write("region,x\nnorth,NA\n,3\n7,3\n", to: "new.csv")
        let predicted = try place.run("model", "predict", "p.model", "--data", "new.csv")
        #expect(predicted.status == 0 && predicted.output.split(separator: "\n").count == 4, "\(predicted.error)")
    }

    @Test func doubtsAreToldAndSilenced() throws {
        let place = try FeedbackPlace()
        let rows = (0..<30).map { "\($0 + 1),\($0 % 7),\($0 % 3 == 0 ? "a" : "b"),1" }
        try place.write("id,x,said,same\n" + rows.joined(separator: "\n") + "\n", to: "people.csv")
        let words = ["model", "train", "--data", "people.csv", "--label", "said", "--model", "{decision_tree: {}}"]
        let trained = try place.run(words + ["--out", "p.model"], input: [])
        #expect(trained.status == 0)
        #expect(trained.error.contains("warning[PR0749]: `id` is taken for a feature"), "\(trained.error)")
        #expect(trained.error.contains("people.csv:1:1"), "\(trained.error)")
        #expect(trained.output.contains("the same in all rows: same"), "\(trained.output)")
        for more in [["--number", "id"], ["--ignore", "id"]] {
            #expect(try place.run(words + more + ["--out", "p.model"], input: []).error.isEmpty)
        }
        let both = words + ["--number", "x", "--category", "x", "--out", "p.model"]
        #expect(try place.run(both, input: []).status == 64)
    }
}
