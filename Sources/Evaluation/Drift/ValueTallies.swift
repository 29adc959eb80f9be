import Datasets

/// What one reader keeps of the values of some columns: how often each text, and all numbers in order.
struct ValueTallies: Sendable {
    /// One column.
    struct Column: Sendable {
        /// How often each text came, by its number.
        var counts: [Int] = []
        /// The texts that have no number, since there are too many.
        var unnamed = 0
        /// The texts that are numbers, and those that are none.
        var numbers = 0
        var others = 0
        var missing = 0
        var sorter: RankSorter
    }

    private(set) var columns: [Column]
    private var groups: [Int32] = []

    /// - Parameter stores: Where the numbers of each column go.
    init(_ stores: [RankStore]) { columns = stores.map { Column(sorter: RankSorter($0)) } }

    mutating func finish() { for column in columns.indices { columns[column].sorter.finish() } }
}

extension ValueTallies: LogConsumer {
    mutating func add(_ batch: LogBatch, texts: LogTexts) {
        if groups.count < batch.count { groups = [Int32](repeating: 0, count: batch.count) }
        let groups = groups
        for (number, values) in batch.values.prefix(columns.count).enumerated() where !values.texts.isEmpty {
            var counts: [Int] = []
            swap(&counts, &columns[number].counts)
            for row in 0..<batch.count {
                let text = Int(values.texts[row])
                if text >= 0 {
                    if text >= counts.count { counts += [Int](repeating: 0, count: text + 1 - counts.count) }
                    counts[text] += 1
                } else if values.texts[row] == LogBatch.Values.unnamed {
                    columns[number].unnamed += 1
                } else {
                    columns[number].missing += 1
                    continue
                }
                if values.numbers[row].isNaN {
                    columns[number].others += 1
                } else {
                    columns[number].numbers += 1
                }
            }
            swap(&counts, &columns[number].counts)
            columns[number].sorter.add(values.numbers.span, groups.span, count: batch.count)
        }
    }
}

/// What one reader keeps of a log that is evaluated and compared with another.
struct EvaluationTallies: LogConsumer {
    var tallies: LogTallies
    var values: ValueTallies

    init(_ request: LogRequest, _ needs: EvaluationNeeds, _ stores: RankStores, _ driftStores: [RankStore]) {
        tallies = LogTallies(needs, segmentColumns: request.segments.count, stores)
        values = ValueTallies(driftStores)
    }

    var isFull: Bool { tallies.isFull }

    mutating func add(_ batch: LogBatch, texts: LogTexts) {
        tallies.add(batch, texts: texts)
        values.add(batch, texts: texts)
    }
}
