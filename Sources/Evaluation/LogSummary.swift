import Datasets
import Metrics
import Plan
import Platform
import Statistics

/// What all readers of a log have kept, put together: groups and classes have one number each.
struct LogSummary {
    private let needs: EvaluationNeeds
    private let layout: OutcomeLayout
    private let confidence: Double
    private let stores: RankStores
    /// What makes each group.
    let keys: [RowGroups.Key]
    private let matrices: GroupedCells
    private let baselines: GroupedCells
    /// Four cells for each true class: how often both were right, only the model, only the baseline, and neither.
    private let outcomes: GroupedCells
    private var answered: [Int]
    private var failed: [Int]
    private var latencies: [NumberSums]
    /// For each group, what the metrics over columns keep, of the model and of the baseline.
    private var declared: [DeclaredTallies?]
    private var baselineDeclared: [DeclaredTallies?]
    private let latencyRanks: Ranks?
    private let scoreRanks: Ranks?
    private let baselineScoreRanks: Ranks?
    private let hasBaselineScores: Bool
    /// The scores of both models for the same rows, group by group, and whether these are all of them.
    private let scorePairs: [Int32: [PairedAreas.Row]]
    private let hasAllPairs: Bool

    /// A sample of fewer rows of either side says too little of how a difference varies.
    private static let fewestPairs = 100

    init(
        _ parts: [(consumer: LogTallies, numbering: LogNumbering)],
        classes: [String],
        _ needs: EvaluationNeeds,
        _ stores: RankStores,
        positive: String?,
        confidence: Double,
        hasBaselineScores: Bool,
        isGrowing: Bool
    ) {
        self.hasBaselineScores = hasBaselineScores
        self.needs = needs
        self.confidence = confidence
        self.stores = stores
        layout = OutcomeLayout(classes: classes, positive: positive.flatMap(classes.firstIndex))
        var numbers: [RowGroups.Key: Int] = [:]
        var keys: [RowGroups.Key] = []
        // For each reader, the number of each of its groups in the whole.
        let groups = parts.map { part in
            part.consumer.groups.keys(part.numbering).prefix(part.consumer.groups.count).map { key in
                if let number = numbers[key] { return number }
                numbers[key] = keys.count
                keys.append(key)
                return keys.count - 1
            }
        }
        self.keys = keys
        answered = [Int](repeating: 0, count: keys.count)
        failed = answered
        latencies = [NumberSums](repeating: NumberSums(), count: keys.count)
        declared = [DeclaredTallies?](repeating: nil, count: keys.count)
        baselineDeclared = declared
        let ranks = Dictionary(uniqueKeysWithValues: classes.enumerated().map { ($1, $0) })
        func cells(_ pairs: (LogTallies) -> ClassPairs) -> GroupedCells {
            var found: [(group: Int32, cell: Int32, count: Int)] = []
            for (part, groups) in zip(parts, groups) {
                let ranks = part.numbering.classes.map { ranks[$0] ?? 0 }
                pairs(part.consumer).forEach { group, actual, predicted, count in
                    let cell = ranks[actual] * classes.count + ranks[predicted]
                    found.append((Int32(groups[group]), Int32(cell), count))
                }
            }
            return GroupedCells(found, groups: keys.count)
        }
        matrices = cells(\.pairs)
        baselines = cells(\.baselinePairs)
        var found: [(group: Int32, cell: Int32, count: Int)] = []
        for (part, groups) in zip(parts, groups) {
            let ranks = part.numbering.classes.map { ranks[$0] ?? 0 }
            part.consumer.outcomes.forEach { group, actual, outcome, count in
                found.append((Int32(groups[group]), Int32(ranks[actual] * 4 + outcome), count))
            }
        }
        outcomes = GroupedCells(found, groups: keys.count)
        let sorted = parts.map { part in
            var consumer = part.consumer
            consumer.finish(isShort: isGrowing)
            return consumer
        }
        latencyRanks =
            needs.ranksLatencies ? Self.ranks(sorted, groups, stores.latencies, sides: 1) { $0.latencyRanks } : nil
        scoreRanks = needs.ranksScores ? Self.ranks(sorted, groups, stores.scores, sides: 2) { $0.scores.ranks } : nil
        baselineScoreRanks =
            needs.ranksScores && hasBaselineScores
            ? Self.ranks(sorted, groups, stores.baselineScores, sides: 2) { $0.baselineScores.ranks } : nil
        var pairs = ScorePairs()
        for (part, groups) in zip(parts, groups) {
            pairs.merge(part.consumer.scorePairs.renumbered { Int32(groups[Int($0)]) })
        }
        hasAllPairs = pairs.isWhole
        scorePairs = Dictionary(grouping: pairs.counts) { $0.key.group }.mapValues { rows in
            rows.map {
                PairedAreas.Row($0.key.first, $0.key.second, isPositive: $0.key.isPositive, count: $0.value)
            }
        }
        for (part, groups) in zip(parts, groups) { add(part.consumer, groups) }
    }

