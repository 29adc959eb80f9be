import JSON
import Testing

/// Labels that are not there, and those of further sources. What is expected was worked out by hand.
@Suite struct EvaluateMissingTests {
    private static let log = """
        request,prediction,label,old,score
        r1,yes,,yes,0.9
        r2,no,,yes,0.2
        r3,no,no,no,0.1
        r4,yes,yes,no,0.7
        r5,no,,no,0.4

        """

    private func json(_ arguments: String..., beside: [(name: String, text: String)] = [], log: String = log) throws
        -> JSONValue
    {
        try EvaluateRun(
            [("log.csv", log)],
            beside: beside,
            arguments: ["--format", "json", "--positive", "yes"] + arguments
        ).json()
    }

    @Test func asTheOtherClass() throws {
        let json = try json("--missing", "negative", "--metric", "accuracy,precision,roc_auc")
        #expect(json["samples"] == 5 && json["assumed"] == 3 && json["unlabelled"] == nil)
        #expect(json["metrics"]?["accuracy"]?["value"] == 0.8)
        #expect(json["metrics"]?["precision"]?["value"] == 0.5)
        // Of the four others one has a higher score.
        #expect(json["metrics"]?["roc_auc"]?["value"] == 0.75)
    }

    /// The model is wrong wherever nobody knows, and its baseline right.
    @Test func asWhatIsWorse() throws {
        let alone = try json("--missing", "worst_case", "--metric", "accuracy,recall")
        #expect(alone["metrics"]?["accuracy"]?["value"] == 0.4)
        #expect(alone["metrics"]?["recall"]?["value"]?.number == 1.0 / 3)
        let both = try json("--missing", "worst_case", "--metric", "accuracy", "--baseline-prediction", "old")
        #expect(both["metrics"]?["accuracy"]?["value"] == 0.8)
        #expect(both["metrics"]?["accuracy"]?["baseline"] == 0.8)
    }

    /// Of several classes the first is another one, as in plans, however many read.
    @Test func ofSeveralClasses() throws {
        let rows = (0..<30_000).map { "\(["c", "b", "a"][$0 % 3]),\($0 % 2 == 0 ? "b" : "")\n" }
        let json = try json(
            "--missing",
            "negative",
            "--threads",
            "3",
            "--metric",
            "accuracy,hit",
            "--define",
            "hit: {weighted_recall: {weight: one, class: a}}",
            log: "prediction,label,one\nyes,yes,1\n" + rows.map { $0.dropLast() + ",1\n" }.joined()
        )
        #expect(json["confusion"]?["classes"] == ["a", "b", "c", "yes"])
        // A third of the even rows are predicted `b`, and of the odd ones `a`.
        #expect(json["metrics"]?["accuracy"]?["value"]?.number == 10_001.0 / 30_001)
        #expect(json["metrics"]?["hit"]?["samples"] == 15_000)
    }

    @Test func furtherSourcesAreReadByName() throws {
        let json = try json(
            "--label-source",
            "review: {from: rev.jsonl, join: id, weight: stands}",
            "--label-source",
            "audit: {from: audit.csv, missing: worst_case}",
            "--define",
            "reviewed: {weighted_accuracy: {label: review, weight: stands}}",
            "--define",
            "audited: {agreement: {of: prediction, with: audit}}",
            "--define",
            "alike: {agreement: {of: review, with: audit}}",
            beside: [
                (
                    "rev.jsonl",
                    "{\"id\":\"r1\",\"label\":\"yes\",\"stands\":3}\n{\"id\":\"r5\",\"label\":\"yes\",\"stands\":1}\n"
                ),
                ("audit.csv", "request,label\nr5,no\nr4,no\n"),
            ],
            log: Self.log.replacing("request,", with: "request,id,").replacing(#/r(\d),/#) { "r\($0.1),r\($0.1)," }
        )
        #expect(json["metrics"]?["reviewed"]?["value"] == 0.75)
        // Right in the row that is said to be right alone.
        #expect(json["metrics"]?["audited"]?["value"] == 0.2)
        // The first row counts as `no` in the audit, and as `yes` in the review; the last one likewise.
        #expect(json["metrics"]?["alike"]?["value"] == 0)
    }

    /// The weight of a row stays with it where rows before it are left out.
    @Test func weightsStayWithTheirRows() throws {
        let json = try EvaluateRun(
            [("log.csv", "request,model,prediction\nr1,old,no\nr2,new,yes\nr3,old,no\nr4,new,no\n")],
            beside: [("labels.csv", "request,label,stands\nr1,yes,50\nr2,yes,3\nr3,no,70\nr4,yes,1\n")],
            arguments: [
                "--format", "json", "--model", "new", "--labels", "labels.csv", "--label-weight", "stands", "--define",
                "right: {weighted_accuracy: {weight: stands}}",
            ]
        ).json()
        #expect(json["metrics"]?["right"]?["value"] == 0.75)
    }

    @Test func mistakes() throws {
        func errors(_ arguments: String..., input: Bool = false) throws -> String {
            let run = try EvaluateRun(Self.log, as: input ? nil : "log.csv", arguments: arguments)
            #expect(run.status == 64 || run.status == 1)
            return run.errors
        }
        #expect(try errors("--missing", "negative").contains("--positive"))
        #expect(try errors("--missing", "worst_case", input: true).contains("read twice"))
        #expect(try errors("--missing", "worst_case", "--follow").contains("read twice"))
        #expect(try errors("--label-source", "review: {from: x.csv, mature_after: 1d}").contains("mature_after"))
        #expect(try errors("--label-source", "score: {from: x.csv}").contains("`score` names two things"))
        #expect(try errors("--label-source", "review: {from: x.csv}").contains("x.csv"))
    }
}
