import JSON
import Metrics
import Plan
import Reports
import Testing

@Suite struct FeedbackReportTests {
    private static func remark(
        _ text: String?,
        rating: Double? = nil,
        negative: Bool? = nil,
        at: Duration = .zero,
        unit: String = "u",
        model: ModelRole = .candidate,
        categories: [Int] = [],
        origin: FeedbackRemark.Origin = .plan
    ) -> FeedbackRemark {
        FeedbackRemark(
            at: at,
            unit: unit,
            model: model,
            outcome: FeedbackOutcome(rating: rating, isNegative: negative, categories: categories),
            text: text,
            origin: origin
        )
    }

    private static func report(
        _ remarks: [FeedbackRemark],
        now: Duration = .seconds(60),
        counted: (Int, Int, Int) = (0, 0, 0),
        unknown: Int = 0,
        unreached: Int = 0
    ) -> FeedbackReport {
        let run = FeedbackReport.Run(
            id: "iris-1",
            categories: ["wrong", "slow"],
            now: now,
            counted: counted.0,
            uncounted: counted.1,
            forgotten: counted.2,
            unknownUnits: unknown,
            unreached: unreached
        )
        return FeedbackReport(run: run, remarks: remarks)
    }

    private static func text(_ report: FeedbackReport) -> String { report.text(style: ReportStyle(isColoured: false)) }

