import ArgumentParser
import Classifiers
import Datasets
import Execution
import JSON
import Platform

struct ModelExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Show how much each feature matters to a model: what accuracy falls by without it.",
        discussion: """
            The values of a feature are dealt out anew among the labelled rows, some times, and the accuracy lost is given \
            as mean and standard deviation. What other features say as well seems to matter little.
            """
    )

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, json
    }

    @Argument(help: ArgumentHelp("The model's file.", valueName: "file"), completion: .file())
    var file: String

    @Option(help: ArgumentHelp("The labelled rows: CSV with a header.", valueName: "file"), completion: .file())
    var data: String

    @Option(help: ArgumentHelp("How often each feature is dealt out.", valueName: "n"))
    var repeats = 5

    @Option(help: ArgumentHelp("Where the random numbers start.", valueName: "n"))
    var seed = 0

    @Option(help: "What is printed: text or json.")
    var format = Format.text

    @OptionGroup var color: ColorOption

    func validate() throws {
        guard (1...10_000).contains(repeats) else { throw ValidationError("--repeats goes from 1 to 10000") }
        guard (0...Int(UInt32.max)).contains(seed) else {
            throw ValidationError("--seed goes from 0 to \(UInt32.max)")
        }
    }

    func run() throws {
        let reading = ModelReading(color: color)
        let model = try reading.model(file)
        let table = try reading.rows(data, for: model, needsLabel: true)
        let numbers = Dictionary(uniqueKeysWithValues: model.header.classes.enumerated().map { ($1, Int32($0)) })
        let importance = PermutationImportance(
            of: model.classifier,
            FeatureRows(values: table.values, featureCount: model.header.features.count),
            labels: (table.labels ?? []).map { numbers[$0] ?? -1 },
            deals: repeats,
            seed: UInt64(seed)
        )
        // Where two matter alike, the first column stays first.
        let order = model.header.features.indices.sorted {
            (importance.features[$1].mean, $0) < (importance.features[$0].mean, $1)
        }
        switch format {
        case .json: StandardStream.output.write(json(importance, model.header.features, order).prettyText + "\n")
        case .text: StandardStream.output.write(text(importance, model.header.features, order))
        }
    }

    private func json(_ importance: PermutationImportance, _ names: [String], _ order: [Int]) -> JSONValue {
        [
            "accuracy": .number(importance.accuracy),
            "features": .array(
                order.map {
                    [
                        "feature": .string(names[$0]),
                        "mean": .number(importance.features[$0].mean),
                        "deviation": .number(importance.features[$0].deviation),
                    ]
                }
            ),
        ]
    }

    private func text(_ importance: PermutationImportance, _ names: [String], _ order: [Int]) -> String {
        let head = ["feature", "accuracy lost", "deviation"]
        let rows = order.map { place in
            let feature = importance.features[place]
            return [names[place], MessageText.decimals(feature.mean, 4), MessageText.decimals(feature.deviation, 4)]
        }
        return "accuracy \(MessageText.decimals(importance.accuracy, 4))\n\n" + ColumnText.lines([head] + rows)
    }
}
