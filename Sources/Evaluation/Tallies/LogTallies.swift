package import Datasets
import Metrics

/// What one reader keeps of the rows of a log, group by group.
package struct LogTallies: LogConsumer {
    private let needs: EvaluationNeeds
    private let positive: [UInt8]?
    private(set) var groups: RowGroups
    private(set) var pairs = ClassPairs()
    /// The same of what the baseline predicted.
    private(set) var baselinePairs = ClassPairs()
    /// The labelled rows that one of the two has answered.
    private(set) var unpairedCount = 0
    /// For each group, the requests that were answered, and those that failed.
    private(set) var answered: [Int] = []
    private(set) var failed: [Int] = []
    private(set) var latencies: [NumberSums] = []
    /// The latencies in order of size.
    private(set) var latencyRanks: RankSorter?
    /// The scores in order of size, of each group those of the positive class and those of all others.
    private(set) var scoreRanks: RankSorter?
    /// For each group, what the metrics over columns keep.
    private(set) var declared: [DeclaredTallies?] = []
    private var sides: [Int32] = []

    init(_ needs: EvaluationNeeds, segmentColumns: Int, _ stores: RankStores) {
        self.needs = needs
        positive = needs.positive.map { Array($0.utf8) }
        groups = RowGroups(segmentColumns: segmentColumns, window: needs.window)
        if needs.ranksLatencies { latencyRanks = RankSorter(stores.latencies) }
        if needs.ranksScores { scoreRanks = RankSorter(stores.scores) }
    }

    package var isFull: Bool { groups.isFull || pairs.isFull || baselinePairs.isFull }

    package mutating func add(_ batch: LogBatch, classes: LogClassList) {
        groups.assign(batch)
        makeRoom()
        addRequests(batch)
        if !batch.actual.isEmpty { addPairs(batch, classes.count) }
        if !batch.latency.isEmpty {
            addLatencies(batch)
            let held = groups.numbers
            latencyRanks?.add(batch.latency.span, held.span, count: batch.count)
        }
        if scoreRanks != nil, !batch.score.isEmpty, !batch.actual.isEmpty { rankScores(batch, classes) }
        if !needs.declared.isEmpty { addColumns(batch, classes) }
    }

    /// Makes runs of what is at hand, once there are no more rows.
    mutating func finish() {
        latencyRanks?.finish()
        scoreRanks?.finish()
    }

    private mutating func makeRoom() {
        let missing = groups.count - answered.count
        guard missing > 0 else { return }
        answered += [Int](repeating: 0, count: missing)
        failed += [Int](repeating: 0, count: missing)
        latencies += [NumberSums](repeating: NumberSums(), count: missing)
        declared += [DeclaredTallies?](repeating: nil, count: missing)
    }

    private mutating func addPairs(_ batch: LogBatch, _ classes: Int) {
        guard !batch.baseline.isEmpty, !batch.predicted.isEmpty else {
            add(batch.predicted, of: batch, classes, to: &pairs)
            add(batch.baseline, of: batch, classes, to: &baselinePairs)
            return
        }
        // Models are compared by the same rows: those that both have answered.
        var (predicted, baseline) = (batch.predicted, batch.baseline)
        var unpaired = 0
        for row in 0..<batch.count where predicted[row] | baseline[row] < 0 {
            if batch.actual[row] >= 0, predicted[row] & baseline[row] >= 0 { unpaired += 1 }
            (predicted[row], baseline[row]) = (-1, -1)
        }
        unpairedCount += unpaired
        add(predicted, of: batch, classes, to: &pairs)
        add(baseline, of: batch, classes, to: &baselinePairs)
    }

    private func add(_ predicted: [Int32], of batch: LogBatch, _ classes: Int, to pairs: inout ClassPairs) {
        guard !predicted.isEmpty else { return }
        pairs.add(
            groups.numbers,
            of: groups.count,
            batch.actual,
            predicted,
            rows: batch.count,
            classes: classes
        )
    }

    private mutating func addRequests(_ batch: LogBatch) {
        let numbers = groups.numbers
        if batch.predicted.isEmpty {
            for row in 0..<batch.count { answered[Int(numbers[row])] += 1 }
            return
        }
        if groups.count == 1 {
            let predicted = batch.predicted.span
            var lost = 0
            for row in 0..<batch.count { lost &+= predicted[unchecked: row] == LogBatch.failed ? 1 : 0 }
            failed[0] += lost
            answered[0] += batch.count - lost
            return
        }
        Self.count(batch.predicted.span, numbers.span, batch.count, &answered, &failed)
    }

    private static func count(
        _ predicted: Span<Int32>,
        _ groups: Span<Int32>,
        _ rows: Int,
        _ answered: inout [Int],
        _ failed: inout [Int]
    ) {
        var answered = answered.mutableSpan
        var failed = failed.mutableSpan
        for row in 0..<rows {
            let group = Int(groups[unchecked: row])
            let isFailed = predicted[unchecked: row] == LogBatch.failed
            answered[unchecked: group] &+= isFailed ? 0 : 1
            failed[unchecked: group] &+= isFailed ? 1 : 0
        }
    }

    private mutating func addLatencies(_ batch: LogBatch) {
        let numbers = batch.latency.span
        if groups.count == 1 {
            var sums = latencies[0]
            for row in 0..<batch.count where !numbers[unchecked: row].isNaN { sums.add(numbers[unchecked: row]) }
            latencies[0] = sums
            return
        }
        let held = groups.numbers
        var sums = latencies.mutableSpan
        let groups = held.span
        for row in 0..<batch.count where !numbers[unchecked: row].isNaN {
            sums[unchecked: Int(groups[unchecked: row])].add(numbers[unchecked: row])
        }
    }

    private mutating func rankScores(_ batch: LogBatch, _ classes: LogClassList) {
        let wanted = positive.flatMap(classes.number) ?? -3
        if sides.count < batch.count { sides = [Int32](repeating: 0, count: batch.count) }
        let held = groups.numbers
        fill(&sides, held.span, batch.actual.span, wanted, batch.count)
        let heldSides = sides
        scoreRanks?.add(batch.score.span, heldSides.span, count: batch.count)
    }

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

    private mutating func addColumns(_ batch: LogBatch, _ classes: LogClassList) {
        let names = classes.texts
        if groups.count == 1 {
            add(Array(0..<batch.count), of: batch, names, to: 0)
            return
        }
        var rows: [Int: [Int]] = [:]
        for row in 0..<batch.count { rows[Int(groups.numbers[row]), default: []].append(row) }
        for (group, rows) in rows { add(rows, of: batch, names, to: group) }
    }

    private mutating func add(_ rows: [Int], of batch: LogBatch, _ names: [String], to group: Int) {
        var tallies: DeclaredTallies?
        swap(&tallies, &declared[group])
        var own = tallies ?? DeclaredTallies(needs.declared)
        tallies = nil
        for part in DeclaredTallies.Part.allCases {
            let columns = own.columns(part)
            guard !columns.numbers.isEmpty || !columns.texts.isEmpty else { continue }
            let numbers = columns.numbers.map { name in
                name == needs.score && !batch.score.isEmpty
                    ? rows.map { batch.score[$0] } : [Double](repeating: .nan, count: rows.count)
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

/// Where numbers are kept that are ranked.
struct RankStores: Sendable {
    let latencies: RankStore
    let scores: RankStore

    /// - Parameters:
    ///   - limit: How many numbers of either are held in memory before they go to the disk.
    ///   - hasParts: Whether rows are told apart, so that there may be many groups.
    init(limit: Int, hasParts: Bool) {
        latencies = RankStore(limit: limit, ranges: hasParts ? 64 : 1024)
        scores = RankStore(limit: limit, ranges: hasParts ? 64 : 1024)
    }
}
