import JSON
import Testing

/// Files that plans include, found on the disk.
@Suite struct IncludeTests {
    private static let alerts = "alerts:\n  - { name: low, when: accuracy < 0.1, notify: [terminal] }\n"
    private static let notify = "notify:\n  terminal: {}\n"

    private func workspace(_ include: String, _ files: [String: String]) throws -> Workspace {
        let workspace = try Workspace(plan: TinyPlan().adding("include: \(include)\n"))
        for (name, text) in files { try workspace.write(text, to: name) }
        return workspace
    }

    @Test func filesIncludeFilesFromTheirOwnFolders() throws {
        let workspace = try workspace(
            "[shared/alerts.yaml]",
            [
                "shared/alerts.yaml": "include: [parts/notify.yaml, ../more.yaml]\n" + Self.alerts,
                "shared/parts/notify.yaml": Self.notify, "more.yaml": "alerts: []\n",
            ]
        )
        let result = try workspace.run("validate", "--strict", "tiny.yaml")
        #expect(result.status == 0 && result.output.contains("1 alert"), "\(result.errors)")
        // The same from any other folder.
        #expect(try workspace.shell("mkdir x && cd x && planrun validate --strict ../tiny.yaml").status == 0)
    }

    @Test func aFileIncludedTwiceCountsOnce() throws {
        let workspace = try workspace(
            "[a.yaml, b.yaml, ./a.yaml]",
            ["a.yaml": "include: [c.yaml]\n", "b.yaml": "include: [c.yaml]\n" + Self.notify, "c.yaml": Self.alerts]
        )
        let result = try workspace.run("validate", "--strict", "tiny.yaml")
        #expect(result.status == 0, "\(result.errors)")
    }

    @Test(arguments: [
        ("[a.yaml]", ["a.yaml": "include: [a.yaml]\n"], "`a.yaml` includes `a.yaml`"),
        (
            "[a.yaml]", ["a.yaml": "include: [b.yaml]\n", "b.yaml": "include: [a.yaml]\n"],
            "`a.yaml` includes `b.yaml` includes `a.yaml`"
        ),
        ("[tiny.yaml]", [:], "`tiny.yaml` includes `tiny.yaml`"),
        ("[a.yaml]", ["a.yaml": "include: [./tiny.yaml]\n"], "`tiny.yaml` includes `a.yaml` includes `tiny.yaml`"),
    ])
    func circlesAreRefusedWithTheWholeWay(include: String, files: [String: String], way: String) throws {
        let result = try workspace(include, files).run("validate", "tiny.yaml")
        #expect(
            result.status == 1 && result.errors.contains("PR0232") && result.errors.contains(way),
            "\(result.errors)"
        )
    }

    @Test(arguments: [
        ("[none.yaml]", [:], "PR0231"), ("[a]", ["a/x.yaml": ""], "PR0231"), ("[../a.yaml]", [:], "PR0210"),
        ("[/etc/hostname]", [:], "PR0210"), ("[b/a.yaml]", ["b/a.yaml": "include: [../../x.yaml]\n"], "PR0210"),
        ("[a.yaml]", ["a.yaml": "alerts: [\n"], "a.yaml:"), ("a.yaml", [:], "PR0201"), ("[\"\"]", [:], "PR0204"),
    ])
    func whatCannotBeIncludedIsSaidWhereItIsIncluded(include: String, files: [String: String], code: String) throws {
        let result = try workspace(include, files).run("validate", "tiny.yaml")
        #expect(result.status == 1 && result.errors.contains(code), "\(result.errors)")
    }

    @Test func outsidePathsCanBeAllowed() throws {
        let workspace = try Workspace()
        try workspace.write(Self.alerts + Self.notify, to: "a.yaml")
        try workspace.write(
            TinyPlan().text.replacing("csv: iris.csv", with: "csv: ../iris.csv") + "include: [../a.yaml]\n",
            to: "p/p.yaml"
        )
        #expect(try workspace.run("validate", "p/p.yaml").status == 1)
        #expect(try workspace.run("validate", "--strict", "--allow-outside-paths", "p/p.yaml").status == 0)
    }

    @Test func depthAndNumberAreBounded() throws {
        var chain: [String: String] = [:]
        for level in 0..<20 { chain["f\(level).yaml"] = "include: [f\(level + 1).yaml]\n" }
        let deep = try workspace("[f0.yaml]", chain).run("validate", "tiny.yaml")
        #expect(deep.status == 1 && deep.errors.contains("PR0233") && deep.errors.contains("deep"))
        let names = (0..<100).map { "g\($0).yaml" }
        let many = try workspace(
            "[\(names.joined(separator: ", "))]",
            Dictionary(names.map { ($0, "alerts: []\n") }) { first, _ in first }
        ).run("validate", "tiny.yaml")
        #expect(many.status == 1 && many.errors.contains("PR0233") && many.errors.contains("64 files"))
    }

    @Test func sizeIsBounded() throws {
        let workspace = try workspace("[a.yaml, b.yaml]", [:])
        for name in ["a.yaml", "b.yaml"] { try workspace.write([UInt8](repeating: 0x0A, count: 9 << 20), to: name) }
        let result = try workspace.run("validate", "tiny.yaml")
        #expect(
            result.status == 1 && result.errors.contains("PR0233") && result.errors.contains("`b.yaml` is too large")
        )
    }

    /// What looks as if it stayed in the folder, and is led out of it by a link: what is included, read and written.
    @Test func linksDoNotLeadOut() throws {
        let outside = try Workspace(plan: TinyPlan())
        try outside.write(Self.notify, to: "notify.yaml")
        let inside = try workspace("[notify.yaml]", [:])
        for name in ["notify.yaml", "iris.csv", "alerts.jsonl"] {
            _ = try inside.shell("rm -f \(name); ln -s \(outside.path)/\(name) \(name)")
        }
        let result = try inside.run("validate", "tiny.yaml")
        #expect(result.status == 1 && result.errors.contains("PR0210"), "\(result.errors)")
        #expect(result.errors.contains("`notify.yaml` leads out of the plan's folder"), "\(result.errors)")
        #expect(result.errors.contains("`iris.csv` leads out of the plan's folder"), "\(result.errors)")
        #expect(try inside.run("validate", "--allow-outside-paths", "tiny.yaml").status == 0)

        let writing = try Workspace(plan: TinyPlan().adding("notify: { log: { file: alerts.jsonl } }\n"))
        _ = try writing.shell("ln -s \(outside.path)/alerts.jsonl alerts.jsonl")
        #expect(
            try writing.run("validate", "tiny.yaml").errors.contains("`alerts.jsonl` leads out of the plan's folder")
        )
    }
}
