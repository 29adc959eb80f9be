import Diagnostics
import Plan
import PlanSyntax

/// `data:` and the references to it, such as `iris.train`.
enum DataSection {
    static let csv = Key<Located<String>>.path(
        "csv",
        required: true,
        "A CSV file (RFC 4180) with a header; every column but the label is a feature, of numbers or of texts."
    )
    static let label = Key<Located<String>>.text(
        "label",
        required: true,
        "The column that holds the class, or the number to predict where `columns` says that it is a `number`."
    )
    /// What the plan says where it leaves all to the cells.
    private static let inferred = "auto"
    static let columns = Key<[DataPlan.Column]>(
        "columns",
        .anyOf([
            .choice([inferred]),
            .dictionary(of: .choice(DataColumnContent.allCases.map(\.rawValue)), naming: "column", wellKnown: []),
        ]),
        """
        What columns hold, by their names: the label is a class unless it is a `number` here, and then models predict numbers. What a feature \
        holds that is not named is read off its cells, as with `auto`: numbers or texts, which are a `category`.
        """
    ) { node, lowering in
        guard node.kind != .scalar else {
            _ = lowering.choice(node, among: [inferred])
            return []
        }
        return lowering.dictionary(node, "`columns` is a mapping of contents by name") { name, node, lowering in
            DataPlan.Column(name: name, content: lowering.word(node, DataColumnContent.self))
        }
    }
    static let positive = Key<Located<String>>.text(
        "positive",
        "The class that precision, recall and F1 are about; without it they are averaged over the classes."
    )
    static let test = Key<Located<Rational>>.fraction("test", required: true, "The share of the rows kept for testing.")
    static let seed = Key<Located<Int>>.integer(
        "seed",
        0...Int.max,
        default: 0,
        "Which of the possible splits to take."
    )
    static let stratify = Key<Bool>.boolean(
        "stratify",
        default: false,
        "Whether each class keeps its share in both parts."
    )
    static let group = Key<Located<String>>.text(
        "group",
        "A column, such as that of a person's number: rows that are alike in it stay together in one part. It is no feature."
    )
    static let time = Key<Located<String>>.text(
        "time",
        "A column with the time of each row, as RFC 3339, a date, or seconds: the latest rows are those tested on. It is no feature."
    )
    static let folds = Key<Located<Int>>.integer(
        "folds",
        2...1000,
        """
        How many folds the rows to train on are divided into, each of which is answered by a model of the others: each training then says \
        how good the recipe is at rows that it has not learnt from. Without it there are 5 where there are several recipes, and none else.
        """
    )
    static let splitShape = RecordShape(
        "`split`",
        "How the rows are divided into those to train on and those to test on.",
        [test.field, seed.field, stratify.field, group.field, time.field, folds.field]
    )
    static let weight = Key<Located<String>>.text(
        "weight",
        "A column with what each row counts in training, more than nothing. It is no feature, and metrics count all rows alike."
    )
    static let ignore = Key<[Located<String>]>(
        "ignore",
        .list(of: .text, atLeast: 1),
        "Columns that are no features, whatever stands in them."
    ) { node, lowering in
        lowering.list(node, "`ignore` is a list of columns", atLeast: 1) { $1.text($0) }
    }
    static let split = Key<DataPlan.Split>(
        "split",
        .record(splitShape),
        "How the rows are divided; without it all rows serve for both."
    ) { node, lowering in
        guard let record = Record(node, splitShape, in: &lowering) else { return nil }
        let seed = record.read(seed, &lowering)?.value ?? 0
        let isStratified = record.read(stratify, &lowering) ?? false
        let folds = record.read(folds, &lowering)
        guard let test = record.read(test, &lowering) else { return nil }
        guard test.value > .zero, test.value < .one else {
            lowering.report(.outOfRange, "a split must leave rows in both parts", at: test.span)
            return nil
        }
        let columns = (group: record.read(group, &lowering), time: record.read(time, &lowering))
        let ways = [
            isStratified ? stratify.name : nil, columns.group == nil ? nil : group.name,
            columns.time == nil ? nil : time.name,
        ].compactMap { $0 }
        // Columns keep their uses, so that nobody takes them for features besides.
        if ways.count > 1 {
            let span = record.keySpan(ways[1]) ?? node.anchorSpan
            let message = "rows cannot be divided both by `\(ways[0])` and by `\(ways[1])`"
            lowering.report(.contradictorySplit, message, at: span)
        }
        if columns.time != nil, let span = record.keySpan("seed") {
            let message = "a split by `time` draws nothing, so `seed` changes nothing"
            lowering.report(.contradictorySplit, message, at: span)
        }
        return DataPlan.Split(
            test: test,
            seed: seed,
            isStratified: isStratified,
            group: columns.group,
            time: columns.time,
            folds: folds
        )
    }
    static let shape = RecordShape(
        "a data set",
        "A table of rows with their classes, or with numbers to predict.",
        [
            csv.field, label.field, positive.field, columns.field, split.field, weight.field, ignore.field,
            ChecksSection.key.field,
        ]
    )
    static let key = Key<[DataPlan]>(
        "data",
        .dictionary(of: .record(shape), naming: "data set", wellKnown: []),
        "The data sets, by name."
    ) { node, lowering in
        lowering.dictionary(node, "`data` is a mapping of data sets by name") { name, node, lowering in
            let record = Record(node, shape, in: &lowering)
            return DataPlan(
                name: name,
                csv: record?.read(csv, &lowering),
                label: record?.read(label, &lowering),
                positive: record?.read(positive, &lowering),
                columns: record?.read(columns, &lowering) ?? [],
                weight: record?.read(weight, &lowering),
                ignored: record?.read(ignore, &lowering) ?? [],
                split: record?.read(split, &lowering),
                checks: record?.read(ChecksSection.key, &lowering),
                // Of a data set that could not be read, no part is known to be missing.
                isSplit: record?.has(split.name) ?? true
            )
        }
    }

    /// A key that refers to some rows of a data set.
    static func reference(_ key: String, required: Bool = false, _ summary: String) -> Key<DataReference> {
        Key(key, .reference(to: "data set"), required: required, summary) { node, lowering in
            guard let text = lowering.reference(node) else { return nil }
            guard !text.value.contains("/") else {
                lowering.report(
                    .badName,
                    "`\(text.value)` is a file, and rows are named by their data set",
                    at: text.span,
                    help: [
                        "declare it under `data`, as in `rows: { csv: \(text.value), label: … }`, and write `rows` here"
                    ]
                )
                return nil
            }
            let parts = text.value.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
            let nameLength = parts[0].utf8.count
            let data = Located(String(parts[0]), at: node.span(ofContent: 0..<nameLength))
            guard parts.count == 2 else { return DataReference(data: data, part: Located(.all, at: text.span)) }
            let partSpan = node.span(ofContent: nameLength + 1..<text.value.utf8.count)
            guard let part = DataPart(rawValue: String(parts[1])), part != .all else {
                lowering.report(
                    .unknownWord,
                    parts[1].isEmpty ? "the part after `.` is missing" : "a data set has no part `\(parts[1])`",
                    at: parts[1].isEmpty ? text.span : partSpan,
                    help: ["its parts are `\(data.value).train` and `\(data.value).test`"]
                )
                return nil
            }
            return DataReference(data: data, part: Located(part, at: partSpan))
        }
    }
}
