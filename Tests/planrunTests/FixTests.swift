import Foundation
import JSON
import Testing

@Suite struct FixTests {
    /// Ways to spoil the tiny plan, each with exactly one way to mend it.
    private static let harm: [(String, String)] = [
        ("samples: 50 }", "sampels: 50 }"), ("stratify: true", "stratify: yes"), ("seed: 42", "seed: \"42\""),
        ("rate: 5/s", "rate: 5 / s"), ("test: 20%", "test: 20 %"), ("every: 1m, for: 4m", "every: 1 min, for: 4m"),
        ("otherwise: stop", "otherwise: stpo"), ("decision_tree: { max_depth: 3", "decison_tree: { max_depth: 3"),
        ("accuracy >= 0.85", "acuracy >= 0.85"), ("  replay: iris.test", "\treplay: iris.test"),
        ("users: 100", "users: 1_00"), ("seed: 7", "seed: 7.0"),
    ]

    /// Every fix gives back what was there, and every other byte stays.
    @Test(arguments: 0..<24) func fixesUndoExactlyTheHarm(seed: Int) throws {
        var random = SystemRandom(seed: UInt64(seed))
        var (good, bad) = (TinyPlan(), TinyPlan())
        let chosen = seed < Self.harm.count ? [Self.harm[seed]] : Self.harm.filter { _ in Bool.random(using: &random) }
        for (old, new) in chosen { bad = bad.replacing(old, new) }
        good = good.adding("# é性😀 \u{301}\n")
        bad = bad.adding("# é性😀 \u{301}\n")
        let form: (String) -> [UInt8] = { text in
            let lines = seed % 3 == 0 ? text.replacing("\n", with: "\r\n") : text
            return [UInt8](((seed % 2 == 0 ? "\u{FEFF}" : "") + lines).utf8)
        }
        let workspace = try Workspace()
        try workspace.write(form(bad.text), to: "tiny.yaml")
        let result = try workspace.run("validate", "tiny.yaml", "--fix", "--format", "json")
        #expect(result.status == 0, "\(result.output)")
        #expect(try workspace.bytes(of: "tiny.yaml") == form(good.text))
        let value = try JSONValue(parsing: result.output)
        #expect(value["fixable"]?.integer == 0 && value["fixed"]?.integer == chosen.count)
        #expect(try workspace.run("validate", "tiny.yaml", "--diff").output.isEmpty)
    }

    /// Whatever the compiler refuses: afterwards nothing is fixable, and a second run changes nothing.
    @Test func everyRefusedFixtureHasNoFixLeft() throws {
        let workspace = try Workspace()
        for room in ["Compiler", "PlanSyntax"] {
            let folder = Workspace.repository + "/Tests/\(room)Tests/Fixtures/err"
            try FileManager.default.copyItem(atPath: folder, toPath: workspace[room])
        }
        try workspace.shell("chmod -R u+w . && for file in */*.yaml; do echo \"# planrun\" >> $file; done")
        let files = try workspace.shell("echo */*.yaml").output.split(whereSeparator: \.isWhitespace).map(String.init)
        #expect(files.count > 100)
        let before = try JSONValue(parsing: try workspace.run(["validate", "--format", "json"] + files).output)
        #expect((before["fixable"]?.integer ?? 0) > 20)
        let fixed = try JSONValue(parsing: try workspace.run(["validate", "--fix", "--format", "json"] + files).output)
        #expect(fixed["fixed"]?.integer ?? 0 > 20)
        // A text that is not UTF-8 keeps its fixes.
        let left = fixed["diagnostics"]?.array?.filter { $0["fix"] != nil } ?? []
        let broken = fixed["diagnostics"]?.array?.filter { $0["slug"]?.string == "invalid-utf8" } ?? []
        #expect(left.allSatisfy { found in broken.contains { $0["file"] == found["file"] } }, "\(left)")
        let again = try JSONValue(parsing: try workspace.run(["validate", "--fix", "--format", "json"] + files).output)
        #expect(again["fixed"]?.integer == 0)
        #expect(again["diagnostics"] == fixed["diagnostics"])
    }

