import Foundation
import Testing

@Suite struct FmtTests {
    private static let loose = TinyPlan().replacing("every: 1m, for: 4m", "every: 1m,for:   4m").text
    private static let tidy = TinyPlan().text

    @Test func aFileIsRewrittenOnceAndNamed() throws {
        let workspace = try Workspace()
        try workspace.write(Self.loose, to: "x.yaml")
        let first = try workspace.run("fmt", "x.yaml")
        #expect(first.status == 0 && first.output == "x.yaml\n" && first.errors.isEmpty)
        #expect(try workspace.text(of: "x.yaml") == Self.tidy)
        let listing = try workspace.listing()
        let second = try workspace.run("fmt", "x.yaml")
        #expect(second.status == 0 && second.output.isEmpty)
        #expect(try workspace.listing() == listing)
    }

    @Test func permissionsAndLinksStay() throws {
        let workspace = try Workspace()
        try workspace.write(Self.loose, to: "x.yaml")
        try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: workspace["x.yaml"])
        try FileManager.default.createSymbolicLink(atPath: workspace["link.yaml"], withDestinationPath: "x.yaml")
        #expect(try workspace.run("fmt", "link.yaml").output == "link.yaml\n")
        let facts = try FileManager.default.attributesOfItem(atPath: workspace["x.yaml"])
        #expect(facts[.posixPermissions] as? Int == 0o640)
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: workspace["link.yaml"]) == "x.yaml")
        #expect(try workspace.text(of: "x.yaml") == Self.tidy)
        #expect(try FileManager.default.contentsOfDirectory(atPath: workspace.path).count == 3)
    }

    @Test func checkAndDiffWriteNothing() throws {
        let workspace = try Workspace()
        try workspace.write(Self.loose, to: "a.yaml")
        try workspace.write(Self.tidy, to: "b.yaml")
        let listing = try workspace.listing()
        let check = try workspace.run("fmt", "--check", "a.yaml", "b.yaml")
        #expect(check.status == 1 && check.output == "a.yaml\n" && check.errors.isEmpty)
        #expect(try workspace.run("fmt", "--check", "b.yaml").status == 0)
        let diff = try workspace.run("fmt", "--diff", "a.yaml", "b.yaml")
        #expect(diff.status == 0)
        #expect(diff.output.hasPrefix("--- a/a.yaml\n+++ b/a.yaml\n@@ "))
        #expect(
            diff.output.contains(
                "\n-    watch: { every: 1m,for:   4m, samples: 50 }\n+    watch: { every: 1m, for: 4m,"
            )
        )
        #expect(try workspace.run("fmt", "--check", "--diff", "a.yaml").status == 1)
        #expect(try workspace.listing() == listing)
    }

    @Test func foldersAreSearchedForPlans() throws {
        let workspace = try Workspace()
        try workspace.write(Self.loose, to: "plans/deep/x.yaml")
        try workspace.write("planrun_scenario:   1\n", to: "plans/s.yml")
        try workspace.write("on:   push\n", to: "plans/ci.yaml")
        try workspace.write(Self.loose, to: "plans/.hidden/x.yaml")
        try workspace.write(Self.loose, to: "plans/notes.txt")
        try FileManager.default.createSymbolicLink(atPath: workspace["plans/round"], withDestinationPath: "..")
        #expect(try workspace.run("fmt", "--check").output == "plans/deep/x.yaml\nplans/s.yml\n")
        #expect(try workspace.run("fmt", "plans", "plans/s.yml").output == "plans/deep/x.yaml\nplans/s.yml\n")
        #expect(try workspace.text(of: "plans/ci.yaml") == "on:   push\n")
        #expect(try workspace.text(of: "plans/.hidden/x.yaml") == Self.loose)
    }

    /// Whoever names the wrong folder would take silence for consent.
    @Test func aFolderWithoutPlansIsSaid() throws {
        let workspace = try Workspace()
        try workspace.write("on:   push\n", to: "ci/x.yaml")
        try workspace.write(Self.loose, to: "plans/x.yaml")
        for arguments in [["fmt", "--check", "ci"], ["fmt", "ci", "plans"]] {
            let result = try workspace.run(arguments)
            #expect(result.status == 1, "\(arguments)")
            #expect(result.errors.contains("error[PR0001]: cannot format `ci`: the folder holds no plans"))
        }
        #expect(try workspace.text(of: "plans/x.yaml") == Self.tidy)
    }

    /// Nearly every text is a scalar of YAML, which folding lines would change.
    @Test(arguments: ["a,b\n1,2\n\n3,4\n", "- a\n-   b\n", "Dear all,\n  good morning\n"])
    func whatIsNoMappingIsLeftAlone(text: String) throws {
        let workspace = try Workspace()
        try workspace.write(text, to: "x.csv")
        let listing = try workspace.listing()
        let result = try workspace.run("fmt", "x.csv")
        #expect(result.status == 1 && result.output.isEmpty)
        #expect(result.errors.contains("cannot format `x.csv`: a plan is a mapping, and this is none"))
        #expect(try workspace.text(of: "x.csv") == text)
        #expect(try workspace.listing() == listing)
    }

    @Test func standardInputGoesToStandardOutput() throws {
        let workspace = try Workspace()
        let result = try workspace.run("fmt", "-", input: [UInt8](Self.loose.utf8))
        #expect(result.status == 0 && result.output == Self.tidy)
        let named = try workspace.run(
            "fmt",
            "-",
            "--check",
            "--stdin-filename",
            "p.yaml",
            input: [UInt8](Self.loose.utf8)
        )
        #expect(named.status == 1 && named.output == "p.yaml\n")
        let broken = try workspace.run("fmt", "-", "--stdin-filename", "p.yaml", input: [UInt8]("a: [\n".utf8))
        #expect(broken.status == 1 && broken.output.isEmpty && broken.errors.contains("--> p.yaml:1:4"))
    }

    @Test func whatCannotBeFormattedIsSaidAndTheRestIsFormatted() throws {
        let workspace = try Workspace()
        try workspace.write("planrun: 1\nname: [\n", to: "broken.yaml")
        try workspace.write(Self.loose, to: "x.yaml")
        let result = try workspace.run("fmt", "broken.yaml", "nowhere.yaml", "/dev/null", "x.yaml")
        #expect(result.status == 1 && result.output == "x.yaml\n")
        #expect(result.errors.contains("error[PR0112]") && result.errors.contains("--> broken.yaml:2:7"))
        #expect(result.errors.contains("cannot read the plan `nowhere.yaml`"))
        #expect(result.errors.contains("cannot format `/dev/null`: it is a pipe or a device, not a file"))
        #expect(try workspace.text(of: "broken.yaml") == "planrun: 1\nname: [\n")
    }

    @Test func aFileThatMayNotBeWrittenStays() throws {
        // The superuser may write everything.
        guard getuid() != 0 else { return }
        let workspace = try Workspace()
        try workspace.write(Self.loose, to: "x.yaml")
        try FileManager.default.setAttributes([.posixPermissions: 0o444], ofItemAtPath: workspace["x.yaml"])
        let result = try workspace.run("fmt", "x.yaml")
        #expect(result.status == 1 && result.errors.contains("error[PR0261]: cannot write `x.yaml`: Permission denied"))
        #expect(try workspace.text(of: "x.yaml") == Self.loose)
    }

    @Test(arguments: [["fmt", "-", "x.yaml"], ["fmt", "x.yaml", "--stdin-filename", "y"], ["fmt", "--nonsense"]])
    func wrongCommandLines(arguments: [String]) throws {
        #expect(try Workspace().run(arguments).status == 64)
    }
}
