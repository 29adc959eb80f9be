import Metrics
import Plan
import Testing

@Suite struct ColumnMetricTests {
    /// The metric whose value stands under that name in the fixtures.
    private static func tallies(_ name: String, _ samples: ColumnSamples) -> ColumnTallies? {
        let positive: [String: OptionValues.Value] = ["positive": .text("yes")]
        let groups = positive.merging(["between": .text("region"), "least": .integer(1)]) { $1 }
        let parts = name.split(separator: " ").map(String.init)
        switch name {
        case "roc_auc", "average_precision", "log_loss", "brier", "ece": return samples.tallies(name, positive)
        case "ece of the answer": return samples.tallies("ece", ["score": .text("confidence")])
        case "ece in 15": return samples.tallies("ece", positive.merging(["bins": .integer(15)]) { $1 })
        case "rate", "count": return samples.tallies(name, ["of": .text("prediction"), "is": .text("yes")])
        case "agreement": return samples.tallies(name, ["with": .text("label")])
        case "demographic_parity", "disparate_impact", "equal_opportunity", "equalised_odds":
            return samples.tallies(name, groups)
        case "mean", "sum", "min", "max": return samples.tallies(name, ["of": .text("label")])
        case "ewma": return samples.tallies(name, ["of": .text("label"), "half_life": .text("1h")])
        case _ where parts[0] == "top_k": return samples.tallies("top_k", ["k": .integer(Int(parts[1]) ?? 0)])
        case _ where parts.count == 2:
            let share = Double(parts[1].dropLast()).map { OptionValues.Value.number($0 / 100) } ?? .text("")
            return samples.tallies(parts[0], ["share": share, "of": .text("label")])
        default: return samples.tallies(name, [:])
        }
    }

    /// scikit-learn 1.9.1, fairlearn 0.15.0 and pandas 3, whose times are whole nanoseconds: `Fixtures/capture.py`.
    @Test(arguments: ["binary", "regression", "ranked", "decaying"])
    func asOtherProgramsSay(kind: String) throws {
        let fixtures = try ColumnSamples.fixtures(kind)
        #expect(!fixtures.isEmpty)
        for (samples, expected, intervals) in fixtures {
            #expect(!expected.isEmpty)
            for (name, number) in expected {
                let value = try #require(Self.tallies(name, samples)).value(of: 0)
                let found = try #require(value.value, "\(name): \(value.undefinedReason ?? "")")
                let tolerance = (name == "ewma" ? 1e-9 : 1e-12) * max(1, number.magnitude)
                #expect((found - number).magnitude <= tolerance, "\(name): \(found), \(number)")
            }
            for (name, bounds) in intervals {
                let tallies = try #require(Self.tallies(name, samples))
                let interval = try #require(tallies.interval(of: 0, confidence: 0.95))
                #expect((interval.lower - bounds[0]).magnitude <= 1e-11 * max(1, bounds[0].magnitude), "\(name)")
                #expect((interval.upper - bounds[1]).magnitude <= 1e-11 * max(1, bounds[1].magnitude), "\(name)")
            }
        }
    }

    private static func scored(_ labels: String, _ scores: [Double]) -> ColumnSamples {
        ColumnSamples(
            numbers: ["score": scores],
            texts: ["label": labels.map { $0 == "1" ? "yes" : "no" }]
        )
    }

    /// Published vectors, by scikit-learn.
    @Test(arguments: [
        ("roc_auc", "0011", [0.1, 0.4, 0.35, 0.8], 0.75),
        ("roc_auc", "0011", [0.1, 0.5, 0.5, 0.8], 0.875),
        ("roc_auc", "0011", [0.3, 0.3, 0.3, 0.3], 0.5),
        ("roc_auc", "0011", [4, 3, -2, -1], 0),
        ("roc_auc", "01", [-0.0, 0.0], 0.5),
        ("average_precision", "0011", [0.1, 0.4, 0.35, 0.8], 0.8333),
        ("log_loss", "1001", [0.9, 0.1, 0.2, 0.65], 0.21616187),
        ("log_loss", "1", [0], 36.04365),
        ("brier", "0110", [0.1, 0.9, 0.8, 0.3], 0.0375),
        ("ece", "1011110101", [0.55, 0.65, 0.75, 0.85, 0.95, 0.95, 0.85, 0.65, 0.55, 0.75], 0.17),
    ])
    func publishedVectors(name: String, labels: String, scores: [Double], expected: Double) throws {
        let value = try #require(Self.scored(labels, scores).value(name, ["positive": .text("yes")]).value)
        #expect((value - expected).magnitude < 0.00005)
    }

