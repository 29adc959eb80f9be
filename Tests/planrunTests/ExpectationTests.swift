import JSON
import Testing

/// `execute --scenario FILE --check-expectation`: whether a run ended as its scenario expects.
@Suite struct ExpectationTests {
    private static let alwaysWrong = "degrade: [{ model: candidate, flip_labels: 100% }]\n"

    private func workspace(_ expectation: String, degrade: String = alwaysWrong) throws -> Workspace {
        let workspace = try Workspace(plan: TinyPlan())
        try workspace.write("planrun_scenario: 1\nname: wrong\n\(expectation)\(degrade)", to: "wrong.yaml")
        return workspace
    }

    @Test(arguments: [[], ["--dry-run"]])
    func theStatusTellsWhetherItWasMet(mode: [String]) throws {
        let command = ["execute", "tiny.yaml", "--scenario", "wrong.yaml", "--check-expectation"] + mode
        let met = try workspace("expect: rolled_back\n").run(command)
        #expect(met.status == 0, "\(met.errors)")
        #expect(met.output.contains("as the scenario `wrong` expects: rolled back\n"))
        let missed = try workspace("expect: released\n").run(command)
        #expect(missed.status == 5)
        #expect(
            missed.errors.hasSuffix(
                "error: the scenario `wrong` expects the run to be released, and it was rolled back\n"
            )
        )
    }

    /// Without the flag the status is that of the outcome, and the end is compared all the same.
    @Test func withoutTheFlagTheOutcomeDecides() throws {
        let command = ["execute", "tiny.yaml", "--scenario", "wrong.yaml"]
        let met = try workspace("expect: rolled_back\n").run(command)
        #expect(met.status == 2 && met.output.contains("as the scenario `wrong` expects: rolled back\n"))
        let missed = try workspace("expect: released\n").run(command)
        #expect(missed.status == 2 && missed.errors.contains("warning: the scenario `wrong` expects"))
        let silent = try workspace("").run(command)
        #expect(silent.status == 2 && !silent.output.contains("expects") && !silent.errors.contains("expects"))
    }

    @Test func eventsStayAlone() throws {
        let workspace = try workspace("expect: rolled_back\n")
        let run = try workspace.run(
            "execute",
            "tiny.yaml",
            "--scenario",
            "wrong.yaml",
            "--check-expectation",
            "--format",
            "jsonl"
        )
        #expect(run.status == 0)
        #expect(try run.events.last?["type"]?.string == "finished")
    }

    @Test func withNothingToCompareItIsRefused() throws {
        let workspace = try workspace("")
        let alone = try workspace.run("execute", "tiny.yaml", "--check-expectation")
        #expect(alone.status == 64 && alone.errors.contains("--check-expectation needs a --scenario"))
        let silent = try workspace.run("execute", "tiny.yaml", "--scenario", "wrong.yaml", "--check-expectation")
        #expect(silent.status == 1)
        #expect(silent.errors == "error: the scenario `wrong.yaml` does not `expect` anything that could be checked\n")
        #expect(!workspace.exists(".planrun"))
    }
}
