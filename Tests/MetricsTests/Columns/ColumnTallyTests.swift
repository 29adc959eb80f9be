import JSON
import Metrics
import Plan
import Statistics
import Testing

/// What every tally promises, over random rows.
@Suite struct ColumnTallyTests {
    /// Every kind, with options that fit the random rows.
    static let metrics: [any ColumnMetric] = MetricKindRegistry.kinds.map { kind in
        var options: [String: OptionValues.Value] = [
            "of": .text("truth"), "is": .text("c1"), "with": .text("label"), "positive": .text("c1"),
            "between": .text("region"), "least": .integer(1), "share": .number(0.3), "rank": .text("guess"),
            "time": .text("guess"), "half_life": .text("1s"), "from": .number(0.2), "to": .number(0.8),
            "known": .list(["c0"]),
        ]
        let name = kind.descriptor.kind.name
        if ["rate", "count", "agreement", "unseen"].contains(name) { options["of"] = .text("prediction") }
        if ["mae", "rmse", "mape", "wape", "bias", "r2", "pinball"].contains(name) {
            options["label"] = .text("truth")
            options["prediction"] = .text("guess")
        }
        return kind.init(OptionValues(options))
    }

    private static func tallies(_ parts: [ColumnSamples]) -> ColumnTallies {
        var tallies = ColumnTallies(metrics)
        for part in parts { tallies.add(part.batch(tallies.columns)) }
        return tallies
    }

    private static func merged(_ left: ColumnTallies, _ right: ColumnTallies) -> ColumnTallies {
        var result = left
        result.merge(right)
        return result
    }

    private static func values(_ tallies: ColumnTallies) -> [MetricValue] {
        metrics.indices.map { tallies.value(of: $0) }
    }

    /// The same up to rounding; what is made from whole numbers exactly.
    private static func expectSame(_ left: ColumnTallies, _ right: ColumnTallies) {
        for (index, (one, other)) in zip(values(left), values(right)).enumerated() {
            let name = type(of: metrics[index]).descriptor.kind.name
            #expect(one.samples == other.samples, "\(name)")
            #expect(one.undefinedReason == other.undefinedReason, "\(name)")
            #expect(one.proportion == other.proportion, "\(name)")
            let distance = ((one.value ?? 0) - (other.value ?? 0)).magnitude
            #expect(distance <= 1e-13 * max(1, (one.value ?? 0).magnitude), "\(name)")
            if ["roc_auc", "quantile", "min", "max", "equalised_odds"].contains(name) { #expect(distance == 0) }
        }
    }

    @Test(arguments: 1...60 as ClosedRange<UInt64>)
    func mergingIsAdding(seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        let parts = (0..<3).map { _ in
            ColumnSamples.random(rows: generator.next(below: 50), ties: seed.isMultiple(of: 2), from: &generator)
        }
        let tallies = parts.map { Self.tallies([$0]) }
        let whole = Self.tallies(parts)
        Self.expectSame(Self.merged(Self.merged(tallies[0], tallies[1]), tallies[2]), whole)
        Self.expectSame(Self.merged(tallies[0], Self.merged(tallies[1], tallies[2])), whole)
        Self.expectSame(Self.merged(tallies[2], Self.merged(tallies[1], tallies[0])), whole)
        Self.expectSame(Self.merged(whole, Self.tallies([])), whole)
        Self.expectSame(Self.merged(Self.tallies([]), whole), whole)
    }

    @Test(arguments: 1...20 as ClosedRange<UInt64>)
    func whatIsWrittenIsReadBack(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        let parts = (0..<2).map { _ in
            ColumnSamples.random(rows: generator.next(below: 40), ties: seed.isMultiple(of: 2), from: &generator)
        }
        let metrics = Self.metrics.enumerated().map { index, metric in
            let type = type(of: metric).descriptor.type ?? .score
            return DeclaredTallies.Metric(name: "m\(index)", type: type, part: .labelled, metric: metric)
        }
        let empty = DeclaredTallies(metrics, texts: ["prediction", "label"])
        var whole = empty
        for part in parts { whole.add(part.batch(empty.columns(.labelled)), to: .labelled) }
        var writer = JSONWriter()
        writer.object { whole.write(to: &$0) }
        let state = try JSONValue(parsing: writer.text)["declared"]
        var read = try empty.holding(state)
        for index in metrics.indices {
            #expect(read.value(of: "m\(index)")?.value == whole.value(of: "m\(index)")?.value)
        }
        // It goes on as the one that was written does.
        read.merge(whole)
        whole.merge(whole)
        for index in metrics.indices {
            #expect(read.value(of: "m\(index)")?.value == whole.value(of: "m\(index)")?.value)
        }
        #expect(throws: AccumulatorError.self) { try empty.holding(nil) }
        #expect(throws: AccumulatorError.self) { try empty.holding(["counts"]) }
    }

    @Test func valuesAreInRange() {
        var generator = SplitMix64(seed: 9)
        for rows in 0..<40 {
            let tallies = Self.tallies([ColumnSamples.random(rows: rows, ties: true, from: &generator)])
            for (metric, value) in zip(Self.metrics, Self.values(tallies)) {
                #expect((value.value == nil) == (value.undefinedReason != nil))
                guard type(of: metric).descriptor.type == .fraction, let number = value.value else { continue }
                #expect((0...1).contains(number), "\(type(of: metric).descriptor.kind.name) is \(number)")
            }
        }
    }

    @Test func whatIsTheSameIsKeptOnce() {
        let kinds = ["roc_auc", "average_precision", "mae", "rmse", "log_loss"]
        let metrics = kinds.compactMap { MetricKindRegistry.metric($0, OptionValues(["positive": .text("c1")])) }
        let tallies = ColumnTallies(metrics)
        #expect(tallies.columns.numbers == ["score", "label", "prediction"])
        #expect(tallies.columns.texts == ["label"])
        #expect(tallies.tally(of: 0, as: RankingTally.self) == tallies.tally(of: 1, as: RankingTally.self))
        #expect(tallies.tally(of: 0, as: RegressionTally.self) == nil)
        #expect(MetricKindRegistry.metric("difference", OptionValues()) == nil)
    }

    @Test(arguments: MetricKindRegistry.descriptors)
    func descriptorsSayWhatTheyShould(descriptor: MetricKindDescriptor) {
        for summary in [descriptor.kind.summary] + descriptor.kind.options.map(\.summary) {
            #expect(summary.count > 5 && summary.hasSuffix(".") && summary.first?.isUppercase == true)
        }
        #expect(Set(descriptor.kind.options.map(\.key)).count == descriptor.kind.options.count)
        #expect(MetricKindRegistry.descriptors.filter { $0.kind.name == descriptor.kind.name }.count == 1)
        #expect(!MetricRegistry.descriptors.map(\.name).contains(descriptor.kind.name))
    }
}
