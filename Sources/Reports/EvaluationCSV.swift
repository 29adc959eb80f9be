import Execution
import JSON
import Plan

/// An evaluation as CSV, for spreadsheets and other programs: a metric a line. Durations are in seconds.
package enum EvaluationCSV {
    package static func text(of evaluation: Evaluation) -> String {
        let whole = rows(evaluation.metrics, part: "")
        let parts = (evaluation.segments + evaluation.windows).flatMap { rows($0.metrics, part: $0.name) }
        let drift = (evaluation.drift?.columns ?? []).flatMap(rows)
        return ([["part", "metric", "value", "samples", "lower", "upper"]] + whole + parts + drift).map(line).joined()
    }

    private static func rows(_ metrics: [EvaluatedMetric], part: String) -> [[String]] {
        metrics.map { metric in
            let numbers = [metric.reading.value, metric.interval?.lowerBound, metric.interval?.upperBound].map {
                $0.map { JSONValue.number($0).canonicalText } ?? ""
            }
            return [part, metric.reading.metric, numbers[0], String(metric.reading.samples), numbers[1], numbers[2]]
        }
    }

    /// What a column has moved, measure by measure, each with its probability by noise alone.
    private static func rows(_ column: EvaluatedDrift.Column) -> [[String]] {
        let samples = String(min(column.values.reference, column.values.actual))
        return column.measures.flatMap { measure in
            [(measure.name, measure.value), (measure.name + "_p", measure.pValue)].map { name, value in
                let metric = MetricReference(name, selectors: [column.name]).text
                return ["", metric, JSONValue.number(value).canonicalText, samples, "", ""]
            }
        }
    }

    private static func line(_ cells: [String]) -> String { cells.map(quoted).joined(separator: ",") + "\n" }

    /// The cell as RFC 4180 has it.
    private static func quoted(_ cell: String) -> String {
        guard cell.utf8.contains(where: { [0x22, 0x2C, 0x0A, 0x0D].contains($0) }) else { return cell }
        return "\"" + cell.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
    }
}
