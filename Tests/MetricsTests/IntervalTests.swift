import Metrics
import Testing

@Suite struct MetricIntervalTests {
    private static func interval(_ name: String, variant: String? = nil, _ batch: OutcomeBatch) -> MetricInterval? {
        let kinds = MetricRegistry.accumulatorKinds(for: [name])
        var set = AccumulatorSet(kinds, layout: Samples.layout(2, positive: 1))
        set.add(batch)
        let query = MetricQuery(variant: variant)
        return MetricRegistry.metric(named: name)?.interval(query, in: set, confidence: 0.95)
    }

    /// SciPy 1.17.1, `stats.bootstrap(..., method="percentile", n_resamples=20000)` of scikit-learn's functions; draws differ.
    @Test(arguments: [
        ("f1", 0.5778, 0.8475), ("mcc", 0.1520, 0.6499), ("kappa", 0.1436, 0.64), ("balanced_accuracy", 0.5772, 0.8334),
    ])
    func resampledMatrices(name: String, lower: Double, upper: Double) throws {
        let interval = try #require(Self.interval(name, Samples.table(20, 10, 5, 15)))
        #expect(interval.method == .bootstrap)
        #expect((interval.lower - lower).magnitude < 0.03)
        #expect((interval.upper - upper).magnitude < 0.03)
    }

    @Test func sharesAndPercentiles() throws {
        let accuracy = try #require(Self.interval("accuracy", Samples.table(20, 10, 5, 15)))
        #expect(accuracy.method == .wilson)
        // 35 of 50, as published.
        #expect((accuracy.lower - 0.5625).magnitude < 5e-5 && (accuracy.upper - 0.8090).magnitude < 5e-5)
        #expect(Self.interval("samples", Samples.table(1, 1, 1, 1)) == nil)
        #expect(Self.interval("kappa", Samples.table(0, 0, 0, 0)) == nil)
        // By the ranks of SciPy's `quantile_test`: 40 and 61 of 100.
        let latencies = Samples.batch(latencies: (1...100).map { Int64($0) })
        let median = try #require(Self.interval("latency", variant: "p50", latencies))
        #expect(median == MetricInterval(lower: 40e-9, upper: 61e-9, method: .ranks))
        #expect(Self.interval("latency", variant: "max", latencies) == nil)
    }
}
