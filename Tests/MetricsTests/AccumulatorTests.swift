import JSON
import Metrics
import Statistics
import Testing

/// What every accumulator promises, over random batches.
@Suite struct AccumulatorTests {
    static let layout = Samples.layout(4, categories: 3)

    /// One part of the outcomes: requests and feedback.
    struct Part {
        let batch: OutcomeBatch
        let feedback: [FeedbackOutcome]

        init(from generator: inout SplitMix64) {
            batch = Samples.batch(size: 4, rows: generator.next(below: 60), from: &generator)
            feedback = Samples.feedback(categories: 3, entries: generator.next(below: 20), from: &generator)
        }
    }

    static func set(_ parts: [Part]) -> AccumulatorSet {
        var set = AccumulatorSet(Samples.allKinds, layout: layout)
        for part in parts {
            set.add(part.batch)
            set.add(part.feedback, served: part.feedback.count)
        }
        return set
    }

    static func merged(_ left: AccumulatorSet, _ right: AccumulatorSet) -> AccumulatorSet {
        var result = left
        result.merge(right)
        return result
    }

    @Test(arguments: 1...100 as ClosedRange<UInt64>)
    func mergingIsAdding(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        let parts = (0..<3).map { _ in Part(from: &generator) }
        let sets = parts.map { Self.set([$0]) }
        let whole = Self.set(parts)
        #expect(Self.merged(Self.merged(sets[0], sets[1]), sets[2]) == whole)
        #expect(Self.merged(sets[0], Self.merged(sets[1], sets[2])) == whole)
        #expect(Self.merged(sets[2], Self.merged(sets[1], sets[0])) == whole)
        #expect(Self.merged(whole, Self.set([])) == whole)
        #expect(Self.merged(Self.set([]), whole) == whole)
    }

    /// What metrics count in parts and add up is what they count in the whole, and so is their value.
    @Test(arguments: 1...50 as ClosedRange<UInt64>)
    func countsAddUpAsAccumulatorsMerge(seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        let parts = (0..<3).map { _ in Part(from: &generator) }
        let whole = Self.set(parts)
        let counted = MetricRegistry.metrics.compactMap { $0 as? any CountedMetric.Type }
        #expect(counted.count >= 7)
        for metric in counted {
            // The macro does not take a call of what a metatype has.
            func counts(_ set: AccumulatorSet) -> MetricCounts? { metric.counts(MetricQuery(), in: set) }
            func value(_ set: AccumulatorSet) -> MetricValue { metric.value(MetricQuery(), in: set) }
            var sum = counts(Self.set([]))
            for part in parts { if let addition = counts(Self.set([part])) { sum?.add(addition) } }
            #expect(sum != nil && sum == counts(whole))
            #expect(sum.map { metric.value(of: $0) } == value(whole))
            let bare = AccumulatorSet([], layout: Self.layout)
            #expect(counts(bare) == nil && value(bare).value == nil)
        }
    }

    @Test(arguments: 1...50 as ClosedRange<UInt64>)
    func oneBatchEqualsItsRows(seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        let part = Part(from: &generator)
        var rowByRow = Self.set([])
        for row in 0..<part.batch.count {
            var batch = OutcomeBatch()
            batch.append(
                predicted: part.batch.predicted[row],
                actual: part.batch.actual[row],
                latency: part.batch.latency[row]
            )
            rowByRow.add(batch)
        }
        for entry in part.feedback { rowByRow.add([entry], served: 1) }
        #expect(rowByRow == Self.set([part]))
    }

    @Test(arguments: 1...100 as ClosedRange<UInt64>)
    func statesSurviveWriting(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        let set = Self.set((0..<generator.next(below: 4)).map { _ in Part(from: &generator) })
        var reproducible = JSONWriter()
        reproducible.object { set.write(to: &$0, measured: false) }
        var measured = JSONWriter()
        measured.object { set.write(to: &$0, measured: true) }
        let restored = try AccumulatorSet(
            Samples.allKinds,
            layout: Self.layout,
            json: JSONValue(parsing: reproducible.text),
            measured: JSONValue(parsing: measured.text)
        )
        #expect(restored == set)
        #expect(!reproducible.text.contains("latency"))
        #expect(measured.text.hasPrefix(#"{"latency":"#))
    }

