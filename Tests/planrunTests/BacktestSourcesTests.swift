import JSON
import Testing

/// Logs with several sources of labels, and with what users said of the answers.
@Suite struct BacktestSourcesTests {
    private static let head = """
        planrun: 1
        name: small
        traffic:
          log: { file: log.csv, columns: { at: time, id: request, who: unit, model: model, said: prediction, p: score, north: text } }
          unit: user
        models: { candidate: { recorded: new } }

        """
    private static let labels = """
        labels:
          from: labels.csv
          sources:
            review: { from: review.csv, join: unit, mature_after: 5m, weight: stands_for }
            disputes: { from: disputes.csv, missing: MISSING }
          positive: bad
        metrics:
          reviewed: { weighted_accuracy: { label: review, weight: stands_for } }
          alike: { agreement: { of: said, with: review } }
          settled: { agreement: { of: said, with: disputes } }
          auc: { roc_auc: { label: review, positive: bad, score: p } }

        """
    private static let feedback = "feedback: { from: said.jsonl, join: JOIN }\n"

    private static func stage(_ gates: String) -> String {
        """
        stages:
          - name: everyone
            audience: 100%
            watch: { every: 10m, for: 20m, within: 20m, min_samples: 3 }
            promote_if: [\(gates)]

        """
    }

    /// Of 1200 requests each tenth is taken for bad. The plan's own labels agree with all of that; people find half of the bad ones good; and of
    /// twenty answers that were disputed one was wrong. Users say something of every sixtieth request two minutes later, and half of
    /// them are not content.
    private func workspace(_ plan: String) throws -> Workspace {
        var log = ["at,id,who,model,said,p,north"]
        var (labels, review, disputes) = (["request,label"], ["unit,label,stands_for"], ["label,request"])
        var said: [String] = []
        for request in 0..<1201 {
            let isBad = request % 10 == 0
            log.append(
                "\(request),r\(request),u\(request),new,\(isBad ? "bad,0.9" : "good,0.1"),\(request % 120 == 0 ? "yes" : "no")"
            )
            labels.append("r\(request),\(isBad ? "bad" : "good")")
            if isBad { review.append("u\(request),\(request % 20 == 0 ? "bad" : "good"),1") }
            if !isBad, request % 100 < 10 { review.append("u\(request),good,10") }
            if request % 60 == 0, request < 1200 { disputes.append("\(request == 0 ? "good" : "bad"),r\(request)") }
            if request % 60 == 0 {
                let rating = request % 120 == 0 ? 1 : 5
                said.append(
                    "{\"at\":\(request + 120),\"request\":\"r\(request)\",\"unit\":\"u\(request)\",\"rating\":\(rating)}"
                )
            }
        }
        let workspace = try Workspace()
        try workspace.write(plan, to: "plan.yaml")
        for (name, lines) in [
            ("log.csv", log), ("labels.csv", labels), ("review.csv", review), ("disputes.csv", disputes),
            ("said.jsonl", said),
        ] {
            try workspace.write(lines.joined(separator: "\n") + "\n", to: name)
        }
        return workspace
    }

    private func readings(_ plan: String, stage: Int = 0) throws -> [(value: Double?, samples: Double?)] {
        let result = try workspace(plan).run("backtest", "plan.yaml", "--format", "json")
        let stages = try #require(try JSONValue(parsing: result.output)["stages"]?.array, "\(result.errors)")
        return (stages[stage]["promote_if"]?.array ?? []).map { gate in
            let reading = gate["comparisons"]?.array?.first?["readings"]?.array?.first
            return (reading?["value"]?.number, reading?["samples"]?.number)
        }
    }

    private static func sources(_ gates: String, missing: String = "exclude") -> String {
        head + labels.replacing("MISSING", with: missing) + stage(gates)
    }

    /// People's labels count five minutes later: of two intervals of ten minutes the first.
    @Test func eachSourceHasItsOwnLabelsAndItsOwnMaturity() throws {
        let read = try readings(Self.sources("accuracy > 0%, reviewed > 0%, alike > 0%, auc > 0, settled > 0%"))
        // Of 30 bad rows all have the score 0.9, and of 84 good ones 30.
        let auc: Double = (30.0 * 54 + 30 * 30 / 2) / (30 * 84)
        let expected: [Double] = [1, 0.95, 84.0 / 114, auc, 19.0 / 20]
        #expect(zip(read, expected).allSatisfy { abs(($0.value ?? -1) - $1) < 1e-12 }, "\(read)")
        let samples: [Double] = [1200, 114, 114, 114, 20]
        #expect(read.compactMap(\.samples) == samples)
    }

    /// What was not disputed was well: then nothing else was bad.
    @Test func eachSourceSaysWhatAMissingLabelIs() throws {
        let gates = "accuracy > 0%, reviewed > 0%, alike > 0%, auc > 0, settled > 0%"
        let read = try readings(Self.sources(gates, missing: "negative"))[4]
        #expect(read.value == 1099.0 / 1200 && read.samples == 1200)
    }

