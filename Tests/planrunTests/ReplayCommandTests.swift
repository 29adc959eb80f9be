import JSON
import Testing

@Suite struct ReplayCommandTests {
    /// The tiny plan has run, and another stands beside it.
    private func workspace(_ edited: TinyPlan) throws -> Workspace {
        let workspace = try Workspace(plan: TinyPlan())
        try workspace.run("execute", "tiny.yaml")
        try workspace.write(edited.text, to: "edited.yaml")
        return workspace
    }

    private func replay(_ workspace: Workspace) throws -> (status: Int32, json: JSONValue) {
        let result = try workspace.run("replay", "tiny-1", "--plan", "edited.yaml", "--format", "json")
        return (result.status, try JSONValue(parsing: result.output))
    }

    @Test func theSamePlanDecidesTheSame() throws {
        let (status, json) = try replay(workspace(TinyPlan()))
        #expect(status == 0)
        // The risk, four looks at the canary and three at everyone.
        #expect(json["judgements"]?.integer == 8 && json["alike"]?.integer == 8)
        #expect(json["end"]?["kind"]?.string == "finished" && json["end"]?["edited"]?.string == "released")
        #expect(json["doubts"]?.array == [])
    }

    @Test func aWayBackIsFollowedToItsEnd() throws {
        let edited = TinyPlan().replacing("rollback_if: [accuracy < 0.4]", "rollback_if: [balanced_accuracy > 0.4]")
        let (status, json) = try replay(workspace(edited))
        #expect(status == 2)
        #expect(json["end"]?["edited"]?.string == "rolled_back" && json["end"]?["recorded"]?.string == "released")
        let parted = json["rows"]?.array?.first { $0["alike"]?.bool == false }
        #expect(parted?["recorded"]?.string == "canary go on" && parted?["edited"]?.string == "canary rollback")
        #expect(parted?["reason"]?.string == "`balanced_accuracy > 0.4`")
    }

    @Test func whatWasNotObservedIsNotClaimed() throws {
        // It would have watched the canary for a minute more, and nobody did.
        let edited = TinyPlan().replacing("for: 4m, samples: 50", "for: 5m, samples: 50")
        let workspace = try workspace(edited)
        let (status, json) = try replay(workspace)
        #expect(status == 2)
        #expect(json["end"]?["kind"]?.string == "parted" && json["end"]?["at"]?.integer == 240)
        #expect(json["end"]?["edited"]?.string == "watched canary until 5m")
        #expect(json["end"]?["recorded"]?.string == "gave the candidate to full")
        #expect(json["rows"]?.array?.contains { $0["edited"]?.string == "released" } == false)
        let text = try workspace.run("replay", "tiny-1", "--plan", "edited.yaml").output
        #expect(
            text.contains(
                "\nfrom 00:04:00 on nothing recorded tells: the edited plan would have watched canary until 5m"
            )
        )
    }

    @Test func anotherAudienceIsADoubt() throws {
        let (status, json) = try replay(workspace(TinyPlan().replacing("audience: 20%", "audience: 30%")))
        #expect(status == 0)
        let doubts = json["doubts"]?.array?.compactMap(\.string) ?? []
        #expect(doubts == ["the stage `canary` has another audience: what was observed is of 20%"])
    }

    @Test func mistakesAreNamed() throws {
        let workspace = try workspace(TinyPlan())
        #expect(try workspace.run("replay", "tiny-1").status == 64)
        #expect(try workspace.run("replay", "tiny-9", "--plan", "edited.yaml").status == 64)
        #expect(try workspace.run("replay", "tiny-1", "--plan", "none.yaml").status == 1)
    }

    @Test func whatCannotBePrintedIsNotSaid() throws {
        let workspace = try workspace(
            TinyPlan().replacing("rollback_if: [accuracy < 0.4]", "rollback_if: [balanced_accuracy > 0.4]")
        )
        #expect(try workspace.run("replay", "tiny-1", "--plan", "edited.yaml").status == 2)
        for output in ["/dev/full", "&-"] {
            let result = try workspace.shell("planrun replay tiny-1 --plan edited.yaml >\(output)")
            #expect(result.status == 74 && result.errors.contains("cannot write standard output"))
        }
    }
}