    private static func ranks(
        _ tallies: [LogTallies],
        _ groups: [[Int]],
        _ store: RankStore,
        sides: Int,
        _ sorter: (LogTallies) -> RankSorter?
    ) -> Ranks {
        let parts = zip(tallies, groups).map { tallies, groups in
            Ranks.Part(
                runs: sorter(tallies)?.runs ?? [],
                groups: groups.flatMap { group in (0..<sides).map { group * sides + $0 } }
            )
        }
        return Ranks(parts, store)
    }

    private mutating func add(_ tallies: LogTallies, _ groups: [Int]) {
        for (group, whole) in groups.enumerated() where group < tallies.answered.count {
            answered[whole] += tallies.answered[group]
            failed[whole] += tallies.failed[group]
            latencies[whole].merge(tallies.latencies[group])
            Self.merge(tallies.declared.groups[group], into: &declared[whole])
            Self.merge(tallies.baselineDeclared.groups[group], into: &baselineDeclared[whole])
        }
    }

    private static func merge(_ own: DeclaredTallies?, into whole: inout DeclaredTallies?) {
        guard let own else { return }
        if whole == nil { whole = own } else { whole?.merge(own) }
    }

    // MARK: Parts

    /// Why numbers could not be kept or read again; nil where they could so far.
    var failure: PlatformError? { stores.latencies.failure ?? stores.scores.failure ?? stores.baselineScores.failure }

    /// How many rows some groups have.
    func rowCount(of groups: [Int]) -> Int { groups.reduce(0) { $0 + answered[$1] + failed[$1] } }

    /// What the rows of a part come to.
    func rows(of part: LogPart) -> EvaluatedRows {
        EvaluatedRows(
            accumulators: accumulators(part.groups, matrices, isBaseline: false),
            baseline: baselines.isEmpty && !hasBaselineScores && needs.comparable.isEmpty
                ? nil : accumulators(part.groups, baselines, isBaseline: true),
            pairs: pairs(part.groups),
            exact: latencyMetrics(part.groups) + scoreMetrics(part.groups, scoreRanks),
            baselineExact: scoreMetrics(part.groups, baselineScoreRanks),
            differences: areaDifference(part.groups).map { ["roc_auc": $0] } ?? [:]
        )
    }

    /// Between which numbers the area lies less the baseline's, by DeLong's variance over the same rows.
    private func areaDifference(_ chosen: [Int]) -> MetricInterval? {
        guard let scoreRanks, let baselineScoreRanks else { return nil }
        let rows = chosen.flatMap { scorePairs[Int32($0)] ?? [] }
        let positives = rows.reduce(0) { $0 + ($1.isPositive ? $1.count : 0) }
        let others = rows.reduce(0) { $0 + $1.count } - positives
        guard hasAllPairs || min(positives, others) >= Self.fewestPairs, let areas = PairedAreas(rows) else {
            return nil
        }
        let sides = (chosen.map { $0 * 2 + 1 }, chosen.map { $0 * 2 })
        let ranking = Ranking(scoreRanks, positive: sides.0, other: sides.1)
        guard let own = ranking.area,
            let baseline = hasAllPairs
                ? areas.second : Ranking(baselineScoreRanks, positive: sides.0, other: sides.1).area,
            let variance = areas.variance(positive: ranking.positive, other: ranking.other), variance > 0
        else { return nil }
        let half = -NormalQuantile.value(at: (1 - confidence) / 2) * variance.squareRoot()
        let difference = own - baseline
        return MetricInterval(lower: max(-1, difference - half), upper: min(1, difference + half), method: .delong)
    }

