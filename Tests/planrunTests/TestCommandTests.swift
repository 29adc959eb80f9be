import JSON
import Testing

@Suite struct TestCommandTests {
    private static let good = """
        planrun_test: 1
        tests:
          - name: good answers are released
            candidate: { accuracy: 0.9, balanced_accuracy: 0.9 }
            expect: { outcome: released, ends: 7m }

        """

    private func workspace(_ test: String = good) throws -> Workspace {
        let workspace = try Workspace(plan: TinyPlan())
        try workspace.write(test, to: "tiny.test.yaml")
        return workspace
    }

    /// What the tiny plan reads is accuracy alone.
    private static let fitting = good.replacing(", balanced_accuracy: 0.9", with: "")

    @Test func whatPassesPasses() throws {
        let result = try workspace(Self.fitting).run("test", "tiny.test.yaml")
        #expect(result.status == 0 && result.errors.isEmpty, "\(result.errors)")
        #expect(result.lines.prefix(2) == ["tiny.test.yaml", "  ✓ good answers are released"])
        #expect(result.lines.last == "1 test passed")
    }

    @Test func aChangedThresholdFailsWithATimeLine() throws {
        let workspace = try workspace(Self.fitting)
        try workspace.write(
            TinyPlan().replacing(
                "promote_if: [accuracy >= 0.5]\n    rollback_if",
                "promote_if: [accuracy >= 0.91]\n    rollback_if"
            ).text,
            to: "tiny.yaml"
        )
        let result = try workspace.run("test", ".")
        #expect(result.status == 2)
        #expect(result.lines.contains { $0.contains("✗ good answers are released  tiny.test.yaml:3") })
        #expect(
            result.lines.contains {
                $0.contains("released, the end at 7m") && $0.contains("rolled back, the end at 8m")
            }
        )
        #expect(result.lines.last == "1 of 1 test failed")
    }

    @Test func mistakesHaveCodesAndPlaces() throws {
        let result = try workspace().run("test", "tiny.test.yaml")
        #expect(result.status == 1 && result.output.isEmpty)
        #expect(result.errors.contains("error[PR0601]: the plan reads no metric `balanced_accuracy`"))
        #expect(result.errors.contains("tiny.test.yaml:4:33"))
        let cases = [
            ("{ accuracy: 0.9 }", "{ accuracy: 9y }", "PR0600"), ("{ accuracy: 0.9 }", "{ accuracy: 9s }", "PR0602"),
            ("{ accuracy: 0.9 }", "{ accuracy: 1.1 }", "PR0607"),
            ("{ accuracy: 0.9 }", "{ accuracy: 0.1-0.1x2 }", "PR0607"),
            ("    expect:", "    requests: -1\n    expect:", "PR0607"),
            ("    expect:", "    requests: 0.5x3\n    expect:", "PR0607"),
            ("{ outcome: released, ends: 7m }", "{}", "PR0604"),
            ("    expect:", "    faults: [{ at: 1m }]\n    expect:", "PR0605"),
            ("tests:", "plan: none.yaml\ntests:", "PR0603"),
        ]
        for (old, new, code) in cases {
            let result = try workspace(Self.fitting.replacing(old, with: new)).run("test", "tiny.test.yaml")
            #expect(result.status == 1 && result.errors.contains("error[\(code)]"), "\(code): \(result.errors)")
        }
        let missing = try workspace().run("test", "none.test.yaml")
        #expect(missing.status == 1 && missing.errors.contains("error[PR0606]"))
        #expect(try workspace("").run("test", "tiny.test.yaml").status == 1)
    }

    @Test func aFilterCoverageAndOtherFormats() throws {
        let workspace = try workspace(Self.fitting)
        #expect(try workspace.run("test", ".", "--run", "nothing").status == 64)
        #expect(try workspace.run("test", ".", "--run", "good").status == 0)
        let short = try workspace.run("test", ".", "--min-coverage", "90%")
        #expect(short.status == 2 && short.output.contains(": high_risk"), "\(short.output)")
        #expect(try workspace.run("test", ".", "--min-coverage", "10%").status == 0)
        #expect(try workspace.run("test", ".", "--min-coverage", "ten").status == 64)
        let json = try JSONValue(parsing: try workspace.run("test", ".", "--format", "json").output)
        #expect(json["passed"]?.bool == true && json["tests"]?.integer == 1)
        #expect(json["coverage"]?.array?.first?["stages"]?["reached"]?.integer == 2)
        let junit = try workspace.run("test", ".", "--format", "junit", "--min-coverage", "90%").output
        #expect(junit.contains(#"<testsuites name="planrun test" tests="2" failures="1""#))
    }

    @Test func everyPlanHasTestsThatPass() throws {
        let workspace = try Workspace()
        let result = try workspace.shell("planrun test '\(Workspace.repository)/plans'")
        #expect(result.status == 0, "\(result.output) \(result.errors)")
    }
}
