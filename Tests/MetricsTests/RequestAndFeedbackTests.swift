import Metrics
import Testing

@Suite struct RequestAndFeedbackTests {
    static let layout = OutcomeLayout(classes: ["no", "yes"], categories: ["slow", "wrong"])
    /// Four answered, one failed; three timed.
    static let batch: OutcomeBatch = {
        var batch = OutcomeBatch()
        batch.append(predicted: 0, actual: 0, latency: 100)
        batch.append(predicted: 1, actual: -1, latency: 200)
        batch.append(predicted: 1, actual: 0, latency: -1)
        batch.append(predicted: -1, actual: 1, latency: 600)
        batch.append(predicted: 0, actual: 1, latency: -1)
        return batch
    }()
    static let feedback = [
        FeedbackOutcome(rating: 1, isNegative: true, categories: [0, 1]),
        FeedbackOutcome(rating: 4.5, isNegative: false, categories: [1, 1]),
        FeedbackOutcome(rating: nil, isNegative: true, categories: []),
        FeedbackOutcome(rating: nil, isNegative: nil, categories: [0]),
        FeedbackOutcome(rating: 2.125, isNegative: false, categories: [5, -1]),
    ]

    @Test(
        arguments: [
            ("requests", nil, nil, 4.0, 4, nil, nil),
            ("error_rate", nil, nil, 0.2, 5, 1, 5),
            ("samples", nil, nil, 3, 3, nil, nil),
            ("latency", "mean", nil, 3e-7, 3, nil, nil),
            ("latency", "p50", nil, 2e-7, 3, nil, nil),
            ("latency", "p95", nil, 6e-7, 3, nil, nil),
            ("latency", "p99", nil, 6e-7, 3, nil, nil),
            ("latency", "max", nil, 6e-7, 3, nil, nil),
            ("feedback.count", nil, nil, 5, 5, nil, nil),
            ("feedback.negative", nil, nil, 0.5, 4, 2, 4),
            ("feedback.complaint_rate", nil, nil, 0.4, 5, 2, 5),
            ("feedback.rating", nil, nil, 7.625 / 3, 3, nil, nil),
            ("feedback", nil, 0, 0.4, 5, 2, 5),
            ("feedback", nil, 1, 0.4, 5, 2, 5),
        ] as [(String, String?, Int?, Double, Int, Int?, Int?)]
    )
    func values(
        name: String,
        variant: String?,
        index: Int?,
        expected: Double,
        samples: Int,
        successes: Int?,
        trials: Int?
    ) throws {
        let value = try #require(
            Samples.value(name, of: Self.batch, feedback: Self.feedback, Self.layout, variant: variant, index: index)
        )
        #expect((try #require(value.value) - expected).magnitude < 1e-15)
        #expect(value.samples == samples)
        #expect(value.proportion?.successes == successes)
        #expect(value.proportion?.trials == trials)
    }

    /// More complaints than requests are a rate, and no share that an interval could be drawn around.
    @Test func moreComplaintsThanRequests() {
        let complaints = [FeedbackOutcome](repeating: .init(rating: nil, isNegative: true, categories: []), count: 10)
        let value = Samples.value("feedback.complaint_rate", of: Self.batch, feedback: complaints, Self.layout)
        #expect(value?.value == 2)
        #expect(value?.proportion == nil)
    }

    /// Tenths have no exact binary form; their sum in thousandths has.
    @Test func ratingsAreSummedExactly() {
        var tally = FeedbackTally(layout: Self.layout)
        tally.add(
            [FeedbackOutcome](repeating: .init(rating: 0.1, isNegative: true, categories: []), count: 1000),
            served: 1000
        )
        tally.add([FeedbackOutcome(rating: -4.35, isNegative: true, categories: [])], served: 1)
        #expect(tally.thousandths == 95_650)
    }

    @Test(arguments: [
        (Double.nan, 0 as Int128, 0), (.infinity, 1_000_000_000_000_000, 1), (-1e300, -1_000_000_000_000_000, 1),
        (0.0004, 0, 1), (0.0006, 1, 1),
    ])
    func oddRatings(rating: Double, thousandths: Int128, rated: Int) {
        var tally = FeedbackTally(layout: Self.layout)
        tally.add([FeedbackOutcome(rating: rating, isNegative: nil, categories: [])], served: 1)
        #expect(tally.thousandths == thousandths)
        #expect(tally.rated == rated)
        #expect(tally.entries == 1)
    }
}
