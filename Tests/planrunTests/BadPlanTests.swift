import JSON
import Testing

/// What people hand in by mistake, or to see what happens: each gets a code, a place and status 1.
@Suite struct BadPlanTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let bytes: [UInt8]
        let code: String
        /// Where the finding must stand, counted from 1; nil where the file as a whole is meant.
        let line: Int?

        init(_ description: String, _ code: String, line: Int?, _ text: String) {
            self.init(description, code, line: line, bytes: [UInt8](text.utf8))
        }

        init(_ description: String, _ code: String, line: Int?, bytes: [UInt8]) {
            testDescription = description
            self.bytes = bytes
            self.code = code
            self.line = line
        }

        init(_ description: String, _ code: String, line: Int?, _ old: String, _ new: String) {
            self.init(description, code, line: line, TinyPlan().replacing(old, new).text)
        }
    }

    private static let bomb =
        "planrun: 1\na0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
        + (1...11).map {
            "a\($0): &a\($0) [" + Array(repeating: "*a\($0 - 1)", count: 10).joined(separator: ", ") + "]\n"
        }
        .joined()

    private static let files: [Case] = [
        Case("empty", "PR0106", line: nil, ""),
        Case("binary", "PR0104", line: 1, bytes: (0...255).map { UInt8($0) }),
        Case("not UTF-8", "PR0102", line: 2, bytes: [UInt8]("planrun: 1\nname: ".utf8) + [0xFF, 0x0A]),
        Case("tabs", "PR0110", line: 3, "planrun: 1\ndata:\n\tiris: x\n"),
        Case("two documents", "PR0107", line: 35, TinyPlan().text + "---\n" + TinyPlan().text),
        Case("a key twice", "PR0115", line: 35, TinyPlan().text + "name: other\n"),
        Case("an alias bomb", "PR0122", line: nil, bomb),
        Case("nested brackets", "PR0109", line: 2, "planrun: 1\nname: " + String(repeating: "[", count: 100_000)),
        Case("too large", "PR0101", line: nil, bytes: Array(repeating: UInt8(ascii: "\n"), count: 50_000_000)),
        Case("not a mapping", "PR0201", line: 1, "- planrun\n"),
    ]

    private static let values: [Case] = [
        Case("an unknown key", "PR0202", line: 18, "  unit: user", "  units: user"),
        Case("a missing key", "PR0203", line: 16, "  rate: 5/s\n", ""),
        Case("a wrong type", "PR0205", line: 19, "users: 100", "users: many"),
        Case("no unit", "PR0207", line: 17, "rate: 5/s", "rate: 5"),
        Case("another unit", "PR0207", line: 28, "every: 1m, for: 4m", "every: 1m, for: 4%"),
        Case("more than all", "PR0206", line: 27, "audience: 20%", "audience: 101%"),
        Case("a negative duration", "PR0207", line: 28, "for: 4m", "for: -4m"),
        Case("a negative count", "PR0206", line: 28, "samples: 50", "samples: -50"),
        Case(
            "a stage with no condition",
            "PR0203",
            line: 31,
            "samples: 100 }\n    promote_if: [accuracy >= 0.5]\n",
            "samples: 100 }\n"
        ),
        Case(
            "an unknown data set",
            "PR0402",
            line: 11,
            "train: iris.train\n  candidate",
            "train: irs.train\n  candidate"
        ),
        Case("an unknown metric", "PR0302", line: 30, "accuracy < 0.4", "acuracy < 0.4"),
        Case("types that differ", "PR0304", line: 30, "accuracy < 0.4", "accuracy < 4m"),
        Case("a class that is not there", "PR0303", line: 30, "[accuracy < 0.4]", "[\"recall[tulip] < 0.4\"]"),
        Case(
            "no such model",
            "PR0213",
            line: 10,
            "decision_tree: { max_depth: 2 }",
            "decision_trees: { max_depth: 2 }"
        ),
        Case("a path outside", "PR0210", line: 5, "csv: iris.csv", "csv: ../iris.csv"),
        Case("fifty years", "PR0206", line: 28, "for: 4m", "for: 18250d"),
        Case("a name of 300 letters", "PR0209", line: 2, "name: tiny", "name: " + String(repeating: "a", count: 300)),
    ]

    @Test(arguments: files + values) func isRefusedWithACodeAtAPlace(plan: Case) throws {
        let workspace = try Workspace()
        try workspace.write(plan.bytes, to: "bad.yaml")
        let before = try workspace.listing()
        for format in ["json", "full", "concise"] {
            let result = try workspace.run("validate", "bad.yaml", "--format", format)
            #expect(result.status == 1)
            #expect((result.output + result.errors).contains(plan.code), "\(result.output)\(result.errors)")
            guard format == "json" else { continue }
            let findings = try JSONValue(parsing: result.output)["diagnostics"]?.array ?? []
            let found = try #require(findings.first { $0["code"]?.string == plan.code })
            #expect(found["file"]?.string == "bad.yaml")
            if let line = plan.line { #expect(found["range"]?["start"]?["line"]?.integer == line) }
        }
        let execution = try workspace.run("execute", "bad.yaml")
        #expect(execution.status == 1 && execution.output.isEmpty && execution.errors.contains(plan.code))
        #expect(try workspace.listing() == before)
    }

    @Test(arguments: [
        ("nowhere.yaml", "PR0001"), (".", "PR0001"), ("/dev/zero", "PR0101"), ("iris.csv/plan.yaml", "PR0001"),
        ("", "PR0001"),
    ])
    func aFileThatIsNoFileIsSaidToBeNone(path: String, code: String) throws {
        let result = try Workspace().run("validate", path)
        #expect(result.status == 1)
        #expect(result.errors.contains("error[\(code)]: cannot read the plan `\(path)`: "))
    }

    /// What the reader of YAML has refused is not missed, or of the wrong kind, as well.
    @Test(arguments: [
        ("PR0117", TinyPlan().replacing("{ every: 1m, for: 4m", "{ <<: { every: 1m }, for: 4m")),
        ("PR0116", TinyPlan().replacing("name: tiny", "name: {{ NAME }}")),
    ])
    func whatCannotBeReadIsSaidOnce(code: String, plan: TinyPlan) throws {
        let result = try Workspace(plan: plan).run("validate", "--format", "json", "tiny.yaml")
        let findings = try JSONValue(parsing: result.output)["diagnostics"]?.array ?? []
        #expect(findings.compactMap { $0["code"]?.string } == [code])
    }

    @Test func everythingIsSaidAtOnce() throws {
        let plan = TinyPlan().replacing("rate: 5/s", "rate: 5").replacing("audience: 20%", "audience: 120%")
            .replacing("accuracy < 0.4", "acuracy < 0.4").replacing("iris.csv", "irs.csv")
        let result = try Workspace(plan: plan).run("validate", "tiny.yaml")
        for code in ["PR0207", "PR0206", "PR0302", "PR0002"] { #expect(result.errors.contains(code), "\(code)") }
        #expect(result.errors.hasSuffix("\n4 errors; `--fix` mends 1\n"))
    }

    @Test func whatAPlanHoldsDoesNotSteerTheTerminal() throws {
        let plan = TinyPlan().replacing("name: tiny", "name: \"\\e[2Jtiny\"")
        let result = try Workspace(plan: plan).run("validate", "tiny.yaml")
        #expect(result.status == 1)
        #expect(!result.errors.contains("\u{1b}") && result.errors.contains(#"`\u{1b}[2Jtiny`"#))
    }
}