    private static let bad = TinyPlan().replacing("samples: 50 }", "sampels: 50 }").replacing("true", "yes")

    @Test func aDiffShowsWhatWouldChangeAndPatches() throws {
        let workspace = try Workspace(plan: Self.bad)
        let before = try workspace.listing()
        let diff = try workspace.run("validate", "tiny.yaml", "--diff")
        #expect(diff.status == 1)
        #expect(diff.errors == "tiny.yaml: would fix 2 findings (PR0202, PR0205)\n")
        #expect(diff.output.hasPrefix("--- a/tiny.yaml\n+++ b/tiny.yaml\n@@ "))
        #expect(try workspace.listing() == before)
        #expect(try workspace.shell("planrun validate tiny.yaml --diff | git apply -").status == 0)
        #expect(try workspace.text(of: "tiny.yaml") == TinyPlan().text)
        #expect(try workspace.run("validate", "tiny.yaml", "--diff").status == 0)
    }

    @Test func whatWasFixedIsToldAndWhatIsLeftIsShown() throws {
        let workspace = try Workspace(plan: Self.bad.replacing("audience: 20%", "audience: 120%"))
        let result = try workspace.run("validate", "tiny.yaml", "--fix")
        #expect(result.status == 1)
        #expect(result.errors.hasPrefix("tiny.yaml: fixed 2 findings (PR0202, PR0205)\nerror[PR0206]: "))
        #expect(result.errors.hasSuffix("\n1 error\n"))
        #expect(try workspace.text(of: "tiny.yaml").contains("audience: 120%"))
    }

    @Test func standardInputIsPrintedFixed() throws {
        let workspace = try Workspace()
        let result = try workspace.run("validate", "-", "--fix", input: [UInt8](Self.bad.text.utf8))
        #expect(result.status == 0 && result.output == TinyPlan().text)
        #expect(result.errors == "<stdin>: fixed 2 findings (PR0202, PR0205)\n")
        let action = try workspace.run(
            ["validate", "-", "--fix"],
            input: [UInt8](Self.bad.text.utf8),
            environment: ["GITHUB_ACTIONS": "true"]
        )
        #expect(action.output == TinyPlan().text && action.status == 0)
        // Also where there is nothing to fix, so that it can stand in a pipe.
        let good = try workspace.run("validate", "-", "--fix", input: [UInt8](TinyPlan().text.utf8))
        #expect(good.output == TinyPlan().text && good.errors.isEmpty)
        #expect(try workspace.run("validate", "-", "--fix", "--quiet", input: [0xFF]).output.utf8.count == 3)
    }

    @Test func aLinkAndPermissionsStay() throws {
        let workspace = try Workspace(plan: Self.bad)
        try workspace.shell("chmod 640 tiny.yaml && ln -s tiny.yaml link.yaml")
        #expect(try workspace.run("validate", "link.yaml", "--fix").status == 0)
        #expect(try workspace.text(of: "tiny.yaml") == TinyPlan().text)
        #expect(try workspace.shell("stat -c %a tiny.yaml; readlink link.yaml").output == "640\ntiny.yaml\n")
    }