    /// Wilson's interval for 1 of 4 is .0456 to .6994 (computed from the formula in Python).
    @Test func theReportReads() {
        let report = Self.report(
            [
                Self.remark("much too slow", rating: 1, negative: true, at: .seconds(50), categories: [1]),
                Self.remark("nice", rating: 5, negative: false, at: .seconds(5), unit: "v"),
                Self.remark("the label of my sample", at: .seconds(6), unit: "w", origin: .add),
                Self.remark("it crashed", at: .seconds(59), unit: "w", origin: .import),
                Self.remark(nil, rating: 4, negative: false, at: .seconds(7)),
                Self.remark("错了", negative: false, at: .seconds(8), categories: [0, 1]),
                Self.remark(nil, rating: 2, negative: true, model: .baseline),
            ],
            counted: (1, 1, 3),
            unknown: 1,
            unreached: 2
        )
        #expect(
            Self.text(report) == """
                feedback on iris-1: 7 entries of 3 units
                  from 5 in the plan's file, 1 added, 1 imported
                  of those added or imported: 1 counted by the run, 1 not counted by it, 3 counted and forgotten since
                  2 entries of the plan's file left out: later than the run has come
                  1 unit is not in the replay: served by the baseline

                candidate: 6 entries of 3 units
                  rating      3.33, the mean of 3
                  negative    25.0%, 1 of 4, 95% interval 0.046 to 0.699
                  over time   ·█········▂▂  entries, each bar 5s
                              ·▁········█·  share negative
                  categories
                    wrong  1   16.7%
                      “错了”
                    slow   2   33.3%
                      “much too slow”
                      “错了”
                  in no category
                    negative  1   16.7%
                      “it crashed”
                    neutral   1   16.7%
                      “the label of my sample”
                    positive  1   16.7%
                      “nice”

                baseline: 1 entry of 1 unit
                  rating      2.00, the mean of 1
                  negative    100.0%, 1 of 1, 95% interval 0.207 to 1.000
                  over time   █···········  entries, each bar 5s
                              █···········  share negative
                  categories
                    wrong  0    0.0%
                    slow   0    0.0%

                """
        )
    }

    @Test func nobodyHasSaidAnything() {
        #expect(Self.text(Self.report([])) == "feedback on iris-1: nobody has said anything\n")
        let forgotten = Self.text(Self.report([], counted: (0, 0, 2)))
        #expect(forgotten.contains("2 counted and forgotten since"))
        #expect(Self.report([]).json["models"]?.array == [])
    }

    /// The scores are from the paper's formulas, computed in Python over the same entries.
    @Test func tellingTermsAreThoseOfThePaper() throws {
        let blame = ["wrong answer wrong", "slow wrong thing", "so slow so wrong"]
        let praise = ["great answer", "so great thanks", "thanks so much great"]
        let report = Self.report(
            blame.map { Self.remark($0, negative: true) } + praise.map { Self.remark($0, negative: false) }
                + [Self.remark("wrong or great so what, a but")]
        )
        let terms = try #require(report.json["models"]?.array?.first?["terms"])
        func scores(_ side: String) -> [String] {
            (terms[side]?.array ?? []).map { term in
                let score = ((term["score"]?.number ?? 0) * 1000).rounded() / 1000
                return "\(term["term"]?.string ?? "") \(score) \(term["count"]?.integer ?? 0)"
            }
        }
        #expect(scores("negative") == Self.blameScores)
        #expect(scores("positive") == Self.praiseScores)
    }

    private static let blameScores = ["wrong 1.25 4"]
    private static let praiseScores = ["great 1.113 3"]

    /// Of entries that say nothing, the words say it; else the rating does.
    @Test func aRatingSpeaksBeforeTheWords() throws {
        let report = Self.report([
            Self.remark("great", negative: true), Self.remark("thanks", negative: true),
            Self.remark("terrible", negative: false), Self.remark("terrible"),
            Self.remark(""), Self.remark(nil),
        ])
        let groups = try #require(report.json["models"]?.array?.first?["uncategorised"]?.array)
        #expect(groups.map { $0["name"]?.string } == ["negative", "neutral", "positive"])
        #expect(groups.map { $0["entries"]?.integer } == [3, 0, 1])
    }

    @Test func examplesAreTheLatestDifferentOnesAndHarmless() throws {
        let texts = ["one", "two", "three", "three", "\u{1b}[31mred\n\u{202E}", String(repeating: "长", count: 200)]
        let report = Self.report(
            texts.enumerated().map { Self.remark($1, at: .seconds($0), categories: [0]) }
        )
        let category = try #require(report.json["models"]?.array?.first?["categories"]?.array?.first)
        #expect(category["examples"]?.array?.map(\.string) == [texts[5], texts[4], "three"])
        let text = Self.text(report)
        #expect(text.contains("“" + String(repeating: "长", count: 87) + "…”"))
        #expect(text.contains(#"“\u{1b}[31mred \u{202e}”"#))
        #expect(!text.contains("\u{1b}") && !text.contains("\u{202E}"))
    }

    /// Never more than twelve bars, of the shortest round length that reaches the end; nothing is lost between them.
    @Test(arguments: [0, 1, 11, 12, 60, 119, 120, 3599, 9600, 86_400, 1_209_600, 90_000_000])
    func theTrendHasAtMostTwelveParts(seconds: Int) throws {
        let remarks = (0...100).map { Self.remark(nil, at: .seconds(seconds) / 100 * $0) }
        let model = try #require(Self.report(remarks, now: .seconds(seconds)).json["models"]?.array?.first)
        let trend = try #require(model["trend"]?.array)
        let width = try #require(model["bucket_seconds"]?.number)
        #expect((1...12).contains(trend.count))
        #expect(trend.reduce(0) { $0 + ($1["entries"]?.integer ?? 0) } == 101)
        let starts = trend.map { $0["from"]?.number ?? -1 }
        #expect(starts == trend.indices.map { Double($0) * width })
        if seconds == 9600 { #expect(width == 900) }
        if seconds == 90_000_000 { #expect(width == 13 * 604_800) }
    }

    @Test func theJSONHasAVersionAndNoUnits() {
        let report = Self.report([Self.remark("hello", unit: "citizen-42")])
        #expect(report.json["format_version"]?.integer == 1)
        #expect(report.json["units"]?.integer == 1)
        #expect(!report.json.text.contains("citizen"))
        #expect(!Self.text(report).contains("citizen"))
    }
}
