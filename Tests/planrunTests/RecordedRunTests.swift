import JSON
import Testing

/// Plans whose traffic is a log, carried out with a journal.
@Suite struct RecordedRunTests {
    private static let plan = """
        planrun: 1
        name: small
        traffic:
          log:
            file: log.csv
            columns: { at: time, id: request, who: unit, model: model, said: prediction, score: score, place: text, took: { latency: s } }
          unit: user
        labels: { from: labels.csv, join: request, mature_after: 1m, missing: worst_case, positive: a }
        models: { baseline: { recorded: old }, candidate: { recorded: new } }
        metrics:
          share: { rate: { of: said, is: a } }
          gap: { difference: { of: share, between: place } }
          shift: { drift: { of: score, method: psi, against: baseline } }
          ranking: { roc_auc: { score: score, positive: a } }
        roles: { risk: [ann, ben] }
        stages:
          - name: shadow
            audience: 0%
            watch: { every: 1m, for: 2m, within: 4m, min_samples: 3 }
            promote_if: [shift < 1, { if: ranking >= 0.5, evidence: interval }]
            rollback_if: [{ if: accuracy by place < baseline - 20%, evidence: sequential }, latency.p95 > 1s]
          - name: everyone
            approve: { by: [risk] }
            audience: { fraction: 100%, holdback: 10% }
            watch: { every: 1m, for: 3m, within: 6m, min_samples: 3 }
            promote_if: [{ if: accuracy >= baseline - 20%, evidence: sequential }, accuracy by place > 50%]
            rollback_if: [gap > 0.9]
        alerts: [{ name: low, when: accuracy by place < 10%, for: 1m }]

        """

    /// A request a second, which both models answer, and most of which have a label.
    private static func workspace(minutes: Int, wrong: (Int) -> Bool = { $0 % 10 == 0 }) throws -> Workspace {
        var lines = ["at,id,who,model,said,score,place,took"]
        var labels = ["request,label"]
        for request in 0...minutes * 60 {
            let (truth, other) = request % 3 == 0 ? ("a", "b") : ("b", "a")
            let place = ["north", "south"][request % 2]
            for model in ["old", "new"] {
                let said = model == "new" && wrong(request) ? other : truth
                let score = said == "a" ? "0.8" : "0.\(10 + request % 7)"
                lines.append("\(request),r\(request),u\(request % 300),\(model),\(said),\(score),\(place),0.1")
            }
            if request % 8 != 0 { labels.append("r\(request),\(truth)") }
        }
        let workspace = try Workspace()
        try workspace.write(plan, to: "plan.yaml")
        try workspace.write(lines.joined(separator: "\n") + "\n", to: "log.csv")
        try workspace.write(labels.joined(separator: "\n") + "\n", to: "labels.csv")
        return workspace
    }

    /// The decisions that a run's events hold, with their times.
    private func decisions(_ events: String) throws -> [String] {
        try events.split(separator: "\n").compactMap { line in
            let event = try JSONValue(parsing: String(line))
            guard let type = event["type"]?.string, ["judged", "alert", "finished"].contains(type) else { return nil }
            let word = event["decision"]?.string ?? event["state"]?.string ?? event["outcome"]?.string ?? ""
            return "\(event["at"]?.number ?? -1) \(type) \(word)"
        }
    }

    @Test func aRunDecidesWhatABacktestDoes() throws {
        let workspace = try Self.workspace(minutes: 12)
        let run = try workspace.run("execute", "plan.yaml", "--format", "jsonl")
        #expect(run.status == 4 && run.errors.contains("waiting for the approval of `everyone`"))
        #expect(try workspace.run("approve", "small-1", "--as", "ann").status == 0)
        let rest = try workspace.run("resume", "small-1", "--format", "jsonl")
        #expect(rest.status == 0)
        let dry = try workspace.run("execute", "plan.yaml", "--dry-run", "--format", "jsonl")
        #expect(dry.status == 0)
        #expect(try decisions(run.output + rest.output) == decisions(dry.output))
        let backtest = try JSONValue(parsing: workspace.run("backtest", "plan.yaml", "--format", "json").output)
        #expect(backtest["end"]?.string == "released")
        let told = (backtest["decisions"]?.array ?? []).compactMap { $0["decision"]?.string }
        #expect(told == ["shadow: promote", "everyone: promote", "released"])
        let why = try workspace.run("why", "small-1", "everyone").output
        #expect(why.contains("north: holds") && why.contains("south: holds"))
        #expect(try workspace.run("verify", "small-1").status == 0)
    }

    @Test func aBadSegmentIsTakenBack() throws {
        let workspace = try Self.workspace(minutes: 12) { $0 % 2 == 0 }
        try workspace.write(Self.plan.replacing("within: 4m", with: "within: 10m"), to: "plan.yaml")
        let run = try workspace.run("execute", "plan.yaml", "--format", "jsonl")
        #expect(run.status == 2)
        let judged = try run.output.split(separator: "\n").map { try JSONValue(parsing: String($0)) }
            .last { $0["type"]?.string == "judged" }
        let segments = judged?["rollback_if"]?.array?.first?["comparisons"]?.array?.first?["segments"]?.array ?? []
        #expect(segments.map { $0["segment"]?.string } == ["north", "south"])
        #expect(segments.first?["holds"]?.bool == true && segments.last?["holds"]?.bool != true)
        // Either segment may take it back: they share what that may be wrong with the other condition.
        #expect(segments.first?["evidence"]?["error"]?.number == 0.025)
    }

