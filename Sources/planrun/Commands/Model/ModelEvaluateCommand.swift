import ArgumentParser
import Classifiers
import Datasets

struct ModelEvaluateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "evaluate",
        abstract: "Give the metrics of a model over labelled rows, and say whether they are good enough.",
        discussion: """
            Metrics and conditions are those of plans, as in `planrun evaluate`; of a model that predicts numbers they are mae, \
            rmse, r2, wape, mape and bias.
            """
    )

    @Argument(help: ArgumentHelp("The model's file.", valueName: "file"), completion: .file())
    var file: String

    @Option(help: ArgumentHelp("The labelled rows: CSV with a header.", valueName: "file"), completion: .file())
    var data: String

    @OptionGroup var answers: AnswerOptions

    func run() throws {
        let reading = ModelReading(color: answers.color)
        let model = try reading.model(file)
        let table = try reading.rows(data, for: model, needsLabel: true)
        let rows = FeatureRows(values: table.values, featureCount: model.header.features.count)
        if model.header.predictsNumbers {
            return try answers.show(data, labels: table.numbers ?? [], answers: model.classifier.numbers(of: rows))
        }
        let labels = table.labels ?? []
        // Classes that the model does not know are answered wrongly, and count.
        let classes = model.header.classes + Set(labels).subtracting(model.header.classes).sorted()
        let places = Dictionary(uniqueKeysWithValues: classes.enumerated().map { ($1, $0) })
        try answers.show(
            data,
            classes: classes,
            labels: labels.map { places[$0] ?? 0 },
            answers: model.classifier.classes(of: rows).map { Int($0) }
        )
    }
}
