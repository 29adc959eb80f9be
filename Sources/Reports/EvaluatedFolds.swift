package import Execution
import JSON
import Metrics
import Plan

/// Metrics over the folds of a cross-validation, each fold by itself: their mean, and how far it may be off.
package struct EvaluatedFolds: Sendable {
    /// A metric's values in the folds that it has one in.
    struct Metric: Sendable {
        let name: String
        let type: ValueType
        let values: [Double]

        /// Nil where no fold has a value.
        var mean: Double? { values.isEmpty ? nil : values.reduce(0, +) / Double(values.count) }

        /// The standard deviation of the values, as of a sample, by the root of their number; nil with fewer than two.
        var standardError: Double? {
            guard let mean, values.count > 1 else { return nil }
            let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
            return (squares / Double(values.count - 1) / Double(values.count)).squareRoot()
        }
    }

    let count: Int
    let metrics: [Metric]

    /// - Parameter readings: fold by fold, the same metrics in each.
    package init(_ readings: [[Reading]]) {
        count = readings.count
        metrics = (readings.first ?? []).indices.map { place in
            let first = readings[0][place]
            return Metric(name: first.metric, type: first.type, values: readings.compactMap { $0[place].value })
        }
    }

    var json: JSONValue {
        [
            "count": .integer(count),
            "metrics": .object(
                JSONObject(
                    metrics.map { metric in
                        let members: JSONObject = [
                            "mean": metric.mean.map(JSONValue.number) ?? .null,
                            "standard_error": metric.standardError.map(JSONValue.number) ?? .null,
                            "folds": .integer(metric.values.count),
                        ]
                        return (metric.name, JSONValue.object(members))
                    }
                )
            ),
        ]
    }

    /// What there is to say of it, a line each.
    func lines(_ style: ReportStyle) -> [String] {
        guard !metrics.isEmpty else { return [] }
        let rows = metrics.map { metric in
            [
                metric.name, MessageText.value(metric.mean, metric.type),
                metric.standardError.map { MessageText.decimals($0, 4) } ?? "", "\(metric.values.count) of \(count)",
            ]
        }
        let header = ["by fold", "mean", "standard error", "folds"]
        return TextTable.lines([header] + rows, aligned: [1, 2, 3], style: style)
    }
}
