import Execution
import Metrics
import Plan

/// An evaluation as text that people read: the metrics, the confusion matrix, the segments and windows, and which requirements
/// hold.
package struct EvaluationReport: Sendable {
    private let style: ReportStyle

    package init(style: ReportStyle) { self.style = style }

    package func text(_ evaluation: Evaluation) -> String {
        let parts = [
            [heading(evaluation)], metrics(evaluation), evaluation.folds?.lines(style) ?? [], matrix(evaluation),
            evaluation.reliability.flatMap { $0.lines(style) }, segments(evaluation),
            evaluation.ratio?.lines(style) ?? [],
            table(evaluation.windows, "window"), drift(evaluation), gates(evaluation),
        ]
        return parts.filter { !$0.isEmpty }.map { lines in lines.map { $0 + "\n" }.joined() }.joined(separator: "\n")
    }

    private func heading(_ evaluation: Evaluation) -> String {
        var facts = [count(evaluation.samples, "sample")]
        if evaluation.assumed > 0 { facts.append("\(evaluation.assumed) of them with a label that is assumed") }
        if evaluation.unlabelled > 0 { facts.append(count(evaluation.unlabelled, "row") + " without a label") }
        if evaluation.failed > 0 { facts.append(count(evaluation.failed, "failed request")) }
        if evaluation.badRows > 0 { facts.append(count(evaluation.badRows, "row") + " left out") }
        if evaluation.unpaired > 0 {
            facts.append(count(evaluation.unpaired, "row") + " that one model answered alone")
        }
        return style.strong(evaluation.name.printable) + ": " + facts.joined(separator: ", ")
    }

    private func count(_ number: Int, _ what: String) -> String { "\(number) \(what)\(number == 1 ? "" : "s")" }

    private func metrics(_ evaluation: Evaluation) -> [String] {
        guard !evaluation.metrics.isEmpty else { return [] }
        let hasBaseline = evaluation.metrics.contains { $0.baseline != nil }
        let percent = MessageText.decimals(evaluation.confidence * 100, evaluation.confidence == 0.95 ? 0 : 1)
        let interval = percent + (evaluation.areSequential ? "% at every look" : "% interval")
        var header = ["metric", "value", "n", interval]
        if hasBaseline { header += ["baseline", "difference", interval] }
        let rows = evaluation.metrics.map { metric in
            let reading = metric.reading
            var cells = [
                reading.metric, MessageText.value(reading.value, reading.type), String(reading.samples), basis(metric),
            ]
            if hasBaseline {
                cells += [
                    metric.baseline.map { MessageText.value($0.value, $0.type) } ?? "",
                    metric.difference.map { ($0 > 0 ? "+" : "") + MessageText.value($0, reading.type) } ?? "",
                    metric.differenceInterval.map { range($0, reading) } ?? "",
                ]
            }
            return cells
        }
        return TextTable.lines([header] + rows, aligned: [1, 2, 4, 5], style: style)
    }

    /// The interval, and of what share it is, or why there is no value.
    private func basis(_ metric: EvaluatedMetric) -> String {
        let reading = metric.reading
        if let reason = reading.undefinedReason { return reason }
        guard let interval = metric.interval else { return "" }
        guard let successes = reading.successes, let trials = reading.trials else { return range(interval, reading) }
        return "\(range(interval, reading)) (\(successes) of \(trials))"
    }

    private func range(_ interval: ClosedRange<Double>, _ reading: Reading) -> String {
        let bounds = [interval.lowerBound, interval.upperBound].map {
            reading.type == .duration ? MessageText.value($0, .duration) : MessageText.decimals($0, 4)
        }
        return "\(bounds[0]) to \(bounds[1])"
    }

    private func matrix(_ evaluation: Evaluation) -> [String] {
        guard let matrix = evaluation.accumulators[ConfusionMatrix.self], matrix.labelled > 0 else { return [] }
        let classes = evaluation.accumulators.layout.classes.map(\.printable)
        guard classes.count <= ConfusionTable.classLimit else {
            return ["  the confusion matrix of \(classes.count) classes is in `--format json`"]
        }
        return ConfusionTable(style: style).table(matrix, classes)
    }

    // MARK: Parts

    private func segments(_ evaluation: Evaluation) -> [String] {
        var lines = table(evaluation.segments, "segment")
        lines += evaluation.worst.map { metric, segment, value in
            let number = MessageText.value(value.reading.value, value.reading.type)
            return "  worst \(metric): \(number) where \(segment.name.printable)"
        }
        if evaluation.smallSegments > 0 {
            let words = evaluation.smallSegments == 1 ? "segment is" : "segments are"
            lines.append("  \(evaluation.smallSegments) \(words) too small, and left out")
        }
        return lines
    }

    private func table(_ parts: [EvaluatedPart], _ what: String) -> [String] {
        guard let first = parts.first else { return [] }
        let header = [what, "rows"] + first.metrics.map(\.reading.metric)
        let rows = parts.map { part in
            [part.name, String(part.rows)] + part.metrics.map { MessageText.value($0.reading.value, $0.reading.type) }
        }
        return TextTable.lines([header] + rows, aligned: Set(1..<header.count), style: style)
    }

    // MARK: Drift

    /// The measures that are shown of numbers and of texts; the others are for programs and conditions.
    private static let shownMeasures: [Bool: Set<String>] = [
        true: ["psi", "ks", "wasserstein"], false: ["psi", "jensen_shannon", "chi_square"],
    ]

    private func drift(_ evaluation: Evaluation) -> [String] {
        guard let drift = evaluation.drift else { return [] }
        let percent = MessageText.decimals(evaluation.confidence * 100, evaluation.confidence == 0.95 ? 0 : 1)
        let lines = ["  " + style.strong("moved from \(drift.other.printable)") + ": " + count(drift.rowCount, "row")]
        guard !drift.columns.isEmpty else { return lines + ["  no column is in both logs; name some with --drift"] }
        let rows = drift.columns.flatMap { column -> [[String]] in
            let shown = Self.shownMeasures[column.isOfNumbers] ?? []
            let measures = column.measures.filter { shown.contains($0.name) }
            guard !measures.isEmpty else { return [[column.name, "", "", "", "no values in one of the logs"]] }
            return measures.enumerated().map { place, measure in
                [
                    place == 0 ? column.name : "", measure.name, Self.distance(measure.value),
                    Self.distance(measure.threshold),
                    measure.pValue < 0.0001 ? "< 0.0001" : MessageText.decimals(measure.pValue, 4),
                ]
            }
        }
        return lines
            + TextTable.lines(
                [["column", "measure", "value", "\(percent)% of noise", "p"]] + rows,
                aligned: [2, 3],
                style: style
            )
    }

    /// A distance with four decimals, or as many more as show two digits of a small one.
    private static func distance(_ number: Double) -> String {
        var (places, scaled) = (4, number * 10_000)
        while scaled > 0, scaled < 10, places < 12 { (places, scaled) = (places + 1, scaled * 10) }
        return MessageText.decimals(number, places)
    }

    private func gates(_ evaluation: Evaluation) -> [String] {
        let whole = evaluation.requirements.filter { $0.segment == nil }
        var lines = GateTable(style: style).lines(whole.map { ($0.record, .requirement) }, indent: 2)
        if evaluation.isUndecided {
            lines.append("  whether they hold in every segment cannot be told: none is large enough")
        }
        for (segment, record) in evaluation.requirements {
            guard let segment, record.verdict != .pass else { continue }
            lines.append("  where \(segment.printable):")
            lines += GateTable(style: style).lines([(record, .requirement)], indent: 4)
        }
        return lines
    }
}
