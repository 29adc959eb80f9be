package import Metrics
package import Plan

extension Program {
    /// The kinds of accumulators that the program's observations carry: those of the metrics that conditions and messages
    /// read, and those that every report shows.
    package var accumulatorKinds: [any Accumulator.Type] {
        let names = metrics.map(\.name) + segmentDifferences.values.map(\.of)
        return MetricRegistry.accumulatorKinds(for: Set(names).union(["accuracy", "requests"]))
    }

    /// The metrics that the plan makes of others by segments, by their names.
    package var segmentDifferences: [String: DeclaredTallies.Difference] {
        let found = metricSpecs.compactMap { spec in SegmentDifferenceKind.difference(spec).map { (spec.name, $0) } }
        return Dictionary(found) { first, _ in first }
    }

    /// What the plan's own metrics of predicted numbers keep of replayed rows, empty; nil where it has none.
    var replayTallies: DeclaredTallies? { replayTallies { _ in true } }

    /// What is kept of the replayed rows of a segment, empty; nil where nobody looks at segments.
    var segmentKinds: (kinds: [any Accumulator.Type], tallies: DeclaredTallies?)? {
        let names = Set(metrics.filter { $0.segment != nil }.map(\.name))
        guard traffic?.replay != nil, !names.isEmpty else { return nil }
        return (MetricRegistry.accumulatorKinds(for: names.union(["requests"])), replayTallies(names.contains))
    }

    private func replayTallies(_ isWanted: (String) -> Bool) -> DeclaredTallies? {
        guard traffic?.replay != nil else { return nil }
        let metrics = metricSpecs.filter { isWanted($0.name) }.compactMap { spec in
            MetricKindRegistry.metric(spec.kind, spec.options).map {
                DeclaredTallies.Metric(name: spec.name, type: spec.type, part: .labelled, metric: $0)
            }
        }
        return metrics.isEmpty ? nil : DeclaredTallies(metrics)
    }

    /// The kinds of accumulators that count each unit once, for the gates and the metrics that look as often as they like; nil
    /// where there are none.
    package var unitKinds: [any Accumulator.Type]? {
        let names = Set(sequentialMetrics.map(\.name)).union(carriedMetrics)
        return names.isEmpty ? nil : MetricRegistry.accumulatorKinds(for: names)
    }

    /// The plan's own metrics that are of all that units have shown, whatever the window.
    var carriedMetrics: Set<String> {
        let carried = metricSpecs.filter { MetricKindRegistry.metric($0.kind, $0.options)?.isCarried == true }
        return Set(carried.map(\.name))
    }

    /// The metrics of the gates that look as often as they like.
    var sequentialMetrics: [MetricReference] {
        let gates = (risk?.lowIf ?? []) + stages.flatMap { $0.promoteIf + $0.rollbackIf }
        return gates.filter { $0.evidence == .sequential }.flatMap(\.condition.metrics)
    }

    /// The metrics that some gate compares with the baseline by an interval.
    var metricsComparedByInterval: Set<String> {
        let gates = stages.flatMap { $0.promoteIf + $0.rollbackIf }.filter { $0.evidence == .interval }
        return Set(gates.flatMap { $0.condition.contrasts }.filter { $0.baseline == -$0.candidate }.map(\.metric.name))
    }

    /// What the numbers in what is observed of live traffic stand for: nothing but what users say.
    var liveLayout: OutcomeLayout { layout(data: "", classes: []) }

    /// What the numbers in outcomes over a data set stand for.
    package func layout(data name: String, classes: [String]) -> OutcomeLayout {
        let positive = name == TrafficSpec.logName ? labels?.positive : data.first { $0.name == name }?.positive
        return OutcomeLayout(
            classes: classes,
            positive: positive.flatMap { classes.firstIndex(of: $0) },
            categories: feedback?.categories.map(\.name) ?? []
        )
    }
}

extension Condition {
    /// Its comparisons of one metric with a number or with the baseline.
    fileprivate var contrasts: [Contrast] {
        switch self {
        case .comparison(let comparison): Contrast(comparison).map { [$0] } ?? []
        case .not(let condition): condition.contrasts
        case .atLeast(_, let conditions): conditions.flatMap(\.contrasts)
        }
    }
}
