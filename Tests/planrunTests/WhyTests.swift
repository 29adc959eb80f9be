import Foundation
import JSON
import Testing

@Suite struct WhyTests {
    @Test func theLastMoveIsExplained() throws {
        let workspace = try Workspace(plan: .rolledBack)
        try workspace.run("execute", "tiny.yaml")
        let why = try workspace.run("why", "tiny-1")
        #expect(why.status == 0 && why.errors.isEmpty)
        #expect(why.lines.first?.hasPrefix("canary was rolled back at 00:0") == true)
        let gate = try #require(why.lines.first { $0.contains("not: balanced_accuracy > 0.4") })
        // The line of the plan, counted by hand.
        let line = try workspace.text(of: "tiny.yaml").split(separator: "\n", omittingEmptySubsequences: false)
            .firstIndex { $0.contains("balanced_accuracy") }
        #expect(gate.hasSuffix("tiny.yaml:\(try #require(line) + 1)"))
        #expect(why.lines.last?.hasPrefix("it would have gone on with `balanced_accuracy` ") == true)
    }

    @Test func aStageTheRiskAndANumberCanBeAskedFor() throws {
        let workspace = try Workspace(plan: .alerting)
        try workspace.run("execute", "tiny.yaml")
        let heads = try ["canary", "risk", "1", "busy"].map { try workspace.run("why", "tiny-1", $0).lines.first ?? "" }
        #expect(heads[0].hasPrefix("canary was promoted at 00:04:00"))
        #expect(heads[1].hasPrefix("the risk was low at 00:00:00"))
        #expect(heads[2] == heads[1])
        #expect(heads[3].hasPrefix("the alert busy "))
    }

    /// Where evidence decides, bounds say how far it was, and no value is said to have turned it.
    @Test func evidenceIsShownWithItsBounds() throws {
        let plan = TinyPlan().replacing(
            "promote_if: [accuracy >= 0.5]\n    rollback_if",
            "promote_if: [{ if: accuracy >= 0.5, evidence: interval }]\n    rollback_if"
        )
        let workspace = try Workspace(plan: plan)
        try workspace.run("execute", "tiny.yaml")
        let why = try workspace.run("why", "tiny-1", "canary")
        #expect(why.output.contains("interval evidence: +"))
        #expect(!why.output.contains("no other values"))
        let json = try JSONValue(parsing: try workspace.run("why", "tiny-1", "canary", "--format", "json").output)
        let comparison = try #require(json["gates"]?.array?.first?["comparisons"]?.array?.first)
        let (left, right) = (try #require(comparison["left"]?.number), try #require(comparison["right"]?.number))
        let lower = try #require(comparison["evidence"]?["lower"]?.number)
        let upper = try #require(comparison["evidence"]?["upper"]?.number)
        #expect(lower < left - right && left - right < upper)
    }

    @Test func whatWasNotDecidedIsAUsageError() throws {
        let workspace = try Workspace(plan: TinyPlan())
        try workspace.run("execute", "tiny.yaml")
        for (step, hint) in [("canry", "did you mean `canary`?"), ("0", "numbered 1 to "), ("999", "numbered 1 to ")] {
            let why = try workspace.run("why", "tiny-1", step)
            #expect(why.status == 64 && why.output.isEmpty && why.errors.contains(hint), "\(why.errors)")
        }
        #expect(try workspace.run("why", "tiny-2").status == 64)
    }

    @Test func jsonHasThePlaceTheMarginAndTheTurn() throws {
        let workspace = try Workspace(plan: TinyPlan())
        try workspace.run("execute", "tiny.yaml")
        let json = try JSONValue(parsing: try workspace.run("why", "tiny-1", "canary", "--format", "json").output)
        #expect(json["format_version"]?.integer == 1)
        #expect(json["plan"]?["state"]?.string == "same")
        #expect(json["terms"]?["samples"]?.integer == 50)
        let comparison = try #require(json["gates"]?.array?.first?["comparisons"]?.array?.first)
        let (left, right) = (try #require(comparison["left"]?.number), try #require(comparison["right"]?.number))
        #expect(comparison["margin"]?.number == left - right)
        #expect(json["turn"]?["outcome"]?.string == "go_on")
        // `accuracy >= 0.5` fails as soon as fewer than half of the answers are right.
        let change = try #require(json["turn"]?["changes"]?.array?.first)
        let trials = try #require(change["trials"]?.integer)
        #expect(change["successes"]?.integer == (trials + 1) / 2 - 1)
    }

    @Test func withoutItsPlanARunExplainsItselfAllTheSame() throws {
        let workspace = try Workspace(plan: .rolledBack)
        try workspace.run("execute", "tiny.yaml")
        try workspace.write(TinyPlan().text, to: "tiny.yaml")
        let changed = try workspace.run("why", "tiny-1")
        #expect(changed.status == 0 && changed.output.contains("tiny.yaml has changed since"))
        try workspace.remove("tiny.yaml")
        let missing = try workspace.run("why", "tiny-1")
        #expect(missing.status == 0 && missing.output.contains("tiny.yaml is not there as it was"))
        // Whether it was time to promote only the plan knows.
        #expect(missing.output.contains("\nit would have been decided otherwise with `balanced_accuracy` "))
    }
}
