import Metrics
import Plan

/// The metrics of predicted numbers that a model has over labelled rows: those that a plan would have to declare, under the
/// names of their kinds.
enum NumberMetrics {
    /// Those that are given where nobody says which.
    static let usual = ["mae", "rmse", "r2", "wape"]

    private static let names = Set(usual).union(["mape", "bias"])

    private static var kinds: [any ColumnMetric.Type] {
        MetricKindRegistry.kinds.filter { names.contains($0.descriptor.kind.name) }
    }

    /// How conditions see them.
    static var descriptors: [MetricDescriptor] {
        kinds.map { kind in
            MetricDescriptor(
                kind.descriptor.kind.name,
                kind.descriptor.kind.summary,
                type: kind.descriptor.type ?? .score,
                range: -.infinity...(.infinity),
                source: kind.descriptor.source,
                evidence: kind.descriptor.evidence
            )
        }
    }

    /// What is kept for them of rows with labels.
    static var declared: [DeclaredTallies.Metric] {
        kinds.map { kind in
            DeclaredTallies.Metric(
                name: kind.descriptor.kind.name,
                type: kind.descriptor.type ?? .score,
                part: .labelled,
                metric: kind.init(OptionValues([:]))
            )
        }
    }

    /// What they say of some rows.
    static func accumulators(labels: [Double], predictions: [Double]) -> AccumulatorSet {
        var tallies = DeclaredTallies(declared)
        let columns = tallies.columns(.labelled).numbers.map { $0 == "label" ? labels : predictions }
        tallies.add(ColumnBatch(count: labels.count, numbers: columns, texts: [], names: []), to: .labelled)
        var accumulators = AccumulatorSet([RequestTally.self], layout: OutcomeLayout(classes: []))
        accumulators.declared = tallies
        return accumulators
    }
}
