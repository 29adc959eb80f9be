import JSON
import Testing

/// Logs of which people have labelled a part, chosen by chance.
@Suite struct BacktestWeightTests {
    private static func plan(_ gate: String, labels: String = "weight: stands_for", weight: String = "stands_for")
        -> String
    {
        """
        planrun: 1
        name: small
        traffic:
          log: { file: log.csv, columns: { at: time, id: request, who: unit, model: model, said: prediction } }
          unit: user
        labels: { from: labels.csv, join: request, \(labels) }
        models: { candidate: { recorded: new } }
        metrics:
          reviewed: { weighted_accuracy: { weight: \(weight) } }
          found: { weighted_precision: { weight: \(weight), class: bad } }
        stages:
          - name: everyone
            audience: 100%
            watch: { every: 10m, for: 20m, within: 20m, min_samples: 3 }
            promote_if: ["\(gate)", found > 1%]

        """
    }

    /// Of 1200 requests each tenth is taken for bad, wrongly half of the time, and labelled; of the others, which are all right, each
    /// tenth is labelled.
    private func workspace(_ plan: String, weight: (Int) -> String = { "\($0)" }) throws -> Workspace {
        var log = ["at,id,who,model,said"]
        var labels = ["request,label,stands_for"]
        for request in 0..<1201 {
            let isBad = request % 10 == 0
            log.append("\(request),r\(request),u\(request),new,\(isBad ? "bad" : "good")")
            if isBad { labels.append("r\(request),\(request % 20 == 0 ? "bad" : "good"),\(weight(1))") }
            if !isBad, request % 100 < 10 { labels.append("r\(request),good,\(weight(10))") }
        }
        let workspace = try Workspace()
        try workspace.write(plan, to: "plan.yaml")
        try workspace.write(log.joined(separator: "\n") + "\n", to: "log.csv")
        try workspace.write(labels.joined(separator: "\n") + "\n", to: "labels.csv")
        return workspace
    }

    private func stage(_ gate: String) throws -> JSONValue {
        let result = try workspace(Self.plan(gate)).run("backtest", "plan.yaml", "--format", "json")
        return try #require(try JSONValue(parsing: result.output)["stages"]?.array?.first, "\(result.errors)")
    }

    @Test func whatIsLabelledStandsForAll() throws {
        let stage = try stage("reviewed >= 94%")
        #expect(stage["decision"]?.string == "promote")
        let reading = stage["promote_if"]?.array?.first?["comparisons"]?.array?.first?["readings"]?.array?.first
        // 60 of 120 that were flagged, and 108 that stand for 1080 others.
        #expect(reading?["value"]?.number == 1140.0 / 1200 && reading?["samples"]?.number == 228)
        // The labelled rows alone say less.
        #expect(try self.stage("accuracy >= 94%")["decision"]?.string == "rollback")
    }

    /// By hand: a variance of 60 (0.05)^2 + 60 (0.95)^2 + 108 (10 * 0.05)^2 of 1200 squared, that of 841 rows of equal weight; Wilson's interval of
    /// 90% goes from 0.9362 to 0.9609 then.
    @Test func intervalsKnowTheWeights() throws {
        let gate = "{ if: reviewed >= 92%, evidence: interval }"
        let plan = Self.plan("").replacing("[\"\", found > 1%]", with: "[\(gate)]")
            .replacing("  found: { weighted_precision: { weight: stands_for, class: bad } }\n", with: "")
        let result = try workspace(plan).run("backtest", "plan.yaml")
        #expect(
            result.output.contains("interval evidence: +0.016 to +0.041 from the limit"),
            "\(result.output)\(result.errors)"
        )
        #expect(result.status == 0)
    }

    @Test func weightsAreNumbersAboveZero() throws {
        for bad in ["0", "-1", "much", "inf"] {
            let workspace = try workspace(Self.plan("reviewed >= 94%")) { $0 == 1 ? "1" : bad }
            let result = try workspace.run("backtest", "plan.yaml")
            #expect(result.status == 1)
            #expect(
                result.errors.contains("error[PR0543]: `stands_for` is not a number above 0: `\(bad)`"),
                "\(result.errors)"
            )
            #expect(result.errors.contains("labels.csv:3:9"), "\(result.errors)")
        }
    }

    @Test func theColumnMustBeThere() throws {
        let missing = try workspace(Self.plan("reviewed >= 94%", labels: "weight: weight", weight: "weight"))
        #expect(try missing.run("validate", "plan.yaml").errors.contains("the labels have no column `weight`"))
        let unnamed = try workspace(Self.plan("reviewed >= 94%", labels: "missing: exclude"))
        #expect(try unnamed.run("validate", "plan.yaml").errors.contains("unknown column `stands_for`"))
    }

    /// A run keeps weighted sums in its records, and is proved from them.
    @Test func aRunKeepsThem() throws {
        let workspace = try workspace(Self.plan("reviewed >= 94%"))
        #expect(try workspace.run("execute", "plan.yaml", "--quiet").status == 0)
        let verified = try workspace.run("verify", "small-1")
        #expect(verified.status == 0, "\(verified.output)\(verified.errors)")
        #expect(try workspace.run("why", "small-1", "everyone").output.contains("0.9500"))
    }
}

