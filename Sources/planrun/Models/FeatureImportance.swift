import Classifiers
import Datasets
import Diagnostics
import Execution
import JSON

/// How much each feature matters to a model over labelled rows.
struct FeatureImportance {
    private let names: [String]
    private let importance: PermutationImportance
    /// What each feature adds or takes away in the mean; nil for models without trees, and those that do not know it.
    private let contributions: [Double]?
    private let scale: TreeScale?
    private let predictsNumbers: Bool
    /// The features, those that matter most first.
    private let order: [Int]

    /// - Parameters:
    ///   - deals: How often each feature is dealt out.
    ///   - mostRows: How many rows are taken for contributions, evenly from all.
    init(_ model: ModelFile, _ table: FeatureTable, deals: Int, seed: UInt64, mostRows: Int) {
        names = model.header.features
        let rows = FeatureRows(values: table.values, featureCount: names.count)
        let numbers = Dictionary(uniqueKeysWithValues: model.header.classes.enumerated().map { ($1, Int32($0)) })
        predictsNumbers = model.header.predictsNumbers
        let importance =
            table.numbers.map {
                PermutationImportance(of: model.classifier, rows, numbers: $0, deals: deals, seed: seed)
            }
            ?? PermutationImportance(
                of: model.classifier,
                rows,
                labels: (table.labels ?? []).map { numbers[$0] ?? -1 },
                deals: deals,
                seed: seed
            )
        self.importance = importance
        // Where two matter alike, the first column stays first.
        order = names.indices.sorted {
            (importance.features[$1].mean, $0) < (importance.features[$0].mean, $1)
        }
        let explainer = try? TreeExplainer(model.classifier)
        scale = explainer?.scale
        let count = min(mostRows, table.rowCount)
        contributions = explainer?.meanContributions(rows, rows: (0..<count).map { $0 * table.rowCount / count })
    }

    var json: JSONValue {
        [
            "format_version": 1,
            predictsNumbers ? "r2" : "accuracy": .number(importance.score),
            "scale": scale.map { .string($0.rawValue) } ?? .null,
            "features": .array(
                order.map { place in
                    [
                        "feature": .string(names[place]),
                        "mean": .number(importance.features[place].mean),
                        "deviation": .number(importance.features[place].deviation),
                        "contribution": contributions.map { .number($0[place]) } ?? .null,
                    ]
                }
            ),
        ]
    }

    var text: String {
        let what = scale.map { ["contribution to the \(Self.words($0))"] } ?? []
        let measure = predictsNumbers ? "r2" : "accuracy"
        let head = ["feature", "\(measure) lost", "deviation"] + what
        let rows = order.map { place in
            let feature = importance.features[place]
            let shares = contributions.map { [MessageText.decimals($0[place], 4)] } ?? []
            return [
                PrintableText.escaping(names[place]), MessageText.decimals(feature.mean, 4),
                MessageText.decimals(feature.deviation, 4),
            ] + shares
        }
        return "\(measure) \(MessageText.decimals(importance.score, 4))\n\n" + ColumnText.lines([head] + rows)
    }

    private static func words(_ scale: TreeScale) -> String {
        switch scale {
        case .probability: "probability"
        case .number: "prediction"
        case .logarithm: "logarithm of the prediction"
        case .logOdds: "log-odds"
        case .score: "scores"
        }
    }
}
