import JSON
import Testing

/// What the command makes of logs that fit a page; `Scripts/backtest/check` does the same at large.
@Suite struct BacktestTests {
    private static let plan = """
        planrun: 1
        name: small
        traffic:
          log:
            file: log.csv
            columns: { at: time, id: request, who: unit, model: model, said: prediction, truth: label, error: error }
          unit: user
        models: { baseline: { recorded: old }, candidate: { recorded: new } }
        stages:
          - name: shadow
            audience: 0%
            watch: { every: 1m, for: 3m, min_samples: 3 }
            promote_if: [accuracy >= baseline - 10%]
          - name: everyone
            audience: 100%
            watch: { every: 1m, for: 2m, min_samples: 2 }
            promote_if: [error_rate <= 50%]
            rollback_if: [accuracy < 50%]

        """

    /// A request every twenty seconds that both models answer; the candidate is wrong where `isWrong` says so.
    private static func log(minutes: Int, isWrong: (Int) -> Bool = { _ in false }) -> String {
        var lines = ["at,id,who,model,said,truth,error"]
        for request in 0...minutes * 3 {
            lines.append("\(request * 20),r\(request),u\(request % 7),old,a,a,")
            lines.append("\(request * 20),r\(request),u\(request % 7),new,\(isWrong(request) ? "b" : "a"),a,")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private func workspace(_ log: String, plan: String = Self.plan) throws -> Workspace {
        let workspace = try Workspace()
        try workspace.write(plan, to: "plan.yaml")
        try workspace.write(log, to: "log.csv")
        return workspace
    }

    private func backtest(_ workspace: Workspace, _ arguments: String...) throws -> (status: Int32, json: JSONValue) {
        let result = try workspace.run(["backtest", "plan.yaml", "--format", "json"] + arguments)
        return (result.status, try JSONValue(parsing: result.output))
    }

    private func decisions(_ json: JSONValue) -> [String] {
        (json["decisions"]?.array ?? []).map { decision in
            "\(decision["at_seconds"]?.integer ?? -1) \(decision["decision"]?.string ?? "")"
        }
    }

    @Test func theLogsTimesAreTheClock() throws {
        let (status, json) = try backtest(workspace(Self.log(minutes: 6)))
        #expect(status == 0)
        #expect(decisions(json) == ["180 shadow: promote", "300 everyone: promote", "300 released"])
        #expect(json["log"]?["rows"]?.integer == 38 && json["log"]?["paired"]?.bool == true)
        #expect(json["end"]?.string == "released" && json["unanswered"]?.array == [])
        let shadow = json["stages"]?.array?.first
        #expect(shadow?["requests"]?.integer == 9 && shadow?["exposed_requests"]?.integer == 0)
        #expect(shadow?["answers"]?["candidate"]?.integer == 9 && shadow?["samples"]?.integer == 9)
        let everyone = json["stages"]?.array?.last
        #expect(everyone?["exposed_requests"]?.integer == 6 && everyone?["from_seconds"]?.integer == 180)
    }

    @Test func aBadCandidateIsTakenBackWhenItIsSeen() throws {
        // From the fourth minute on it is wrong: one interval of the stage is enough.
        let (status, json) = try backtest(workspace(Self.log(minutes: 6) { $0 >= 9 }))
        #expect(status == 2)
        #expect(decisions(json) == ["180 shadow: promote", "240 everyone: rollback", "240 rolled back"])
        let gate = json["stages"]?.array?.last?["rollback_if"]?.array?.first
        #expect(gate?["verdict"]?.string == "fail")
        let reading = gate?["comparisons"]?.array?.first?["readings"]?.array?.first
        #expect(reading?["value"]?.number == 0 && reading?["samples"]?.integer == 3)
    }

    @Test func nothingIsClaimedBeyondTheLog() throws {
        let workspace = try workspace(Self.log(minutes: 4))
        let (status, json) = try backtest(workspace)
        #expect(status == 4)
        #expect(decisions(json) == ["180 shadow: promote"])
        #expect(json["end"]?.string == "log_ends" && json["ends_at_seconds"]?.integer == 240)
        let text = try workspace.run("backtest", "plan.yaml").output
        #expect(text.contains("\nthe log ends after 00:04:00, before it is decided\n"))
    }

    @Test func theBeginningAndTheEndCanBeSaid() throws {
        let workspace = try workspace(Self.log(minutes: 6))
        // A minute later everything is a minute sooner; the last interval ends where the log is said to.
        let (status, json) = try backtest(workspace, "--from", "60", "--until", "360.5")
        #expect(status == 0 && decisions(json).last == "300 released")
        #expect(json["stages"]?.array?.first?["requests"]?.integer == 9)
        let short = try backtest(workspace, "--from", "61")
        #expect(short.status == 4 && decisions(short.json) == ["180 shadow: promote"])
        let whole = try backtest(workspace, "--from", "1970-01-01T00:01:01Z", "--until", "1970-01-01T00:06:01Z")
        #expect(whole.status == 0)
        #expect(try workspace.run("backtest", "plan.yaml", "--from", "5", "--until", "5").status == 64)
        #expect(try workspace.run("backtest", "plan.yaml", "--from", "soon").status == 64)
    }

    @Test func changeWindowsOpenByTheLogsTimes() throws {
        let changes = "changes: { only: { hours: 00:04-23:00, zone: UTC } }\nstages:"
        let plan = Self.plan.replacing("stages:", with: changes)
        let (status, json) = try backtest(workspace(Self.log(minutes: 7), plan: plan))
        #expect(status == 0)
        #expect(decisions(json) == ["180 shadow: promote", "360 everyone: promote", "360 released"])
        #expect(json["stages"]?.array?.last?["from_seconds"]?.integer == 240)
    }

    @Test func twoPlansPartWhereTheyDecideOtherwise() throws {
        let workspace = try workspace(Self.log(minutes: 6) { $0 % 3 == 0 })
        try workspace.write(Self.plan, to: "same.yaml")
        #expect(try backtest(workspace, "--against", "same.yaml").status == 0)
        try workspace.write(Self.plan.replacing("baseline - 10%", with: "baseline - 40%"), to: "loose.yaml")
        let (status, json) = try backtest(workspace, "--against", "loose.yaml")
        #expect(status == 2 && json["alike"]?.bool == false)
        #expect(json["parting_seconds"]?.integer == 180)
        #expect(json["end"]?.string == "rolled_back" && json["against"]?["end"]?.string == "released")
        let text = try workspace.run("backtest", "plan.yaml", "--against", "loose.yaml").output
        #expect(text.contains("the decisions part at 00:03:00"))
    }

    @Test func labelsCountOnceTheyAreMature() throws {
        let log = Self.log(minutes: 9).replacing(",a,\n", with: ",,\n").replacing(",b,a,", with: ",b,,")
        let labels = "labels: { from: labels.jsonl, join: request, mature_after: 2m }\nstages:"
        let workspace = try workspace(log, plan: Self.plan.replacing("stages:", with: labels))
        let rows = (0...27).map { "{\"request\":\"r\($0)\",\"label\":\"a\"}\n" }.joined()
        try workspace.write(rows, to: "labels.jsonl")
        let (_, json) = try backtest(workspace)
        // Three minutes of watching show the labels of the first minute.
        let gate = json["stages"]?.array?.first?["promote_if"]?.array?.first
        let reading = gate?["comparisons"]?.array?.first?["readings"]?.array?.first
        #expect(reading?["samples"]?.integer == 3)
        #expect(decisions(json).first == "180 shadow: promote")
    }

    /// Forty of a hundred units were given the candidate; whether they were to be is what the plan says.
    @Test(arguments: [("40%", "180 half: promote"), ("50%", "120 half: rollback")])
    func aLogWhoseAssignmentIsBroken(share: String, decision: String) throws {
        let plan = Self.plan.replacing("    file: log.csv", with: "    file: log.csv\n    candidate_share: \(share)")
        let stages = """
            stages:
              - name: half
                audience: 100%
                watch: { every: 1m, for: 3m, min_samples: 2 }
                promote_if: [error_rate <= 50%]

            """
        let begin = try #require(plan.firstRange(of: "stages:")?.lowerBound)
        // Twenty requests a second, each of another unit, but for units that come back and count no more.
        let rows = (0..<20 * 200).flatMap { number in
            let row = "\(number / 20),r\(number),u\(number),\(number % 10 < 4 ? "new" : "old"),a,a,"
            return number % 10 == 0 ? [row, row.replacing(",r", with: ",again")] : [row]
        }
        let log = (["at,id,who,model,said,truth,error"] + rows).joined(separator: "\n") + "\n"
        let (_, json) = try backtest(workspace(log, plan: String(plan[..<begin]) + stages))
        #expect(json["log"]?["paired"]?.bool == false)
        #expect(decisions(json).first == decision)
    }

    @Test func severalFilesAreOneLog() throws {
        let lines = Self.log(minutes: 6).split(separator: "\n").map(String.init)
        let workspace = try workspace(Self.log(minutes: 1))
        for (name, model) in [("old.csv", ",old,"), ("new.csv", ",new,")] {
            let own = [lines[0]] + lines.dropFirst().filter { $0.contains(model) }
            try workspace.write(own.joined(separator: "\n") + "\n", to: name)
        }
        let (status, json) = try backtest(workspace, "--log", "old.csv", "--log", "new.csv")
        #expect(status == 0)
        #expect(decisions(json) == ["180 shadow: promote", "300 everyone: promote", "300 released"])
    }

    /// A pattern names the files of a log, whose rows are one after the other in neither of them.
    @Test func aPatternNamesSeveralFiles() throws {
        let lines = Self.log(minutes: 6).split(separator: "\n").map(String.init)
        let plan = Self.plan.replacing("file: log.csv", with: "file: 'part-?.csv'")
        let workspace = try workspace("nothing\n", plan: plan)
        for part in 0..<3 {
            let own = lines.enumerated().filter { $0.offset == 0 || $0.offset % 3 == part }.map(\.element)
            try workspace.write(own.joined(separator: "\n") + "\n", to: "part-\(part).csv")
        }
        try workspace.write("nothing\n", to: "part-10.csv")
        let (status, json) = try backtest(workspace)
        #expect(status == 0 && json["log"]?["rows"]?.integer == 38)
        #expect(decisions(json) == ["180 shadow: promote", "300 everyone: promote", "300 released"])
        // What the compiler is told of the columns is of all files.
        #expect(try workspace.run("validate", "plan.yaml").status == 0)
        try workspace.write(plan.replacing("part-?", with: "day-*"), to: "plan.yaml")
        let missing = try workspace.run("backtest", "plan.yaml")
        #expect(missing.status != 0 && missing.errors.contains("day-*.csv"))
    }

    @Test func whatALogCannotTellIsSaid() throws {
        let metrics = "metrics: { load: { prometheus: { url: \"http://metrics.example\", query: up } } }\nstages:"
        let plan = Self.plan.replacing("stages:", with: metrics).replacing(
            "promote_if: [error_rate <= 50%]",
            with: "promote_if: [error_rate <= 50%, load < 0.2]"
        )
        let (status, json) = try backtest(workspace(Self.log(minutes: 6), plan: plan))
        #expect(status == 4)
        #expect(
            json["unanswered"]?.array?.compactMap(\.string) == [
                "`load` cannot be told, as metrics of kind `prometheus` are not made from logs: "
                    + "conditions that read it have no data"
            ]
        )
    }

    @Test func aLogThatCannotBeUsedEndsTheCommand() throws {
        let workspace = try workspace(Self.log(minutes: 6).replacing("\n60,", with: "\nnoon,"))
        let result = try workspace.run("backtest", "plan.yaml")
        #expect(result.status == 1 && result.output.isEmpty)
        #expect(result.errors.contains("log.csv:8:1\n") && result.errors.contains("error[PR0608]"))
        let missing = try workspace.run("backtest", "plan.yaml", "--log", "none.csv")
        #expect(missing.status == 1 && missing.errors.contains("error[PR0501]"))
    }

    @Test func whatCannotBePrintedIsNotSaid() throws {
        let workspace = try workspace(Self.log(minutes: 6) { $0 >= 9 })
        for output in ["/dev/full", "&-"] {
            let result = try workspace.shell("planrun backtest plan.yaml >\(output)")
            #expect(result.status == 74 && result.errors.contains("cannot write standard output"))
        }
    }
}
