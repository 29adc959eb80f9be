import Metrics
import Plan
import Statistics
import Testing

/// Metrics of labels that a part of the rows has, chosen by chance.
@Suite struct WeightedMetricTests {
    private static let samples = ColumnSamples(
        numbers: ["w": [1, 2, 4, 1, .nan, 0, 7, 3]],
        texts: [
            "label": ["a", "a", "b", "b", "a", "a", nil, "b"], "prediction": ["a", "b", "b", "a", "b", "b", "a", nil],
        ]
    )

    private func read(_ kind: String, _ name: String? = nil) throws -> (value: MetricValue, interval: MetricInterval?) {
        var options: [String: OptionValues.Value] = ["weight": .text("w")]
        options["class"] = name.map(OptionValues.Value.text)
        let tallies = try #require(Self.samples.tallies(kind, options))
        return (tallies.value(of: 0), tallies.interval(of: 0, confidence: 0.95))
    }

    /// Rows without a weight, a label or a prediction do not count. The interval was worked out by hand from the linearised
    /// variance, 4.34375 of 64, which is that of 3.4532 rows of equal weight.
    @Test func rowsCountByTheirWeights() throws {
        let (value, interval) = try read("weighted_accuracy")
        #expect(value.value == 5.0 / 8 && value.samples == 4)
        let found = try #require(interval)
        #expect(abs(found.lower - 0.2017422743610236) < 1e-12 && abs(found.upper - 0.9166052654415109) < 1e-12)
        #expect(try read("weighted_recall", "a").value.value == 1.0 / 3)
        #expect(try read("weighted_recall", "b").value.value == 4.0 / 5)
        #expect(try read("weighted_precision", "a").value.value == 1.0 / 2)
        #expect(try read("weighted_precision", "b").value.value == 4.0 / 6)
        #expect(try read("weighted_precision", "c").value.value == nil)
    }

    /// Of equal weights the interval is Wilson's, here of 81 in 263 as published by Newcombe (1998).
    @Test func equalWeightsWeighNothing() throws {
        var share = WeightedShare()
        for row in 0..<263 { share.add(2.5, isHit: row < 81) }
        let size = try #require(share.effectiveCount)
        let wilson = try #require(WilsonInterval(share: share.value ?? -1, size: size))
        #expect(abs(wilson.lower - 0.2553) < 5e-5 && abs(wilson.upper - 0.3662) < 5e-5)
        // Where all are right it is Kish's number: 7 squared by 21.
        var right = WeightedShare()
        for weight in [1.0, 2, 4] { right.add(weight, isHit: true) }
        #expect(right.value == 1 && abs((right.effectiveCount ?? 0) - 7.0 / 3) < 1e-12)
    }

    /// Of 5,000 rows those that are flagged, and mostly wrong, are labelled one in two, the rest one in fifty. The share among all is
    /// in the interval about as often as it says; the share among those that are labelled is far from it.
    @Test func theIntervalHoldsTheShareOfAllRows() throws {
        var generator = SplitMix64(seed: 7)
        var (held, plain) = (0, 0.0)
        let runs = 400
        for _ in 0..<runs {
            var share = WeightedShare()
            var (all, labelled) = ((right: 0, count: 0), (right: 0, count: 0))
            for _ in 0..<5000 {
                let isFlagged = generator.nextUnit() < 0.1
                let isRight = generator.nextUnit() < (isFlagged ? 0.4 : 0.92)
                all.count += 1
                all.right += isRight ? 1 : 0
                let chance = isFlagged ? 0.5 : 0.02
                guard generator.nextUnit() < chance else { continue }
                share.add(1 / chance, isHit: isRight)
                labelled.count += 1
                labelled.right += isRight ? 1 : 0
            }
            let truth = Double(all.right) / Double(all.count)
            let size = try #require(share.effectiveCount)
            let interval = try #require(WilsonInterval(share: share.value ?? -1, size: size))
            held += interval.lower <= truth && truth <= interval.upper ? 1 : 0
            plain += Double(labelled.right) / Double(labelled.count) / Double(runs)
        }
        // 95% of 400, and what three standard deviations of the simulation leave below and above.
        #expect((367...393).contains(held), "\(held) of \(runs)")
        #expect(plain < 0.65)
    }

    @Test func partsAreMerged() throws {
        let options: [String: OptionValues.Value] = ["weight": .text("w")]
        let whole = try #require(Self.samples.tallies("weighted_accuracy", options))
        let metric = try #require(MetricKindRegistry.metric("weighted_accuracy", OptionValues(options)))
        var (left, right) = (ColumnTallies([metric]), ColumnTallies([metric]))
        left.add(Self.samples.batch(left.columns, rows: 0..<3))
        right.add(Self.samples.batch(right.columns, rows: 3..<8))
        left.merge(right)
        #expect(left.value(of: 0).value == whole.value(of: 0).value && left.states == whole.states)
        #expect(ColumnTallies([metric]).holding(left.states)?.states == left.states)
    }
}