    @Test func aRunWaitsWhereTheLogEnds() throws {
        let workspace = try Self.workspace(minutes: 1)
        let run = try workspace.run("execute", "plan.yaml")
        #expect(run.status == 4 && run.errors.contains("the log ends before it is decided"))
        let status = try workspace.run("status", "small-1").output
        #expect(status.contains("small-1  waiting"))
        #expect(status.contains("its log ended before it was decided"))
        #expect(try workspace.run("rollback", "small-1").status == 0)
        #expect(try workspace.run("resume", "small-1").status == 2)
    }

    /// Nothing need be read to take the candidate back.
    @Test(arguments: ["log.csv", "labels.csv"])
    func everyoneGetsTheBaselineBackWithoutTheLog(missing: String) throws {
        let workspace = try Self.workspace(minutes: 3)
        #expect(try workspace.run("execute", "plan.yaml").status == 4)
        #expect(try workspace.run("approve", "small-1", "--as", "ann").status == 0)
        #expect(try workspace.run("resume", "small-1").status == 4)
        #expect(try workspace.run("rollback", "small-1").status == 0)
        try workspace.remove(missing)
        #expect(try workspace.run("resume", "small-1").status == 2)
        let events = try workspace.run("history", "small-1", "--format", "jsonl").events
        let routed = events.filter { $0["type"]?.string == "routed" }
        #expect(routed.count > 1 && routed.last?["stage"] == nil)
        #expect(events.last?["outcome"]?.string == "rolled_back")
    }

    /// As a log and its labels are written, a run goes on with them, and decides what one over all of them does.
    @Test func aRunFollowsALogThatGrows() throws {
        let whole = try Self.workspace(minutes: 12)
        let growing = try Self.workspace(minutes: 2)
        for place in [whole, growing] {
            #expect(try place.run("execute", "plan.yaml").status == 4)
            #expect(try place.run("approve", "small-1", "--as", "ann").status == 0)
        }
        #expect(try whole.run("resume", "small-1").status == 0)
        for minutes in [3, 4] {
            let more = try Self.workspace(minutes: minutes)
            for file in ["log.csv", "labels.csv"] { try growing.write(more.text(of: file), to: file) }
            let resumed = try growing.run("resume", "small-1")
            #expect(resumed.status == 4, "\(resumed.output)\(resumed.errors)")
        }
        for file in ["log.csv", "labels.csv"] { try growing.write(whole.text(of: file), to: file) }
        #expect(try growing.run("resume", "small-1").status == 0)
        let events = try [whole, growing].map { try $0.run("history", "small-1", "--format", "jsonl").output }
        #expect(try decisions(events[0]) == decisions(events[1]))
        #expect(try growing.run("verify", "small-1").status == 0)
    }

    @Test func aLogThatGrowsByAClassIsForANewRun() throws {
        let workspace = try Self.workspace(minutes: 3)
        #expect(try workspace.run("execute", "plan.yaml").status == 4)
        let log = try workspace.text(of: "log.csv")
        try workspace.write(log + "181,r181,u1,new,c,0.5,north,0.1\n", to: "log.csv")
        let resumed = try workspace.run("resume", "small-1")
        #expect(resumed.status == 1 && resumed.errors.contains("when the run `small-1` began: `c`; start a new run"))
        // What was there is changed by one byte.
        try workspace.write(log.replacing("\n59,r59,u59,old,b", with: "\n59,r59,u59,old,a"), to: "log.csv")
        #expect(try workspace.run("resume", "small-1").errors.contains("have changed since the run"))
        try workspace.write(String(log.dropLast(40)), to: "log.csv")
        #expect(try workspace.run("resume", "small-1").errors.contains("have changed since the run"))
    }

    /// Where rows may come late, an interval waits for them.
    @Test func rowsThatMayComeLateAreWaitedFor() throws {
        let workspace = try Self.workspace(minutes: 2)
        let plan = try workspace.text(of: "plan.yaml").replacing(
            "file: log.csv",
            with: "file: log.csv\n    lateness: 30s"
        )
        try workspace.write(plan, to: "plan.yaml")
        #expect(try workspace.run("execute", "plan.yaml", "--quiet").status == 4)
        let judged = try workspace.run("history", "small-1", "--format", "jsonl").events.filter {
            $0["type"]?.string == "judged"
        }
        // The second minute is over in the log, but not for rows that are 30 seconds late.
        #expect(judged.count == 1)
    }

    @Test func aLogThatHasChangedIsNotGoneOnWith() throws {
        let workspace = try Self.workspace(minutes: 12)
        #expect(try workspace.run("execute", "plan.yaml").status == 4)
        try workspace.write(workspace.text(of: "labels.csv").replacing("r1,b", with: "r1,a"), to: "labels.csv")
        let resumed = try workspace.run("resume", "small-1")
        #expect(resumed.status == 1 && resumed.errors.contains("labels.csv` have changed since the run"))
    }

    @Test func aLogThatCannotBeReadStopsTheRun() throws {
        let workspace = try Self.workspace(minutes: 2)
        try workspace.write(workspace.text(of: "log.csv").replacing("\n60,r60", with: "\nnoon,r60"), to: "log.csv")
        let run = try workspace.run("execute", "plan.yaml")
        #expect(run.status == 3 && run.output.contains("`at` is not a time: `noon`"))
        let quiet = try workspace.run("execute", "plan.yaml", "--quiet")
        #expect(quiet.status == 3 && quiet.output.isEmpty && quiet.errors.contains("`at` is not a time: `noon`"))
    }
}
