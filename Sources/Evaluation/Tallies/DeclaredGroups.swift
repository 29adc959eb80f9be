import Datasets
import Metrics

/// What metrics over columns keep of a model's rows, group by group.
struct DeclaredGroups: Sendable {
    private let needs: EvaluationNeeds
    private let metrics: [DeclaredTallies.Metric]
    private(set) var groups: [DeclaredTallies?] = []
    /// The classes, and the texts of the columns that are read as they are, by their numbers.
    private var classes: [String] = []
    private var texts: [Int: [String]] = [:]

    init(_ needs: EvaluationNeeds, _ metrics: [DeclaredTallies.Metric]) {
        self.needs = needs
        self.metrics = metrics
    }

    mutating func makeRoom(for count: Int) {
        if count > groups.count { groups += [DeclaredTallies?](repeating: nil, count: count - groups.count) }
    }

    /// What is kept before there are rows.
    static func none(_ metrics: [DeclaredTallies.Metric], _ needs: EvaluationNeeds) -> DeclaredTallies? {
        metrics.isEmpty && needs.differences.isEmpty
            ? nil : DeclaredTallies(metrics, differences: needs.differences, texts: nil)
    }

    /// Adds the rows of a batch.
    ///
    /// - Parameters:
    ///   - predicted: What the model predicted, by the numbers of the classes; empty where the log does not say.
    ///   - scores: Its scores; empty where the log has none.
    mutating func add(
        _ batch: LogBatch,
        _ rows: RowGroups,
        predicted: [Int32],
        scores: [Double],
        _ texts: LogTexts
    ) {
        guard !metrics.isEmpty else { return }
        classes += texts.classes(from: classes.count)
        for place in needs.values.values {
            self.texts[place, default: []] += texts.values(place, from: self.texts[place]?.count ?? 0)
        }
        if rows.count == 1 { return add(Array(0..<batch.count), of: batch, predicted, scores, to: 0) }
        var members: [Int: [Int]] = [:]
        for row in 0..<batch.count { members[Int(rows.numbers[row]), default: []].append(row) }
        for (group, rows) in members { add(rows, of: batch, predicted, scores, to: group) }
    }

    private mutating func add(
        _ rows: [Int],
        of batch: LogBatch,
        _ predicted: [Int32],
        _ scores: [Double],
        to group: Int
    ) {
        var tallies: DeclaredTallies?
        swap(&tallies, &groups[group])
        var own = tallies ?? DeclaredTallies(metrics, differences: needs.differences, texts: nil)
        tallies = nil
        for part in DeclaredTallies.Part.allCases {
            let columns = own.columns(part)
            guard !columns.numbers.isEmpty || !columns.texts.isEmpty else { continue }
            let numbers = columns.numbers.map { self.numbers($0, rows, of: batch, scores) }
            let texts = columns.texts.map { self.texts($0, rows, of: batch, predicted) }
            own.add(
                ColumnBatch(count: rows.count, numbers: numbers, texts: texts.map(\.rows), names: texts.map(\.names)),
                to: part
            )
        }
        groups[group] = own
    }

    private func numbers(_ name: String, _ rows: [Int], of batch: LogBatch, _ scores: [Double]) -> [Double] {
        if let place = needs.values[name], !batch.values[place].numbers.isEmpty {
            return rows.map { batch.values[place].numbers[$0] }
        }
        if needs.weight.contains(name), !batch.weight.isEmpty { return rows.map { batch.weight[$0] } }
        if let source = needs.sourceWeights[name] { return rows.map { batch.sources[source].weights[$0] } }
        return needs.score.contains(name) && !scores.isEmpty
            ? rows.map { scores[$0] } : [Double](repeating: .nan, count: rows.count)
    }

    private func texts(_ name: String, _ rows: [Int], of batch: LogBatch, _ predicted: [Int32])
        -> (rows: [Int32], names: [String])
    {
        let column = needs.prediction.contains(name) ? predicted : needs.label.contains(name) ? batch.actual : []
        if !column.isEmpty { return (rows.map { max(-1, column[$0]) }, classes) }
        if let source = needs.sources[name] { return (rows.map { batch.sources[source].labels[$0] }, classes) }
        guard let place = needs.values[name], !batch.values[place].texts.isEmpty else {
            return ([Int32](repeating: -1, count: rows.count), [])
        }
        let names = texts[place] ?? []
        // No cell holds the empty text, which is what those that have no number count as.
        let unnamed = Int32(names.count)
        let numbers = rows.map { row in
            let number = batch.values[place].texts[row]
            return number == LogBatch.Values.unnamed ? unnamed : number
        }
        return (numbers, names + [""])
    }
}
