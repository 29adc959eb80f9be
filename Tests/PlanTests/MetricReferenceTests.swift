import Plan
import Testing

struct MetricReferenceTests {
    @Test func texts() {
        #expect(MetricReference("accuracy").text == "accuracy")
        #expect(MetricReference("latency", variant: "p99", window: .seconds(3600)).text == "latency.p99 over 1h")
        #expect(MetricReference("recall", selectors: ["virginica"]).text == "recall[virginica]")
        #expect(MetricReference("recall", selectors: ["3"]).text == "recall[3]")
    }

    /// Names that a condition cannot write bare are quoted, so that no two references have one text.
    @Test(
        arguments: [
            (["wrong-answer"], "m[\"wrong-answer\"]"), (["a, b", "c"], "m[\"a, b\", c]"),
            (["a", "b, c"], "m[a, \"b, c\"]"),
            (["say \"no\""], "m['say \"no\"']"), (["012"], "m[\"012\"]"), (["-5"], "m[\"-5\"]"), ([""], "m[\"\"]"),
            (["性"], "m[\"性\"]"), (["1.5"], "m[\"1.5\"]"), (["_x1"], "m[_x1]"), (["1x"], "m[\"1x\"]"),
        ]
    )
    func quotes(selectors: [String], text: String) {
        #expect(MetricReference("m", selectors: selectors).text == text)
    }
}
