import Datasets
import Metrics

/// What one reader keeps of the scores of a model, group by group.
struct ScoreTallies: Sendable {
    private let needs: EvaluationNeeds
    /// The scores in order of size, of each group those of the positive class and those of all others.
    private(set) var ranks: RankSorter?
    /// For each group, what the metrics over columns keep.
    private(set) var declared: [DeclaredTallies?] = []
    /// How many values of the columns of numbers are none.
    private(set) var strayCount = 0
    private var sides: [Int32] = []

    init(_ needs: EvaluationNeeds, _ store: RankStore) {
        self.needs = needs
        if needs.ranksScores { ranks = RankSorter(store) }
    }

    mutating func makeRoom(for groups: Int) {
        let missing = groups - declared.count
        if missing > 0 { declared += [DeclaredTallies?](repeating: nil, count: missing) }
    }

    /// Adds the scores of a batch, none where the log has none.
    ///
    /// - Parameters:
    ///   - positive: The number of the positive class.
    ///   - names: The classes, by their numbers.
    mutating func add(
        _ scores: [Double],
        of batch: LogBatch,
        _ groups: RowGroups,
        positive: Int32,
        _ names: [String]
    ) {
        guard !scores.isEmpty || !needs.numbers.isEmpty else { return }
        for place in needs.numbers.values { strayCount += batch.values[place].strayCount(among: batch.count) }
        if ranks != nil, !batch.actual.isEmpty, !scores.isEmpty {
            if sides.count < batch.count { sides = [Int32](repeating: 0, count: batch.count) }
            let held = groups.numbers
            fill(&sides, held.span, batch.actual.span, positive, batch.count)
            let heldSides = sides
            ranks?.add(scores.span, heldSides.span, count: batch.count)
        }
        if !needs.declared.isEmpty { addColumns(scores, batch, groups, names) }
    }

    mutating func finish() { ranks?.finish() }

    /// For each row, twice its group, and one more where it is of the class; -1 where it has no label.
    private func fill(
        _ sides: inout [Int32],
        _ groups: Span<Int32>,
        _ actual: Span<Int32>,
        _ wanted: Int32,
        _ count: Int
    ) {
        var sides = sides.mutableSpan
        for row in 0..<count {
            let label = actual[unchecked: row]
            sides[unchecked: row] = label < 0 ? -1 : groups[unchecked: row] &* 2 &+ (label == wanted ? 1 : 0)
        }
    }

    // MARK: Columns

    private mutating func addColumns(_ scores: [Double], _ batch: LogBatch, _ groups: RowGroups, _ names: [String]) {
        if groups.count == 1 {
            add(Array(0..<batch.count), scores, of: batch, names, to: 0)
            return
        }
        var rows: [Int: [Int]] = [:]
        for row in 0..<batch.count { rows[Int(groups.numbers[row]), default: []].append(row) }
        for (group, rows) in rows { add(rows, scores, of: batch, names, to: group) }
    }

    private mutating func add(
        _ rows: [Int],
        _ scores: [Double],
        of batch: LogBatch,
        _ names: [String],
        to group: Int
    ) {
        var tallies: DeclaredTallies?
        swap(&tallies, &declared[group])
        var own = tallies ?? DeclaredTallies(needs.declared)
        tallies = nil
        for part in DeclaredTallies.Part.allCases {
            let columns = own.columns(part)
            guard !columns.numbers.isEmpty || !columns.texts.isEmpty else { continue }
            let numbers = columns.numbers.map { name in
                if let place = needs.numbers[name], !batch.values[place].numbers.isEmpty {
                    return rows.map { batch.values[place].numbers[$0] }
                }
                return name == needs.score && !scores.isEmpty
                    ? rows.map { scores[$0] } : [Double](repeating: .nan, count: rows.count)
            }
            let texts = columns.texts.map { name in
                let column = name == "prediction" ? batch.predicted : batch.actual
                return column.isEmpty ? [Int32](repeating: -1, count: rows.count) : rows.map { max(-1, column[$0]) }
            }
            own.add(
                ColumnBatch(
                    count: rows.count,
                    numbers: numbers,
                    texts: texts,
                    names: [[String]](repeating: names, count: texts.count)
                ),
                to: part
            )
        }
        declared[group] = own
    }
}

extension LogBatch.Values {
    /// How many of the texts of so many rows are no numbers.
    fileprivate func strayCount(among rows: Int) -> Int {
        (0..<min(rows, texts.count)).count { texts[$0] != -1 && numbers[$0].isNaN }
    }
}
