extension ModelFile {
    /// Why a model cannot answer the rows of a table.
    package enum Misfit: Error, Hashable, Sendable {
        /// The table lacks columns that the model needs.
        case columns([String])
        /// The table and the model have different classes; these are in one of them only.
        case classes([String])
        /// These columns hold categories for one of them, and numbers for the other.
        case contents([String])
        /// The model predicts numbers and the table has classes, or the other way round.
        case label(isNumber: Bool)

        /// The reason in a few words.
        package var sentence: String {
            switch self {
            case .columns(let names): "the rows lack columns that it needs: \(Self.list(names))"
            case .label(let isNumber):
                isNumber
                    ? "it predicts numbers, and their label is a class"
                    : "it tells classes apart, and their label is a number"
            case .contents(let names):
                "columns hold categories for one of them, and numbers for the other: \(Self.list(names))"
            case .classes(let names): "it and the rows have different classes: \(Self.list(names))"
            }
        }

        private static func list(_ names: [String]) -> String { names.map { "`\($0)`" }.joined(separator: ", ") }
    }

    /// The model as it answers rows with these columns, in whatever order and with others beside them, by the order of these
    /// classes.
    ///
    /// - Parameter categories: which of the columns hold categories; nil where that is not known.
    package func answering(
        features: [String],
        categories: Set<String>? = nil,
        classes: [String]
    ) throws(Misfit) -> any Classifier {
        let misread = header.features.filter { feature in
            guard let categories, features.contains(feature) else { return false }
            return categories.contains(feature) != (header.categories[feature] != nil)
        }
        guard misread.isEmpty else { throw .contents(misread) }
        if features == header.features, classes == header.classes { return classifier }
        guard classes.isEmpty == header.predictsNumbers else { throw .label(isNumber: header.predictsNumbers) }
        let columns = Dictionary(zip(features, features.indices)) { first, _ in first }
        let missing = header.features.filter { columns[$0] == nil }
        guard missing.isEmpty else { throw .columns(missing) }
        let places = Dictionary(zip(classes, classes.indices)) { first, _ in first }
        let others = Set(classes).symmetricDifference(header.classes)
        guard others.isEmpty else { throw .classes(others.sorted()) }
        return ArrangedClassifier(
            model: classifier,
            columns: header.features.compactMap { columns[$0] },
            places: header.predictsNumbers ? [0] : header.classes.compactMap { places[$0] },
            featureCount: features.count,
            classCount: header.predictsNumbers ? 1 : classes.count
        )
    }
}

/// A model that answers rows whose columns, or whose classes, are in another order than its own.
private struct ArrangedClassifier: Classifier {
    let model: any Classifier
    /// Where the rows have each of the model's features.
    let columns: [Int]
    /// Where the answers have each of the model's classes.
    let places: [Int]
    let featureCount: Int
    let classCount: Int

    var predictsNumbers: Bool { model.predictsNumbers }
    var takesMissing: Bool { model.takesMissing }

    func readied(forRows count: Int) -> any Classifier {
        ArrangedClassifier(
            model: model.readied(forRows: count),
            columns: columns,
            places: places,
            featureCount: featureCount,
            classCount: classCount
        )
    }

    func predictProbabilities(_ rows: FeatureRows, _ range: Range<Int>, into output: inout [Double]) {
        var values: [Double] = []
        values.reserveCapacity(range.count * columns.count)
        for row in range {
            let start = row * rows.featureCount
            for column in columns { values.append(rows.values[start + column]) }
        }
        var answers = [Double](repeating: 0, count: range.count * places.count)
        let picked = FeatureRows(values: values, featureCount: columns.count)
        model.predictProbabilities(picked, 0..<range.count, into: &answers)
        for row in 0..<range.count {
            for (index, place) in places.enumerated() {
                output[row * classCount + place] = answers[row * places.count + index]
            }
        }
    }
}
