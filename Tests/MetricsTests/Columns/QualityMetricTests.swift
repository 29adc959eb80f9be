import Metrics
import Plan
import Testing

/// What is wrong with rows, over columns written by hand.
@Suite struct QualityMetricTests {
    private static let samples = ColumnSamples(
        numbers: ["age": [18, -1, .nan, 120, 121, 40, .nan, 0], "": [0, 1, 0, .nan, 1, 0, 0, 0]],
        texts: ["prediction": ["yes", "no", nil, "maybe", "yes", "Yes", "no", "maybe"]]
    )

    private func share(_ kind: String, _ options: [String: OptionValues.Value]) -> [Int]? {
        Self.samples.value(kind, options).proportion.map { [$0.successes, $0.trials] }
    }

    @Test func missingCountsEachRow() {
        #expect(share("missing", ["of": .text("age")]) == [2, 8])
        #expect(share("missing", ["of": .text("prediction")]) == [1, 8])
        #expect(share("missing", ["of": .text("height")]) == [8, 8])
    }

    @Test func unseenIsOfRowsWithAText() {
        #expect(share("unseen", ["of": .text("prediction"), "known": .list(["yes", "no"])]) == [3, 7])
        #expect(share("unseen", ["of": .text("prediction"), "known": .list(["other"])]) == [7, 7])
    }

    @Test func theEndsOfARangeBelongToIt() {
        #expect(share("out_of_range", ["of": .text("age"), "from": .integer(0), "to": .number(120)]) == [2, 6])
        #expect(share("out_of_range", ["of": .text("age"), "from": .number(-5), "to": .number(500)]) == [0, 6])
    }

    @Test func repeatsAreOfRowsThatNameTheirRequest() { #expect(share("repeated", [:]) == [2, 7]) }

    @Test func nothingIsUndefined() {
        let nothing = ColumnSamples(numbers: ["age": []])
        for kind in ["missing", "unseen", "out_of_range", "repeated"] {
            #expect(nothing.value(kind, ["of": .text("age")]).value == nil)
        }
    }
}