    /// What is wrong with the value of a variable is not mended where it is used.
    @Test func aVariableIsNotWrittenOver() throws {
        let plan = TinyPlan().replacing("stratify: true", "stratify: \"${YES}\"")
            .adding("parameters:\n  YES: { type: text, default: \"yes\" }\n")
        let workspace = try Workspace(plan: plan)
        let result = try workspace.run("validate", "tiny.yaml", "--fix", "--format", "json")
        let value = try JSONValue(parsing: result.output)
        #expect(
            result.status == 1 && value["fixed"]?.integer == 0 && value["fixable"]?.integer == 0,
            "\(result.output)"
        )
        #expect(try workspace.text(of: "tiny.yaml") == plan.text)
    }

    @Test func aFileThatIsNotUTF8IsLeftAlone() throws {
        let workspace = try Workspace()
        let bytes = [UInt8](Self.bad.text.utf8) + [0x23, 0xFF, 0x0A]
        try workspace.write(bytes, to: "tiny.yaml")
        let result = try workspace.run("validate", "tiny.yaml", "--fix")
        #expect(result.status == 1 && result.errors.contains("error[PR0102]"))
        #expect(try workspace.bytes(of: "tiny.yaml") == bytes)
    }

    /// The limit of a file's size stands for a full disk, with no rights needed.
    @Test func aFullDiskIsNotTakenForAnotherWriter() throws {
        let workspace = try Workspace(plan: Self.bad)
        // The output goes through a program without the limit, as it may go to a file.
        let result = try workspace.shell("(ulimit -f 0; planrun validate --fix tiny.yaml 2>&1) | cat")
        #expect(result.output.contains("error[PR0020]: the fixes of `tiny.yaml` are not written: File too large"))
        #expect(try workspace.text(of: "tiny.yaml") == Self.bad.text)
        #expect(try Set(workspace.listing().keys) == Set(Workspace(plan: Self.bad).listing().keys))
    }

    /// What a tab stands for is known below a line that is not indented deeper than it.
    @Test(arguments: [("watch:\n\tevery", 1), ("watch:\n    for: 1h\n\tevery", 0)])
    func aTabIsReplacedWhereItsWidthIsKnown(text: String, fixes: Int) throws {
        let workspace = try Workspace()
        try workspace.write("planrun: 1\n\(text): 1m\n", to: "x.yaml")
        let result = try workspace.run("validate", "--format", "json", "x.yaml")
        #expect(result.output.contains("PR0110"))
        #expect(try JSONValue(parsing: result.output)["fixable"]?.integer == fixes)
    }

    /// So long a name leaves no room for that of a file beside it.
    @Test func whatCannotBeWrittenIsAnErrorOfThePlan() throws {
        let workspace = try Workspace(plan: Self.bad)
        let name = String(repeating: "n", count: 250) + ".yaml"
        try workspace.write(Self.bad.text, to: name)
        let result = try workspace.run("validate", name, "tiny.yaml", "--fix", "--format", "concise")
        #expect(result.status == 1)
        #expect(
            result.errors.contains(":1:1: error[PR0020]: the fixes of `\(name)` are not written: File name too long")
        )
        #expect(result.errors.contains("error[PR0202]"))
        #expect(try workspace.text(of: name) == Self.bad.text)
        #expect(try workspace.text(of: "tiny.yaml") == TinyPlan().text)
    }

    @Test(arguments: [
        (["tiny.yaml", "--fix", "--diff"], "--fix writes and --diff only shows; give either"),
        (["tiny.yaml", "--diff", "--format", "json"], "--diff is a format of its own"),
        (["-", "tiny.yaml", "--fix"], "--fix prints the text of standard input, and takes no files beside it"),
        (
            ["-", "--fix", "--format", "json"],
            "--fix prints the text of standard input, so --format is full or concise"
        ),
        (["tiny.yaml", "--stdin-filename", "x"], "--stdin-filename goes with `-`"),
        (["-", "--stdin-filename", ""], "--stdin-filename names nothing"),
        (["tiny.yaml", "--threads=-1"], "--threads goes from 0 to 1024"),
    ])
    func whatCannotGoTogetherIsSaid(arguments: [String], words: String) throws {
        let workspace = try Workspace(plan: Self.bad)
        let result = try workspace.run(["validate"] + arguments)
        #expect(result.status == 64 && result.errors.contains(words), "\(result.errors)")
        #expect(try workspace.text(of: "tiny.yaml") == Self.bad.text)
    }
}

/// SplitMix64, so that a case can be run again.
private struct SystemRandom: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
