import Metrics
import Testing

/// Where a formula has no answer there is no number, and the reason names the class.
@Suite struct UndefinedTests {
    static let layout = OutcomeLayout(classes: ["setosa", "versicolor", "virginica"])
    /// Virginica is never predicted; versicolor never occurs in the truth.
    static let lopsided = Samples.batch(actual: [0, 0, 2], predicted: [0, 1, 0])
    /// Setosa only, in truth and predictions.
    static let single = Samples.batch(actual: [0, 0], predicted: [0, 0])

    static func reason(_ name: String, _ batch: OutcomeBatch, variant: String? = nil, index: Int? = nil) -> String? {
        let value = Samples.value(name, of: batch, layout, variant: variant, index: index)
        return value?.value == nil ? value?.undefinedReason : nil
    }

    @Test(arguments: [
        ("precision", 2, "no row was predicted as `virginica`"), ("recall", 1, "no row is labelled `versicolor`"),
    ])
    func aClassOfTheLopsidedRows(name: String, index: Int, expected: String) {
        #expect(Self.reason(name, Self.lopsided, index: index) == expected)
    }

    @Test(arguments: [
        ("precision", "macro", "no row was predicted as `virginica`"),
        ("precision", "weighted", "no row was predicted as `virginica`"),
        ("recall", "macro", "no row is labelled `versicolor`"),
    ])
    func anAverageWithAnUndefinedMember(name: String, variant: String, expected: String) {
        #expect(Self.reason(name, Self.lopsided, variant: variant) == expected)
        #expect(Samples.value(name, of: Self.lopsided, Self.layout, variant: variant)?.samples == 3)
    }

    /// A class without labels weighs nothing, so its recall need not exist.
    @Test func aMemberThatWeighsNothingMayBeUndefined() throws {
        let value = try #require(Samples.value("recall", of: Self.lopsided, Self.layout, variant: "weighted")?.value)
        #expect((value - 1 / 3).magnitude < 1e-15)
    }

    /// Nothing right, but something there to be right about: F1 and Jaccard are 0, not undefined.
    @Test(arguments: [("f1", 1), ("f1", 2), ("jaccard", 1), ("jaccard", 2)])
    func zeroIsNotUndefined(name: String, index: Int) {
        #expect(Samples.value(name, of: Self.lopsided, Self.layout, index: index)?.value == 0)
    }

    /// F1 is 2/4 for setosa and 0 for the others; Jaccard 1/3 and 0.
    @Test func zerosCountInAnAverage() throws {
        let f1 = try #require(Samples.value("f1", of: Self.lopsided, Self.layout)?.value)
        let jaccard = try #require(Samples.value("jaccard", of: Self.lopsided, Self.layout)?.value)
        #expect((f1 - 0.5 / 3).magnitude < 1e-15)
        #expect((jaccard - 1.0 / 9).magnitude < 1e-15)
    }

    /// Classes that never occur are not averaged over.
    @Test(arguments: ["precision", "recall", "f1", "jaccard"])
    func absentClassesAreLeftOut(name: String) {
        #expect(Samples.value(name, of: Self.single, Self.layout)?.value == 1)
    }

    @Test(arguments: [
        ("f1", 1, "no row is labelled or predicted as `versicolor`"),
        ("jaccard", 1, "no row is labelled or predicted as `versicolor`"),
        ("specificity", 0, "every row is labelled `setosa`"), ("npv", 0, "every row was predicted as `setosa`"),
        ("recall", 7, "there is no class of number 7"),
    ])
    func aClassOfTheSingleOne(name: String, index: Int, expected: String) {
        #expect(Self.reason(name, Self.single, index: index) == expected)
    }

    @Test(arguments: [
        ("mcc", "every labelled row is of one class"),
        ("kappa", "every labelled row is of one class and predicted so"),
        ("specificity", "every row is labelled `setosa`"), ("npv", "every row was predicted as `setosa`"),
    ])
    func oneClassOnly(name: String, expected: String) {
        #expect(Self.reason(name, Self.single) == expected)
    }

    @Test func oneClassPredictedOnly() {
        let batch = Samples.batch(actual: [0, 1], predicted: [0, 0])
        #expect(Self.reason("mcc", batch) == "every labelled row was predicted as one class")
        #expect(Samples.value("kappa", of: batch, Self.layout)?.value == 0)
        #expect(Self.reason("specificity", Self.single, variant: "micro") == "only one class occurs")
    }

    @Test(arguments: [
        "accuracy", "precision", "recall", "f1", "specificity", "npv", "jaccard", "balanced_accuracy", "mcc", "kappa",
    ])
    func noLabelledRow(name: String) {
        let unlabelled = Samples.batch(actual: [-1, 0], predicted: [0, -1])
        #expect(Self.reason(name, unlabelled) == "there is no labelled row")
        #expect(Samples.value(name, of: unlabelled, Self.layout)?.samples == 0)
        for variant in ["macro", "micro", "weighted"] where ["precision", "npv"].contains(name) {
            #expect(Self.reason(name, unlabelled, variant: variant) == "there is no labelled row")
        }
    }

    @Test(arguments: [
        ("error_rate", nil, "there was no request"), ("latency", "p95", "no latency was measured"),
        ("feedback.negative", nil, "no feedback has a rating or a thumb"),
        ("feedback.complaint_rate", nil, "the model served no request"),
        ("feedback.rating", nil, "no feedback has a rating"),
    ])
    func nothingSeen(name: String, variant: String?, expected: String) {
        #expect(Self.reason(name, OutcomeBatch(), variant: variant) == expected)
    }

    @Test func nothingSaid() {
        let layout = OutcomeLayout(classes: [], categories: ["slow"])
        let value = Samples.value("feedback", of: OutcomeBatch(), layout, index: 0)
        #expect(value?.undefinedReason == "there was no feedback")
        #expect(
            Samples.value("feedback", of: OutcomeBatch(), layout, index: 1)?.undefinedReason == "it needs a category"
        )
    }

    @Test func aMetricWithoutItsAccumulatorHasNoValue() {
        let empty = AccumulatorSet([], layout: Self.layout)
        for metric in MetricRegistry.metrics {
            let value = metric.value(MetricQuery(), in: empty)
            #expect(value.value == nil && value.undefinedReason != nil)
        }
    }

    @Test func anUnknownVariantHasNoValue() {
        #expect(Self.reason("recall", Self.single, variant: "median") == "it has no variant `median`")
        let timed = Samples.batch(latencies: [5])
        #expect(Self.reason("latency", timed, variant: "p90") == "it needs one of its variants")
        #expect(Self.reason("latency", timed) == "it needs one of its variants")
    }
}