    @Test(arguments: [
        ("roc_auc", "111", [0.1, 0.2, 0.3], "every row with a score is `yes`"),
        ("roc_auc", "000", [0.1, 0.2, 0.3], "no row with a score is `yes`"),
        ("roc_auc", "", [], "no row with a score is `yes`"),
        ("average_precision", "000", [0.1, 0.2, 0.3], "no row with a score is `yes`"),
        ("log_loss", "", [], "there is no labelled row with a score"),
        ("brier", "01", [0.5, 1.5], "`score` is not from 0 to 1 everywhere"),
        ("ece", "01", [-0.1, 0.5], "`score` is not from 0 to 1 everywhere"),
        ("ece", "0", [.nan], "there is no labelled row with a score"),
    ])
    func undefinedScores(name: String, labels: String, scores: [Double], reason: String) {
        let value = Self.scored(labels, scores).value(name, ["positive": .text("yes")])
        #expect(value.value == nil)
        #expect(value.undefinedReason == reason)
    }

    @Test(
        arguments: [
            ("mape", [0, 1], [1, 1], "a label is 0"), ("wape", [0, 0], [1, 1], "every label is 0"),
            ("r2", [2, 2], [1, 3], "the labels do not vary"), ("mae", [], [], "there is no row with both numbers"),
            ("rmse", [.nan, 1], [1, .nan], "there is no row with both numbers"),
        ] as [(String, [Double], [Double], String)]
    )
    func undefinedErrors(name: String, labels: [Double], predictions: [Double], reason: String) {
        let samples = ColumnSamples(numbers: ["label": labels, "prediction": predictions])
        #expect(samples.value(name).undefinedReason == reason)
    }

    @Test func groupsTooSmallHaveNoSay() throws {
        var samples = ColumnSamples()
        samples.texts["region"] =
            [String](repeating: "a", count: 40) + [String](repeating: "b", count: 40) + ["c", "c"]
        samples.texts["prediction"] = (0..<82).map { $0 < 10 || (40..<60).contains($0) || $0 >= 80 ? "yes" : "no" }
        samples.texts["label"] = [String](repeating: "yes", count: 82)
        let options: [String: OptionValues.Value] = ["between": .text("region"), "positive": .text("yes")]
        let parity = samples.value("demographic_parity", options)
        #expect(parity.value == 0.25)
        #expect(parity.samples == 80)
        #expect(samples.value("disparate_impact", options).value == 0.5)
        #expect(samples.value("disparate_impact", options.merging(["least": .integer(2)]) { $1 }).value == 0.25)
        // No row is of another class, so there is no share of false alarms.
        #expect(samples.value("equalised_odds", options).value == nil)
        let reason = samples.value("demographic_parity", options.merging(["least": .integer(41)]) { $1 })
            .undefinedReason
        #expect(reason == "fewer than two values of `region` have 41 rows")
    }

    /// What is made from counts is drawn again, alike each time; what has no way to tell has no interval.
    @Test func otherIntervals() throws {
        let (samples, expected, _) = try #require(try ColumnSamples.fixtures("binary").first)
        for name in ["demographic_parity", "equal_opportunity", "equalised_odds"] {
            let tallies = try #require(Self.tallies(name, samples))
            let interval = try #require(tallies.interval(of: 0, confidence: 0.95))
            #expect(interval.method == .bootstrap)
            #expect(interval == Self.tallies(name, samples)?.interval(of: 0, confidence: 0.95))
            let value = try #require(expected[name])
            #expect(interval.lower < value && value < interval.upper && interval.upper - interval.lower < 0.5)
        }
        #expect(try #require(Self.tallies("ece", samples)).interval(of: 0, confidence: 0.95) == nil)
        #expect(Self.scored("01", [0.1, 0.9]).tallies("roc_auc", [:])?.interval(of: 0, confidence: 0.95) == nil)
    }

    @Test func shareKnowsItsRows() {
        let samples = ColumnSamples(texts: ["region": ["a", nil, "b", "a"], "other": ["b", "b", "b", nil]])
        let rate = samples.value("rate", ["of": .text("region"), "is": .text("a")])
        #expect(rate.proportion == MetricValue.Proportion(2, of: 3))
        #expect(samples.value("rate", ["of": .text("region"), "is": .text("z")]).value == 0)
        #expect(samples.value("count", ["of": .text("region"), "is": .text("z")]).value == 0)
        let agreement = samples.value("agreement", ["of": .text("region"), "with": .text("other")])
        #expect(agreement.proportion == MetricValue.Proportion(1, of: 2))
        let empty = ColumnSamples(texts: ["region": [nil]]).value("rate", ["of": .text("region"), "is": .text("a")])
        #expect(empty.undefinedReason == "`region` holds nothing")
    }

    @Test func theCurveIsTheErrorsGround() {
        let bins = 4
        var tally = CalibrationTally(score: 0, label: 0, event: .isOfClass("yes"), bins: bins)
        let scores = [0, 0.1, 0.25, 0.26, 0.75, 0.76, 1]
        let labels: [Int32] = [0, 1, 0, 1, 1, 1, 0]
        tally.add(ColumnBatch(count: 7, numbers: [scores], texts: [labels], names: [["no", "yes"]]))
        #expect(tally.bins.map(\.rows) == [3, 1, 1, 2])
        #expect(tally.bins.map(\.right) == [1, 1, 1, 1])
        #expect(tally.bins[3].confidence == 0.88)
        #expect(tally.bins[3].accuracy == 0.5)
    }
}
