import Execution
import Metrics
import Statistics

/// An evaluation as text that people read: the metrics, the confusion matrix, and which requirements hold.
package struct EvaluationReport: Sendable {
    private let style: ReportStyle

    package init(style: ReportStyle) { self.style = style }

    package func text(_ evaluation: Evaluation) -> String {
        let parts = [[heading(evaluation)], metrics(evaluation.metrics), matrix(evaluation), gates(evaluation)]
        return parts.filter { !$0.isEmpty }.map { lines in lines.map { $0 + "\n" }.joined() }.joined(separator: "\n")
    }

    private func heading(_ evaluation: Evaluation) -> String {
        var facts = [count(evaluation.samples, "sample")]
        if evaluation.unlabelled > 0 { facts.append(count(evaluation.unlabelled, "row") + " without a label") }
        if evaluation.failed > 0 { facts.append(count(evaluation.failed, "failed request")) }
        return style.strong(evaluation.name) + ": " + facts.joined(separator: ", ")
    }

    private func count(_ number: Int, _ what: String) -> String { "\(number) \(what)\(number == 1 ? "" : "s")" }

    private func metrics(_ readings: [Reading]) -> [String] {
        let header = ["metric", "value", "n", "95% interval"]
        let rows = readings.map { reading in
            [
                reading.metric, MessageText.value(reading.value, reading.type), String(reading.samples),
                basis(reading),
            ]
        }
        let widths = (0..<3).map { column in TextColumns.width(of: ([header] + rows).map { $0[column] }) }
        return ([header] + rows).enumerated().map { index, row in
            let cells = [
                TextColumns.padded(row[0], to: widths[0]), TextColumns.aligned(row[1], to: widths[1]),
                TextColumns.aligned(row[2], to: widths[2]),
            ]
            let line = "  " + cells.joined(separator: "  ") + (row[3].isEmpty ? "" : "  " + row[3])
            return index == 0 ? style.faint(line) : line
        }
    }

    /// Wilson's interval of a plain share, or why there is no value.
    private func basis(_ reading: Reading) -> String {
        if let reason = reading.undefinedReason { return reason }
        guard let successes = reading.successes, let trials = reading.trials,
            let interval = WilsonInterval(successes: successes, trials: trials)
        else { return "" }
        let bounds = [interval.lower, interval.upper].map { MessageText.decimals($0, 4) }
        return "\(bounds[0]) to \(bounds[1]) (\(successes) of \(trials))"
    }

    private func matrix(_ evaluation: Evaluation) -> [String] {
        guard let matrix = evaluation.accumulators[ConfusionMatrix.self], matrix.labelled > 0 else { return [] }
        let classes = evaluation.accumulators.layout.classes
        guard classes.count <= ConfusionTable.classLimit else {
            return ["  the confusion matrix of \(classes.count) classes is in `--format json`"]
        }
        return ConfusionTable(style: style).table(matrix, classes)
    }

    private func gates(_ evaluation: Evaluation) -> [String] {
        GateTable(style: style).lines(evaluation.requirements.map { ($0, .requirement) }, indent: 2)
    }
}