    @Test func aRunKeepsThem() throws {
        let gates = "accuracy > 90%, reviewed > 90%, alike > 70%, auc > 0.8, settled > 90%"
        let workspace = try workspace(Self.sources(gates))
        #expect(try workspace.run("execute", "plan.yaml", "--quiet").status == 0)
        let verified = try workspace.run("verify", "small-1")
        #expect(verified.status == 0, "\(verified.output)\(verified.errors)")
        #expect(try workspace.run("why", "small-1", "everyone").output.contains("0.9500"))
        let replayed = try workspace.run("replay", "small-1", "--plan", "plan.yaml")
        #expect(replayed.status == 0, "\(replayed.output)\(replayed.errors)")
    }

    @Test func namesMeanOneThing() throws {
        let plan = Self.sources("accuracy > 0%, reviewed > 0%, alike > 0%, auc > 0, settled > 0%")
        func errors(_ plan: String) throws -> String { try workspace(plan).run("validate", "plan.yaml").errors }
        #expect(
            try errors(plan.replacing("disputes", with: "said")).contains(
                "metrics could not tell which `said` they read"
            )
        )
        #expect(
            try errors(plan.replacing("disputes:", with: "label:")).contains("`label` is what a log itself may say")
        )
        #expect(
            try errors(plan.replacing("with: disputes", with: "with: disputed")).contains("unknown column `disputed`")
        )
        #expect(
            try errors(plan.replacing("weight: stands_for }\n", with: "weight: heavy }\n")).contains(
                "the labels `review` have no column `heavy`"
            )
        )
        // Without labels of its own a plan has no accuracy, and what names a source has what it names.
        let further = plan.replacing("  from: labels.csv\n", with: "")
        #expect(try errors(further).contains("nothing provides `accuracy` here"))
        #expect(try errors(further.replacing("accuracy > 0%, ", with: "")).isEmpty)
    }

    @Test func aStageLastsUntilALateSourceCounts() throws {
        let late = Self.sources("accuracy > 0%, reviewed > 0%, alike > 0%, auc > 0, settled > 0%")
            .replacing("mature_after: 5m", with: "mature_after: 20m")
        #expect(
            try workspace(late).run("validate", "plan.yaml").errors.contains(
                "the stage is over after 20m, and its first labels count after 20m"
            )
        )
    }

    // MARK: Feedback

    /// What is said after the end, of the last requests, does not count.
    @Test(arguments: ["request", "unit"])
    func whatUsersSayIsJoinedToTheAnswers(join: String) throws {
        let gates = "feedback.count > 0, feedback.negative > 0%, feedback.rating > 0, feedback.complaint_rate > 0%"
        let plan = Self.head + Self.feedback.replacing("JOIN", with: join) + Self.stage(gates)
        let read = try readings(plan)
        // Of 20 times 60 seconds those up to 1140 - 120: 18 entries, every other one of them bad.
        let expected: [Double] = [18, 0.5, 3, 9.0 / 1200]
        #expect(read.compactMap(\.value) == expected)
    }

    @Test func whatUsersSayIsKnownBySegments() throws {
        let gate = "feedback.rating by north >= 0.5"
        let plan = Self.head + Self.feedback.replacing("JOIN", with: "unit") + Self.stage(gate)
        let workspace = try workspace(plan)
        let result = try workspace.run("backtest", "plan.yaml")
        #expect(result.output.contains("feedback.rating by north >= 0.5"), "\(result.output)\(result.errors)")
        #expect(try workspace.run("execute", "plan.yaml", "--quiet").status == 0)
        let verified = try workspace.run("verify", "small-1")
        #expect(verified.status == 0, "\(verified.output)\(verified.errors)")
    }

    @Test(arguments: [
        (#"{"request":"r1"}"#, "nothing is said"), (#"{"unit":"u1","rating":1}"#, "`request` is missing"),
        (#"{"request":"r1","rating":"much"}"#, "`rating` is not a number: `much`"),
        (#"{"request":"r1","thumb":"left"}"#, "`thumb` is neither `up` nor `down`: `left`"),
        (#"{"request":"r1","thumb":"up","at":"noon"}"#, "`at` is no time: `noon`"),
        (#"{"request":"r1","thumb":"up","after":"3m"}"#, "a log has its own times: say `at`"),
    ])
    func whatIsWrongWithFeedbackIsLocated(line: String, problem: String) throws {
        let plan = Self.head + Self.feedback.replacing("JOIN", with: "request") + Self.stage("feedback.count > 0")
        let workspace = try workspace(plan)
        try workspace.write(#"{"request":"r1","rating":1}"# + "\n" + line + "\n", to: "said.jsonl")
        let errors = try workspace.run("validate", "plan.yaml").errors
        #expect(errors.contains(problem) && errors.contains("said.jsonl:2:"), "\(errors)")
    }

    @Test func requestsAreJoinedByTheirNames() throws {
        let workspace = try workspace(
            Self.head + Self.feedback.replacing("JOIN", with: "request") + Self.stage("requests > 0")
        )
        let plan = try workspace.text(of: "plan.yaml").replacing(", id: request", with: "")
        try workspace.write(plan, to: "plan.yaml")
        #expect(
            try workspace.run("validate", "plan.yaml").errors.contains("the log has no column that holds the `request`")
        )
    }
}
