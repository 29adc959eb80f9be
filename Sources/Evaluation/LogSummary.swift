import Datasets
import Metrics
import Plan
import Statistics

/// What all readers of a log have kept, put together: groups and classes have one number each.
struct LogSummary {
    private let needs: EvaluationNeeds
    private let layout: OutcomeLayout
    private let confidence: Double
    private let stores: RankStores
    /// What makes each group.
    let keys: [RowGroups.Key]
    private var matrices: [[Int]]
    private var baselines: [[Int]]
    private var answered: [Int]
    private var failed: [Int]
    private var latencies: [NumberSums]
    private var declared: [DeclaredTallies?]
    private let latencyRanks: Ranks?
    private let scoreRanks: Ranks?

    init(
        _ reading: LogPass<LogTallies>,
        _ needs: EvaluationNeeds,
        _ stores: RankStores,
        positive: String?,
        confidence: Double
    ) {
        self.needs = needs
        self.confidence = confidence
        self.stores = stores
        let classes = reading.log.classes
        layout = OutcomeLayout(classes: classes, positive: positive.flatMap(classes.firstIndex))
        var numbers: [RowGroups.Key: Int] = [:]
        var keys: [RowGroups.Key] = []
        // For each reader, the number of each of its groups in the whole.
        let groups = reading.parts.map { part in
            part.consumer.groups.keys(part.numbering).prefix(part.consumer.groups.count).map { key in
                if let number = numbers[key] { return number }
                numbers[key] = keys.count
                keys.append(key)
                return keys.count - 1
            }
        }
        self.keys = keys
        let none = [Int](repeating: 0, count: classes.count * classes.count)
        matrices = [[Int]](repeating: none, count: keys.count)
        baselines = matrices
        answered = [Int](repeating: 0, count: keys.count)
        failed = answered
        latencies = [NumberSums](repeating: NumberSums(), count: keys.count)
        declared = [DeclaredTallies?](repeating: nil, count: keys.count)
        let sorted = reading.parts.map { part in
            var consumer = part.consumer
            consumer.finish()
            return consumer
        }
        latencyRanks =
            needs.ranksLatencies ? Self.ranks(sorted, groups, stores.latencies, sides: 1) { $0.latencyRanks } : nil
        scoreRanks = needs.ranksScores ? Self.ranks(sorted, groups, stores.scores, sides: 2) { $0.scoreRanks } : nil
        for (part, groups) in zip(reading.parts, groups) { add(part.consumer, part.numbering, groups) }
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

    private mutating func add(_ tallies: LogTallies, _ numbering: LogNumbering, _ groups: [Int]) {
        let ranks = numbering.classes.map { layout.classes.firstIndex(of: $0) ?? 0 }
        for (group, whole) in groups.enumerated() where group < tallies.answered.count {
            for (actual, row) in ranks.enumerated() {
                for (predicted, column) in ranks.enumerated() {
                    let cell = row * layout.classes.count + column
                    matrices[whole][cell] += tallies.pairs[group, actual, predicted]
                    baselines[whole][cell] += tallies.baselinePairs[group, actual, predicted]
                }
            }
            answered[whole] += tallies.answered[group]
            failed[whole] += tallies.failed[group]
            latencies[whole].merge(tallies.latencies[group])
            guard let own = tallies.declared[group] else { continue }
            if var known = declared[whole] {
                known.merge(own)
                declared[whole] = known
            } else {
                declared[whole] = own
            }
        }
    }

    // MARK: Parts

    /// What the rows of some groups come to.
    func rows(segment: [String?], window: Int64?, _ isChosen: (Int) -> Bool) -> EvaluatedRows {
        let chosen = keys.indices.filter(isChosen)
        let flags = keys.indices.map(isChosen)
        return EvaluatedRows(
            segment: segment,
            window: window,
            accumulators: accumulators(chosen, matrices, isBaseline: false),
            baseline: baselines.contains { $0.contains { $0 > 0 } }
                ? accumulators(chosen, baselines, isBaseline: true) : nil,
            exact: latencyMetrics(chosen, flags) + scoreMetrics(flags)
        )
    }

    private func accumulators(_ chosen: [Int], _ matrices: [[Int]], isBaseline: Bool) -> AccumulatorSet {
        var sum = [Int](repeating: 0, count: layout.classes.count * layout.classes.count)
        for group in chosen { for (cell, count) in matrices[group].enumerated() { sum[cell] += count } }
        let counts = chosen.reduce((answered: 0, failed: 0)) { ($0.answered + answered[$1], $0.failed + failed[$1]) }
        var set = AccumulatorSet(layout: layout, confusion: sum, answered: counts.answered, failed: counts.failed)
        guard !isBaseline else { return set }
        var merged: DeclaredTallies?
        for tallies in chosen.compactMap({ declared[$0] }) {
            if merged == nil { merged = tallies } else { merged?.merge(tallies) }
        }
        set.declared = merged ?? (needs.declared.isEmpty ? nil : DeclaredTallies(needs.declared))
        return set
    }

    // MARK: Latencies

    private static let percentiles = [("latency.p50", 50), ("latency.p95", 95), ("latency.p99", 99)]

    private func latencyMetrics(_ chosen: [Int], _ flags: [Bool]) -> [ExactMetric] {
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
        let numbers = latencyRanks.numbers(at: ranks, of: flags)
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

    private func scoreMetrics(_ flags: [Bool]) -> [ExactMetric] {
        guard let scoreRanks, let positive = needs.positive else { return [] }
        let ranking = Ranking(
            scoreRanks,
            positive: flags.flatMap { [false, $0] },
            other: flags.flatMap { [$0, false] }
        )
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
