import JSON
import Testing

/// Replays of data whose rows are told apart by the categories that they hold.
@Suite struct ReplaySegmentsTests {
    private static func plan(_ gates: String, evidence: String = "") -> String {
        """
        planrun: 1
        name: small
        data:
          people: { csv: people.csv, label: said, columns: { region: category, device: category } }
        models: { candidate: { majority_class: {}, train: people }, baseline: { majority_class: {}, train: people } }
        traffic: { replay: people, rate: 10/s, users: 400 }
        \(evidence)stages:
          - name: everyone
            audience: 100%
            watch: { every: 1m, for: 2m, within: 2m }
            promote_if: ["\(gates)"]

        """
    }

    /// The most frequent class is right of all in the south and of half in the north, where it is right of all on phones.
    private func workspace(_ plan: String) throws -> Workspace {
        let rows = (0..<100).map { row in
            let isNorth = row % 5 < 2
            let isPhone = row % 10 < 5
            return
                "\(row),\(isNorth ? "north" : "south"),\(isPhone ? "phone" : "desk"),\(isNorth && !isPhone ? "b" : "a")"
        }
        let workspace = try Workspace()
        try workspace.write(plan, to: "plan.yaml")
        try workspace.write("x,region,device,said\n" + rows.joined(separator: "\n") + "\n", to: "people.csv")
        return workspace
    }

    private func run(_ gates: String, evidence: String = "") throws -> (
        workspace: Workspace, status: Int32, output: String
    ) {
        let workspace = try workspace(Self.plan(gates, evidence: evidence))
        let result = try workspace.run("execute", "plan.yaml")
        return (workspace, result.status, result.output + result.errors)
    }

    @Test func theWorstSegmentDecides() throws {
        // Of all rows eight in ten are right.
        #expect(try run("accuracy >= 70%").status == 0)
        let worst = try run("accuracy by region >= 70%")
        #expect(worst.status == 2, "\(worst.output)")
        #expect(worst.output.contains("north"), "\(worst.output)")
        #expect(try run("accuracy by region >= 40%").status == 0)
    }

    @Test func columnsAreCrossed() throws {
        let crossed = try run("accuracy by region x device >= 40%")
        #expect(crossed.status == 2 && crossed.output.contains("north x desk"), "\(crossed.output)")
        #expect(try run("error_rate by region x device <= 1%").status == 0)
    }

    /// Each segment has its own evidence, by each user's first request.
    @Test func evidenceIsLookedAtInEach() throws {
        let method = "evidence: { method: sequential }\n"
        #expect(try run("accuracy by region >= 25%", evidence: method).status == 0)
        #expect(try run("accuracy by region >= 60%", evidence: method).status == 2)
        #expect(try run("accuracy by region >= baseline - 0.2", evidence: method).status == 0)
    }

    @Test func aRunIsProvedFromItsRecords() throws {
        let (workspace, status, output) = try run("accuracy by region >= 70%")
        #expect(status == 2, "\(output)")
        let verified = try workspace.run("verify", "small-1")
        #expect(verified.status == 0, "\(verified.output)\(verified.errors)")
        let why = try workspace.run("why", "small-1", "everyone")
        #expect(why.output.contains("north") && why.output.contains("0.5"), "\(why.output)\(why.errors)")
    }

    @Test func otherColumnsAndSimulationsAreRefused() throws {
        let workspace = try workspace(Self.plan("accuracy by x >= 70%"))
        let refused = try workspace.run("validate", "plan.yaml").errors
        #expect(refused.contains("the traffic has no column `x` to look at by segments"), "\(refused)")
        #expect(refused.contains("the columns are `region`, `device`"), "\(refused)")
        try workspace.write(Self.plan("accuracy by region >= 70%"), to: "plan.yaml")
        let simulated = try workspace.run("simulate", "plan.yaml", "--runs", "10")
        #expect(simulated.status != 0)
        #expect(simulated.errors.contains("`accuracy by region` is of segments"), "\(simulated.errors)")
    }
}
