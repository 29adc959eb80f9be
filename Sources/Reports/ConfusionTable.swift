import Execution
import Metrics
import Plan

/// The confusion matrix of a model, with its main scores below.
struct ConfusionTable {
    let style: ReportStyle

    /// The classes that fit on a line; more are counted only.
    static let classLimit = 12

    func lines(_ accumulators: AccumulatorSet, stage: String) -> [String] {
        guard let matrix = accumulators[ConfusionMatrix.self], matrix.labelled > 0 else { return [] }
        let classes = accumulators.layout.classes.map(\.printable)
        let heading = style.strong("the candidate in \(stage)") + ": \(matrix.labelled) labelled requests"
        return [heading] + (classes.count <= Self.classLimit ? table(matrix, classes) : []) + scores(accumulators)
    }

    /// The matrix alone.
    func table(_ matrix: ConfusionMatrix, _ classes: [String]) -> [String] {
        let corner = "true \\ predicted"
        let first = TextColumns.width(of: classes + [corner])
        let cells = classes.indices.map { row in classes.indices.map { String(matrix[row, $0]) } }
        let widths = classes.indices.map { column in
            TextColumns.width(of: cells.map { $0[column] } + [classes[column]])
        }
        let header = zip(classes, widths).map { TextColumns.aligned($0, to: $1) }
        let rows = classes.indices.map { row in
            let numbers = classes.indices.map { column in
                let number = TextColumns.aligned(cells[row][column], to: widths[column])
                return row == column ? style.good(number) : matrix[row, column] > 0 ? style.warned(number) : number
            }
            return "  " + TextColumns.padded(classes[row], to: first) + "  " + numbers.joined(separator: "  ")
        }
        return ["  " + style.faint(TextColumns.padded(corner, to: first)) + "  " + header.joined(separator: "  ")]
            + rows
    }

    private func scores(_ accumulators: AccumulatorSet) -> [String] {
        let scores = ["accuracy", "precision", "recall", "f1"].compactMap { name -> String? in
            guard let metric = MetricRegistry.metric(named: name) else { return nil }
            let value = metric.value(MetricQuery(), in: accumulators)
            return "\(name) \(MessageText.value(value.value, .fraction))"
        }
        return ["  " + scores.joined(separator: ", ")]
    }
}
