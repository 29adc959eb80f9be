import JSON
import Testing

/// Segments, each unit once, and labels that have not come, in logs.
@Suite struct BacktestEvidenceTests {
    private static func plan(
        _ gates: String,
        metrics: String = "",
        labels: String = "",
        evidence: String = ""
    ) -> String {
        """
        planrun: 1
        name: small
        traffic:
          log:
            file: log.csv
            columns: { at: time, id: request, who: unit, model: model, said: prediction, truth: label, score: score, place: text }
          unit: user
        models: { baseline: { recorded: old }, candidate: { recorded: new } }
        \(labels)
        \(metrics)
        \(evidence)
        stages:
          - name: shadow
            audience: 0%
            watch: { every: 1m, for: 2m, within: 2m, min_samples: 3 }
            \(gates)
          - name: everyone
            audience: 100%
            watch: { every: 1m, for: 1m }
            promote_if: [accuracy > 1%]

        """
    }

    /// What a model says to a request, and how sure it is.
    private struct Answer {
        var said = "a"
        var score = "0.5"
    }

    /// A request each second for two minutes and one more, of which both models answer each.
    private static func log(
        units: Int = 1000,
        isPaired: Bool = true,
        truth: (Int) -> String = { _ in "a" },
        _ answer: (_ request: Int, _ isNew: Bool, _ place: String) -> Answer
    ) -> String {
        var lines = ["at,id,who,model,said,truth,score,place"]
        for request in 0...121 {
            let place = ["north", "south", "east"][request % 3]
            for isNew in [false, true] where isPaired || isNew == (request % 2 == 0) {
                let one = answer(request, isNew, place)
                lines.append(
                    "\(request),r\(request),u\(request % units),\(isNew ? "new" : "old"),\(one.said),\(truth(request)),"
                        + "\(one.score),\(place)"
                )
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private func judged(_ log: String, _ plan: String) throws -> (text: String, stage: JSONValue) {
        let workspace = try Workspace()
        try workspace.write(plan, to: "plan.yaml")
        try workspace.write(log, to: "log.csv")
        let result = try workspace.run("backtest", "plan.yaml", "--format", "json")
        let stage = try JSONValue(parsing: result.output)["stages"]?.array?.first
        return (try workspace.run("backtest", "plan.yaml").output, try #require(stage))
    }

    private func comparison(_ gates: JSONValue?) -> JSONValue? { gates?.array?.first?["comparisons"]?.array?.first }

    // MARK: Segments

    @Test func everySegmentMustPass() throws {
        let log = Self.log { request, isNew, place in
            Answer(said: isNew && place == "south" && request % 2 == 1 ? "b" : "a")
        }
        let (text, stage) = try judged(log, Self.plan("promote_if: [accuracy by place >= 80%]"))
        #expect(stage["decision"]?.string == "rollback")
        let comparison = comparison(stage["promote_if"])
        let reading = comparison?["readings"]?.array?.first
        #expect(reading?["segment"]?.string == "south" && reading?["value"]?.number == 0.5)
        let segments = comparison?["segments"]?.array ?? []
        #expect(segments.map { $0["segment"]?.string } == ["east", "north", "south"])
        #expect(segments.map { $0["holds"]?.bool } == [true, true, false])
        #expect(text.contains("south, the worst of 3: ") == false && text.contains("south, the worst of 3"))
        #expect(
            try judged(log, Self.plan("promote_if: [accuracy by place >= 50%]")).stage["decision"]?.string == "promote"
        )
    }

    /// Of the 120 requests each twelfth is from the sea, where all answers are wrong.
    @Test func smallSegmentsNeedHaveNoSay() throws {
        let lines = Self.log { request, isNew, _ in Answer(said: isNew && request % 12 == 0 ? "b" : "a") }
            .split(separator: "\n").map { line -> String in
                guard let request = Int(line.prefix { $0 != "," }), request % 12 == 0 else { return String(line) }
                return line.split(separator: ",", omittingEmptySubsequences: false).dropLast().joined(separator: ",")
                    + ",sea"
            }
        let log = lines.joined(separator: "\n") + "\n"
        func stage(_ gate: String) throws -> JSONValue {
            try judged(log, Self.plan("promote_if: [{ if: accuracy by place >= 80%\(gate) }]")).stage
        }
        #expect(try stage("")["decision"]?.string == "rollback")
        #expect(try stage(", min_segment: 10")["decision"]?.string == "rollback")
        let passed = try stage(", min_segment: 11")
        #expect(passed["decision"]?.string == "promote")
        let segments = comparison(passed["promote_if"])?["segments"]?.array ?? []
        #expect(segments.map { $0["segment"]?.string } == ["east", "north", "south"])
        // Where none is large enough, nothing is known.
        #expect(try stage(", min_segment: 500")["decision"]?.string == "hold")
    }

    @Test func anySegmentTakesBack() throws {
        let log = Self.log { _, isNew, place in Answer(said: isNew && place == "east" ? "b" : "a") }
        func decision(_ condition: String) throws -> String? {
            try judged(log, Self.plan("promote_if: [accuracy > 1%]\n    rollback_if: [\(condition)]")).stage[
                "decision"
            ]?.string
        }
        #expect(try decision("accuracy by place < 50%") == "rollback")
        #expect(try decision("accuracy < 50%") == "promote")
        // In the negative it must be otherwise in all.
        #expect(try decision("not (accuracy by place >= 50%)") == "rollback")
        #expect(try decision("accuracy by place < accuracy - 60%") == "rollback")
        #expect(try decision("accuracy by place < baseline - 99%") == "rollback")
    }

    /// Any of three segments takes back, whichever way the condition says it; all of them must let pass.
    @Test(
        arguments: [
            ("rollback_if", "accuracy by place < 50%", 0.05 / 3),
            ("rollback_if", "not (accuracy by place >= 50%)", 0.05 / 3),
            ("promote_if", "accuracy by place >= 50%", 0.05), ("promote_if", "not (accuracy by place < 50%)", 0.05),
        ]
    )
    func segmentsShareWhatMayBeWrong(list: String, condition: String, error: Double) throws {
        let log = Self.log { _, _, _ in Answer() }
        let gate = "\(list): [{ if: \(condition), evidence: interval }]"
        let gates = list == "promote_if" ? gate : "promote_if: [accuracy > 1%]\n    " + gate
        let found = comparison(try judged(log, Self.plan(gates)).stage[list])?["evidence"]?["error"]?.number
        #expect(abs((found ?? 0) - error) < 1e-12)
    }

    @Test func aSegmentThatIsTooSmallLeavesPromotionWithoutData() throws {
        let plan = Self.plan("promote_if: [accuracy by place >= 50%]").replacing(
            "min_samples: 3",
            with: "min_samples: 41"
        )
        let log = Self.log { _, _, _ in Answer() }
        let (_, stage) = try judged(log, plan)
        #expect(stage["promote_if"]?.array?.first?["verdict"]?.string == "no_data")
    }

    @Test func differencesBetweenSegmentsAreMeasured() throws {
        let metrics =
            "metrics: { share: { rate: { of: said, is: a } }, gap: { difference: { of: share, between: place } } }"
        let log = Self.log { request, isNew, place in
            Answer(said: isNew && place == "south" && request % 4 < 2 ? "b" : "a")
        }
        let (_, stage) = try judged(log, Self.plan("promote_if: [gap < 0.1]", metrics: metrics))
        let reading = comparison(stage["promote_if"])?["readings"]?.array?.first
        // Of the 40 rows from the south, those whose number is 0 or 1 modulo 4: 1, 4, 13, 16, ...: 20.
        #expect(reading?["value"]?.number == 0.5 && reading?["samples"]?.integer == 40)
    }

    @Test func aShiftOfScoresIsMeasuredAgainstTheBaseline() throws {
        let metrics = "metrics: { shift: { drift: { of: score, method: ks, against: baseline } } }"
        let log = Self.log { request, isNew, _ in
            Answer(score: isNew && request % 4 == 0 ? "0.99" : "0.\(10 + request % 40)")
        }
        let (_, stage) = try judged(
            log,
            Self.plan("promote_if: [{ if: shift < 0.2, evidence: point }]", metrics: metrics)
        )
        let reading = comparison(stage["promote_if"])?["readings"]?.array?.first
        #expect(abs((reading?["value"]?.number ?? 0) - 0.25) < 1e-9)
    }

    // MARK: Each unit once

    private static let sequential = "promote_if: [{ if: accuracy >= baseline - 0.03, evidence: sequential }]"

    private func observations(_ log: String, _ plan: String) throws -> (count: Int?, lower: Double?, upper: Double?) {
        let evidence = comparison(try judged(log, plan).stage["promote_if"])?["evidence"]
        return (evidence?["observations"]?.integer, evidence?["lower"]?.number, evidence?["upper"]?.number)
    }

    @Test func ofEachUnitTheFirstRequestThatBothAnswerCounts() throws {
        let log = Self.log(units: 30) { request, isNew, _ in Answer(said: isNew && request >= 30 ? "b" : "a") }
        let found = try observations(log, Self.plan(Self.sequential))
        // The first thirty are the same on both: what comes after is of units that were seen before.
        #expect(found.count == 30 && (found.upper ?? 0) > 0.03)
        let all = try observations(
            log,
            Self.plan(Self.sequential, evidence: "evidence: { method: point, independent: requests }")
        )
        #expect(all.count == 120 && (all.upper ?? 1) < 0)
    }

    /// By the formula in plain Python: of 3 pairs that are worse, 115 the same and 2 better the mean lies between -0.089598 and
    /// 0.069090, at 5% on a side.
    @Test func pairsGiveTheSequenceOfTheirCounts() throws {
        let log = Self.log { request, isNew, _ in
            Answer(said: isNew ? (request % 40 == 0 ? "b" : "a") : request % 60 == 1 ? "b" : "a")
        }
        let found = try observations(log, Self.plan(Self.sequential))
        #expect(found.count == 120)
        #expect(abs((found.lower ?? 0) + 0.059598) < 1e-5 && abs((found.upper ?? 0) - 0.099090) < 1e-5)
    }

    /// Each model on units of its own: the beta-binomial sequences of 60 of 60 at half the error each.
    @Test func modelsWithUnitsOfTheirOwnAreHeldApart() throws {
        let log = Self.log(isPaired: false) { _, _, _ in Answer() }
        let found = try observations(log, Self.plan(Self.sequential))
        #expect(found.count == 120)
        let worse = Self.log(isPaired: false) { _, isNew, _ in Answer(said: isNew ? "b" : "a") }
        let gates = "promote_if: [accuracy > 1%]\n    rollback_if: [{ if: accuracy < baseline, evidence: sequential }]"
        #expect(try judged(worse, Self.plan(gates)).stage["decision"]?.string == "rollback")
    }

    // MARK: Labels

    @Test func missingLabelsAreDoubtedBothWays() throws {
        // Half of the labels have not come: taken for the worst they would show that the candidate is bad, and for the best
        // that it is good; neither is shown.
        let log = Self.log(truth: { $0 % 2 == 0 ? "a" : "" }) { _, _, _ in Answer() }
        let labels = "labels: { from: labels.csv, join: request, missing: worst_case }"
        func decision(_ gates: String) throws -> JSONValue {
            let workspace = try Workspace()
            try workspace.write(Self.plan(gates, labels: labels), to: "plan.yaml")
            try workspace.write(log, to: "log.csv")
            try workspace.write("request,label\nr0,a\nr2,b\n", to: "labels.csv")
            let result = try workspace.run("backtest", "plan.yaml", "--format", "json")
            return try #require(try JSONValue(parsing: result.output)["stages"]?.array?.first)
        }
        let stage = try decision("promote_if: [accuracy >= 60%]\n    rollback_if: [accuracy < 90%]")
        let required = comparison(stage["promote_if"])?["readings"]?.array?.first
        let forbidden = comparison(stage["rollback_if"])?["readings"]?.array?.first
        #expect(required?["value"]?.number == 0.5 && forbidden?["value"]?.number == 1)
    }

    /// A score that follows the baseline's closely is told from it by the same requests, and not where each request has the answer of one
    /// of the two; what was counted is on record, and read back.
    @Test(arguments: [true, false])
    func areasAreComparedByTheSameRequests(isPaired: Bool) throws {
        let plan = Self.plan(
            "promote_if: [{ if: area >= baseline - 0.03, evidence: interval }, { if: area by place >= 0.01, evidence: point }]",
            metrics: "metrics: { area: { roc_auc: { positive: b } } }"
        )
        let workspace = try Workspace()
        try workspace.write(plan, to: "plan.yaml")
        var log = Self.log(truth: { $0 % 5 < 2 ? "b" : "a" }) { request, isNew, _ in
            let noise = Double(request * 37 % 101) / 101
            let other = isNew ? Double(request * 53 % 97) / 9700 : 0
            return Answer(said: "a", score: "\(noise + (request % 5 < 2 ? 0.3 : 0) + other)")
        }
        // Under names of their own the candidate's answers are to other requests.
        if !isPaired {
            log =
                log.split(separator: "\n").map {
                    $0.contains(",new,") ? String($0).replacing(",r", with: ",n") : String($0)
                }
                .joined(separator: "\n") + "\n"
        }
        try workspace.write(log, to: "log.csv")
        let run = try workspace.run("execute", "plan.yaml", "--quiet")
        let history = try workspace.run("history", "small-1").output
        #expect(history.contains("shadow promote:") == isPaired, "\(history)\(run.errors)")
        let verified = try workspace.run("verify", "small-1")
        #expect(verified.status == 0, "\(verified.output)\(verified.errors)")
    }
}
