package import Metrics
package import Plan

extension Program {
    /// The kinds of accumulators that the program's observations carry: those of the metrics that conditions and messages
    /// read, and those that every report shows.
    package var accumulatorKinds: [any Accumulator.Type] {
        MetricRegistry.accumulatorKinds(for: Set(metrics.map(\.name)).union(["accuracy", "requests"]))
    }

    /// The kinds of accumulators that count each unit once, for the gates that look as often as they like; nil where none
    /// does.
    package var unitKinds: [any Accumulator.Type]? {
        let gates = (risk?.lowIf ?? []) + stages.flatMap { $0.promoteIf + $0.rollbackIf }
        let sequential = gates.filter { $0.evidence == .sequential }
        guard !sequential.isEmpty else { return nil }
        return MetricRegistry.accumulatorKinds(for: Set(sequential.flatMap(\.condition.metrics).map(\.name)))
    }

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