    @Test func differentOutcomesGiveDifferentSets() {
        var generator = SplitMix64(seed: 1)
        let part = Part(from: &generator)
        let set = Self.set([part])
        var other = set
        var batch = OutcomeBatch()
        batch.append(predicted: 0, actual: -1, latency: -1)
        other.add(batch)
        #expect(other != set)
        #expect(AccumulatorSet([], layout: Self.layout) != set)
        let kinds: [any Accumulator.Type] = [RequestTally.self]
        #expect(AccumulatorSet(kinds, layout: Self.layout) != AccumulatorSet(kinds, layout: Samples.layout(4)))
    }

    @Test func aMissingStateIsRefused() {
        #expect(throws: AccumulatorError("confusion", "its state is missing")) {
            try AccumulatorSet([ConfusionMatrix.self], layout: Self.layout, json: [:], measured: nil)
        }
        #expect(throws: AccumulatorError("latency", "its state is missing")) {
            try AccumulatorSet([LatencySketch.self], layout: Self.layout, json: ["latency": 1], measured: nil)
        }
    }

    @Test func statesAreShort() {
        var matrix = ConfusionMatrix(layout: Samples.layout(2))
        matrix.add(Samples.table(20, 10, 5, 15))
        #expect(Samples.text(matrix) == "[[15,5],[10,20]]")
        var tally = RequestTally(layout: Self.layout)
        tally.add(Samples.batch(actual: [0, 0, 0], predicted: [0, -1, 1]))
        #expect(Samples.text(tally) == #"{"answered":2,"failed":1}"#)
        var feedback = FeedbackTally(layout: Self.layout)
        feedback.add([FeedbackOutcome(rating: 2.5, isNegative: true, categories: [2])], served: 3)
        #expect(
            Samples.text(feedback)
                == #"{"served":3,"entries":1,"rated":1,"judged":1,"negative":1,"thousandths":"2500","categories":[0,0,1]}"#
        )
    }

    @Test(arguments: [
        "{}", "[]", "[[1,2]]", "[[1,2],[3]]", "[[1,2],[3,4],[5,6]]", "[[1,2],[3,-4]]", "[[1,2],[3,4.5]]",
        "[[1,2],[3,null]]", "[[1,2],{}]", "[[9007199254740991,1],[0,0]]", "[[1,2],[3,9223372036854775807]]",
    ])
    func wrongMatricesAreRefused(text: String) throws {
        let json = try JSONValue(parsing: text)
        #expect(throws: AccumulatorError.self) { try ConfusionMatrix(json: json, layout: Samples.layout(2)) }
    }

    @Test(arguments: [
        "[]", #"{"answered":1}"#, #"{"answered":1,"failed":-1}"#, #"{"answered":1,"failed":"1"}"#,
        #"{"answered":1,"failed":1,"more":0}"#, #"{"answered":9007199254740992,"failed":1}"#,
    ])
    func wrongTalliesAreRefused(text: String) throws {
        let json = try JSONValue(parsing: text)
        #expect(throws: AccumulatorError.self) { try RequestTally(json: json, layout: Self.layout) }
    }

    static func feedbackState(
        entries: Int = 5,
        rated: Int = 3,
        judged: Int = 4,
        negative: Int = 2,
        sum: String = "7000",
        _ counts: JSONValue
    ) -> JSONValue {
        [
            "served": 9, "entries": .integer(entries), "rated": .integer(rated), "judged": .integer(judged),
            "negative": .integer(negative), "thousandths": .string(sum), "categories": counts,
        ]
    }

    @Test(arguments: [
        feedbackState([1, 2]), feedbackState([1, 2, 6]), feedbackState([1, 2, -1]),
        feedbackState(entries: 3, [1, 2, 3]),
        feedbackState(rated: 6, [1, 2, 3]), feedbackState(negative: 5, [1, 2, 3]),
        feedbackState(sum: "7.5", [1, 2, 3]),
        feedbackState(sum: "", [1, 2, 3]), feedbackState(rated: 0, sum: "1", [1, 2, 3]),
        feedbackState(sum: "170141183460469231731687303715884105728", [1, 2, 3]),
        feedbackState(sum: "-170141183460469231731687303715884105728", [1, 2, 3]),
        feedbackState(entries: -1, [0, 0, 0]),
        feedbackState(1),
    ])
    func wrongFeedbackIsRefused(json: JSONValue) throws {
        #expect(throws: Never.self) { try FeedbackTally(json: Self.feedbackState([1, 2, 3]), layout: Self.layout) }
        #expect(throws: AccumulatorError.self) { try FeedbackTally(json: json, layout: Self.layout) }
    }
}
