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
    /// For each true class how often both were right, only the model, only the baseline, or neither, by these numbers.
    private(set) var outcomes = ClassPairs()
    private var rightness: [Int32] = []
    /// The labelled rows that one of the two has answered.
    private(set) var unpairedCount = 0
    /// For each group, the requests that were answered, and those that failed.
    private(set) var answered: [Int] = []
    private(set) var failed: [Int] = []
    private(set) var latencies: [NumberSums] = []
    /// The latencies in order of size.
    private(set) var latencyRanks: RankSorter?
    private(set) var scores: ScoreTallies
    /// The same of the baseline's scores.
    private(set) var baselineScores: ScoreTallies
    /// The scores of both models for the same rows.
    private(set) var scorePairs = ScorePairs()
    /// What the metrics over columns keep, of the model and of the baseline.
    private(set) var declared: DeclaredGroups
    private(set) var baselineDeclared: DeclaredGroups
    /// How many values of the columns of numbers are none.
    private(set) var strayCount = 0
    /// A column of which there are more texts than can be told apart, where a metric needs them all.
    private(set) var fullColumn: String?
    private let toldTexts: [(name: String, place: Int)]

    init(_ needs: EvaluationNeeds, segmentColumns: Int, _ stores: RankStores) {
        self.needs = needs
        positive = needs.positive.map { Array($0.utf8) }
        groups = RowGroups(segmentColumns: segmentColumns, window: needs.window)
        if needs.ranksLatencies { latencyRanks = RankSorter(stores.latencies) }
        scores = ScoreTallies(needs, stores.scores)
        baselineScores = ScoreTallies(needs, stores.baselineScores)
        declared = DeclaredGroups(needs, needs.declared)
        baselineDeclared = DeclaredGroups(needs, needs.comparable)
        toldTexts = needs.toldTexts
    }

    package var isFull: Bool { groups.isFull || pairs.isFull || baselinePairs.isFull || outcomes.isFull }

    package mutating func add(_ batch: LogBatch, texts: LogTexts) {
        groups.assign(batch)
        makeRoom()
        addRequests(batch)
        if !batch.actual.isEmpty {
            addPairs(batch, texts.classCount)
            if !batch.baseline.isEmpty || !batch.baselineScore.isEmpty {
                unpairedCount += (0..<batch.count).count { batch.actual[$0] >= 0 && Self.isUnpaired(batch, $0) }
            }
        }
        if !batch.latency.isEmpty {
            addLatencies(batch)
            let held = groups.numbers
            latencyRanks?.add(batch.latency.span, held.span, count: batch.count)
        }
        addScores(batch, texts)
        for place in needs.numbers { strayCount += batch.values[place].strayCount(among: batch.count) }
        for (name, place) in toldTexts where batch.values[place].texts.contains(LogBatch.Values.unnamed) {
            fullColumn = name
        }
    }

    /// Makes runs of what is at hand: once there are no more rows, or of a copy that is asked while more come.
    mutating func finish(isShort: Bool) {
        latencyRanks?.finish(isShort: isShort)
        scores.finish(isShort: isShort)
        baselineScores.finish(isShort: isShort)
    }

    private mutating func makeRoom() {
        let missing = groups.count - answered.count
        guard missing > 0 else { return }
        answered += [Int](repeating: 0, count: missing)
        failed += [Int](repeating: 0, count: missing)
        latencies += [NumberSums](repeating: NumberSums(), count: missing)
        declared.makeRoom(for: groups.count)
        baselineDeclared.makeRoom(for: groups.count)
    }

    private mutating func addPairs(_ batch: LogBatch, _ classes: Int) {
        guard !batch.baseline.isEmpty, !batch.predicted.isEmpty else {
            add(batch.predicted, of: batch, classes, to: &pairs)
            add(batch.baseline, of: batch, classes, to: &baselinePairs)
            return
        }
        // Models are compared by the same rows: those that both have answered.
        var (predicted, baseline) = (batch.predicted, batch.baseline)
        for row in 0..<batch.count where predicted[row] | baseline[row] < 0 {
            (predicted[row], baseline[row]) = (-1, -1)
        }
        add(predicted, of: batch, classes, to: &pairs)
        add(baseline, of: batch, classes, to: &baselinePairs)
        if rightness.count < batch.count { rightness = [Int32](repeating: 0, count: batch.count) }
        for row in 0..<batch.count {
            let actual = batch.actual[row]
            rightness[row] =
                predicted[row] < 0 ? -1 : (predicted[row] == actual ? 0 : 2) + (baseline[row] == actual ? 0 : 1)
        }
        // A class for each of the four, and for each that may be true.
        add(rightness, of: batch, max(4, classes), to: &outcomes)
    }

    private mutating func addScores(_ batch: LogBatch, _ texts: LogTexts) {
        var (own, baseline) = (batch.score, batch.baselineScore)
        if !own.isEmpty, !baseline.isEmpty {
            for row in 0..<batch.count where own[row].isNaN || baseline[row].isNaN {
                (own[row], baseline[row]) = (.nan, .nan)
            }
        }
        let wanted = positive.flatMap(texts.number(ofClass:)) ?? -3
        if needs.ranksScores, !own.isEmpty, !baseline.isEmpty, !batch.actual.isEmpty {
            let held = groups.numbers
            for row in 0..<batch.count where batch.actual[row] >= 0 && !own[row].isNaN {
                let isPositive = batch.actual[row] == wanted
                scorePairs.add(
                    ScorePairs.Row(group: held[row], isPositive: isPositive, first: own[row], second: baseline[row])
                )
            }
        }
        scores.add(own, of: batch, groups, positive: wanted)
        baselineScores.add(baseline, of: batch, groups, positive: wanted)
        declared.add(batch, groups, predicted: batch.predicted, scores: own, texts)
        baselineDeclared.add(batch, groups, predicted: batch.baseline, scores: baseline, texts)
    }

    /// Whether of two models that are compared one alone has answered a row.
    private static func isUnpaired(_ batch: LogBatch, _ row: Int) -> Bool {
        if !batch.baseline.isEmpty, !batch.predicted.isEmpty,
            (batch.baseline[row] < 0) != (batch.predicted[row] < 0)
        {
            return true
        }
        guard !batch.baselineScore.isEmpty, !batch.score.isEmpty else { return false }
        return batch.baselineScore[row].isNaN != batch.score[row].isNaN
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
}

/// Where numbers are kept that are ranked.
struct RankStores: Sendable {
    let latencies: RankStore
    let scores: RankStore
    let baselineScores: RankStore

    init(_ request: LogRequest, _ needs: EvaluationNeeds) {
        // Where rows are told apart there may be many groups.
        let hasParts = !request.segments.isEmpty || needs.window != nil
        func store() -> RankStore { RankStore(limit: needs.rankLimit, ranges: hasParts ? 64 : 1024) }
        (latencies, scores, baselineScores) = (store(), store(), store())
    }
}

extension LogBatch.Values {
    /// How many of the texts of so many rows are no numbers.
    fileprivate func strayCount(among rows: Int) -> Int {
        (0..<min(rows, texts.count)).count { texts[$0] != -1 && numbers[$0].isNaN }
    }
}
