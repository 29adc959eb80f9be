package import Metrics
package import Plan

extension Program {
    /// The kinds of accumulators that the program's observations carry: those of the metrics that conditions and messages
    /// read, and those that every report shows.
    package var accumulatorKinds: [any Accumulator.Type] {
        MetricRegistry.accumulatorKinds(for: Set(metrics.map(\.name)).union(["accuracy", "requests"]))
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