/// Sequential evidence of labels that stand for others.
@Suite struct BacktestWeightSequenceTests {
    private static func plan(_ metric: String, _ gate: String) -> String {
        """
        planrun: 1
        name: small
        traffic:
          log: { file: log.csv, columns: { at: time, id: request, who: unit, model: model, said: prediction } }
          unit: user
        labels: { from: labels.csv, join: request, weight: stands_for }
        models: { candidate: { recorded: new } }
        metrics:
          reviewed: { weighted_accuracy: { weight: stands_for\(metric) } }
        stages:
          - name: everyone
            audience: 100%
            watch: { every: 10m, for: 20m, within: 20m, min_samples: 3 }
            promote_if: [{ if: "\(gate)", evidence: sequential }]

        """
    }

    /// Of 12,000 requests of as many users each tenth is doubtful, wrong half of the time, and labelled; of the others, which are right, each tenth
    /// is labelled.
    private func backtest(
        _ metric: String,
        _ gate: String = "reviewed >= 92%",
        weight: String = "10",
        users: Int = 12_000
    ) throws
        -> Invocation.Result
    {
        var log = ["at,id,who,model,said"]
        var labels = ["request,label,stands_for"]
        for request in 0...12_000 {
            let isDoubtful = request % 10 == 0
            log.append("\(request / 10),r\(request),u\(request % users),new,\(isDoubtful ? "bad" : "good")")
            if isDoubtful { labels.append("r\(request),\(request % 20 == 0 ? "bad" : "good"),1") }
            if !isDoubtful, request % 100 < 10 { labels.append("r\(request),good,\(weight)") }
        }
        let workspace = try Workspace()
        try workspace.write(Self.plan(metric, gate), to: "plan.yaml")
        try workspace.write(log.joined(separator: "\n") + "\n", to: "log.csv")
        try workspace.write(labels.joined(separator: "\n") + "\n", to: "labels.csv")
        return try workspace.run("backtest", "plan.yaml")
    }

    /// 95 % are right, by 2280 labelled requests.
    @Test func aLimitOfWeightsMakesItPossible() throws {
        let result = try backtest(", weight_limit: 10")
        #expect(result.output.contains("everyone: promote"), "\(result.output)\(result.errors)")
        #expect(result.output.contains("sequential evidence: +0.0"), "\(result.output)")
        let high = try backtest(", weight_limit: 10", "reviewed >= 94.5%")
        #expect(high.output.contains("rolled back"), "\(high.output)")
    }

    @Test func withoutOneThePlanIsRefused() throws {
        let result = try backtest("")
        #expect(result.status == 1 && result.errors.contains("`weight_limit` under `reviewed`"), "\(result.errors)")
        #expect(try backtest(", weight_limit: 0").status == 1)
    }

    /// A row that weighs more is against what was said, and each user counts once.
    @Test func whatItDoesNotTellFrom() throws {
        let heavy = try backtest(", weight_limit: 9")
        #expect(heavy.output.contains("rolled back"), "\(heavy.output)")
        let few = try backtest(", weight_limit: 10", users: 100)
        #expect(few.output.contains("rolled back"), "\(few.output)")
    }
}
