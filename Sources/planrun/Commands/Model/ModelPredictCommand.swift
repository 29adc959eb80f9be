import ArgumentParser
import Classifiers
import Datasets
import Platform

struct ModelPredictCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "predict",
        abstract: "Print what a model says of rows: CSV with the prediction and the probability of each class.",
        discussion: """
            The rows need the columns that the model was trained on, in any order; others are passed over, the label too. Of a \
            model that predicts numbers there is one column, the prediction.
            """
    )

    /// Rows that are answered and written at a time.
    private static let blockRows = 4096

    @Argument(help: ArgumentHelp("The model's file.", valueName: "file"), completion: .file())
    var file: String

    @Option(help: ArgumentHelp("The rows to ask about: CSV with a header.", valueName: "file"), completion: .file())
    var data: String

    @OptionGroup var color: ColorOption

    func run() throws {
        let reading = ModelReading(color: color)
        let model = try reading.model(file)
        let table = try reading.rows(data, for: model, needsLabel: false)
        let classes = model.header.classes
        let rows = FeatureRows(values: table.values, featureCount: model.header.features.count)
        let classifier = model.classifier.readied(forRows: rows.rowCount)
        if model.header.predictsNumbers { return writeNumbers(classifier, rows) }
        let names = ["prediction"] + classes.map { "probability_\($0)" }
        StandardStream.output.write(names.map(cell).joined(separator: ",") + "\n")
        let cells = classes.map(cell)
        var shares = [Double](repeating: 0, count: Self.blockRows * classes.count)
        for start in stride(from: 0, to: table.rowCount, by: Self.blockRows) {
            let block = start..<min(start + Self.blockRows, table.rowCount)
            classifier.predictProbabilities(rows, block, into: &shares)
            var text = ""
            for row in 0..<block.count {
                let answer = shares[row * classes.count..<(row + 1) * classes.count]
                let best = answer.indices.reduce(answer.startIndex) { answer[$1] > answer[$0] ? $1 : $0 }
                text += cells[best - answer.startIndex]
                for share in answer { text += ",\(share)" }
                text += "\n"
            }
            StandardStream.output.write(text)
        }
    }

    private func writeNumbers(_ classifier: any Classifier, _ rows: FeatureRows) {
        StandardStream.output.write("prediction\n")
        var numbers = [Double](repeating: 0, count: Self.blockRows)
        for start in stride(from: 0, to: rows.rowCount, by: Self.blockRows) {
            let block = start..<min(start + Self.blockRows, rows.rowCount)
            classifier.predictProbabilities(rows, block, into: &numbers)
            StandardStream.output.write(numbers[..<block.count].map { "\($0)\n" }.joined())
        }
    }

    /// The text as a cell of CSV (RFC 4180).
    private func cell(_ text: String) -> String {
        let isPlain = text.utf8.allSatisfy { !Array("\",\r\n".utf8).contains($0) }
        return isPlain
            ? text
            : "\"" + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
    }
}