    /// Who was right about the same rows; nil where there is no baseline that predicts.
    private func pairs(_ chosen: [Int]) -> PairTally? {
        guard !outcomes.isEmpty else { return nil }
        let counts = outcomes.matrix(of: chosen, cellCount: layout.classes.count * 4)
        return PairTally(
            right: layout.classes.indices.map { label in
                let own = counts[4 * label..<4 * label + 4]
                return PairedOutcomes(
                    both: own[4 * label],
                    arm: own[4 * label + 1],
                    other: own[4 * label + 2],
                    neither: own[4 * label + 3]
                )
            }
        )
    }

    private func accumulators(_ chosen: [Int], _ matrices: GroupedCells, isBaseline: Bool) -> AccumulatorSet {
        let sum = matrices.matrix(of: chosen, cellCount: layout.classes.count * layout.classes.count)
        let counts = chosen.reduce((answered: 0, failed: 0)) { ($0.answered + answered[$1], $0.failed + failed[$1]) }
        var set = AccumulatorSet(layout: layout, confusion: sum, answered: counts.answered, failed: counts.failed)
        var merged: DeclaredTallies?
        for group in chosen { Self.merge((isBaseline ? baselineDeclared : declared)[group], into: &merged) }
        set.declared = merged ?? DeclaredGroups.none(isBaseline ? needs.comparable : needs.declared, needs)
        return set
    }

    // MARK: Latencies

    private static let percentiles = [("latency.p50", 50), ("latency.p95", 95), ("latency.p99", 99)]

    private func latencyMetrics(_ chosen: [Int]) -> [ExactMetric] {
        var sums = NumberSums()
        for group in chosen { sums.merge(latencies[group]) }
        func metric(_ name: String, _ number: Double?, _ interval: MetricInterval? = nil) -> ExactMetric {
            let value = number.map { MetricValue.defined($0 / needs.latencyUnits, samples: sums.count) }
            return ExactMetric(
                name: name,
                type: .duration,
                value: value ?? .undefined(samples: 0, because: "no latency was measured"),
                interval: interval,
                isMeasured: true
            )
        }
        let count = sums.count
        let plain = [metric("latency.mean", sums.mean), metric("latency.max", count > 0 ? sums.largest : nil)]
        guard let latencyRanks else { return plain }
        let intervals = Self.percentiles.map {
            QuantileInterval(share: Double($0.1) / 100, count: count, confidence: confidence)
        }
        let ranks = zip(Self.percentiles, intervals).flatMap { percentile, interval in
            // Rank ceil(n p / 100), in whole numbers.
            [(count * percentile.1 + 99) / 100, interval?.lower ?? 0, interval?.upper ?? 0]
        }
        let numbers = latencyRanks.numbers(at: ranks, of: chosen)
        return plain
            + Self.percentiles.indices.map { index in
                let (lower, upper) = (numbers[index * 3 + 1], numbers[index * 3 + 2])
                let interval = lower.flatMap { lower in
                    upper.map { upper in
                        MetricInterval(
                            lower: lower / needs.latencyUnits,
                            upper: upper / needs.latencyUnits,
                            method: .ranks
                        )
                    }
                }
                return metric(Self.percentiles[index].0, numbers[index * 3], interval)
            }
    }

    // MARK: Scores

    private func scoreMetrics(_ chosen: [Int], _ ranks: Ranks?) -> [ExactMetric] {
        guard let ranks, let positive = needs.positive else { return [] }
        let ranking = Ranking(ranks, positive: chosen.map { $0 * 2 + 1 }, other: chosen.map { $0 * 2 })
        let samples = ranking.positive + ranking.other
        let missing = "\(ranking.positive == 0 ? "no row with a score is" : "every row with a score is") `\(positive)`"
        func metric(_ name: String, _ number: Double?, _ interval: MetricInterval?) -> ExactMetric {
            let value = number.map { MetricValue.defined($0, samples: samples) }
            return ExactMetric(
                name: name,
                type: .fraction,
                value: value ?? .undefined(samples: samples, because: missing),
                interval: interval,
                isMeasured: false
            )
        }
        return [
            metric("roc_auc", ranking.area, interval(of: ranking)),
            metric("average_precision", ranking.averagePrecision, nil),
        ]
    }

    private func interval(of ranking: Ranking) -> MetricInterval? {
        guard let area = ranking.area, let variance = ranking.areaVariance, variance > 0 else { return nil }
        let halfWidth = -NormalQuantile.value(at: (1 - confidence) / 2) * variance.squareRoot()
        return MetricInterval(lower: max(0, area - halfWidth), upper: min(1, area + halfWidth), method: .delong)
    }
}
