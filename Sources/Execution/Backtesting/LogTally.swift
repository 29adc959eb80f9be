import Datasets
import Metrics
import Plan

/// What some rows of one interval add up to: all of them, or those of a segment; with missing labels against the candidate,
/// or for it.
struct LogTally {
    /// A request that both models have answered, where each unit counts once.
    struct Pair {
        let candidate: Int32
        let baseline: Int32
        /// The true class, or -1 where its label has not come.
        let actual: Int32
    }

    private let rules: LogRules
    private let isLenient: Bool
    private(set) var answered: PairedEvidence
    /// By the plan's own labels, and then by those of each further source.
    private(set) var labelled: [PairedEvidence]

    init(_ rules: LogRules, _ scope: LoggedKinds.Scope, isLenient: Bool) {
        self.rules = rules
        self.isLenient = isLenient
        answered = rules.emptyAnswered(scope)
        labelled = rules.emptyLabelled(scope)
    }

    /// Adds rows of one model.
    ///
    /// - Parameters:
    ///   - classes: For each row what was predicted, and what was true as far as labels have come.
    ///   - ranks: Which class has which number in the batch.
    ///   - repeated: For each row of the batch whether its request was answered before; empty where nobody asks.
    ///   - firsts: Those of the rows, by their places, that count where each unit counts once.
    mutating func add(
        _ batch: TrafficBatch,
        _ rows: [Int],
        _ texts: [[String]],
        _ classes: (_ row: Int) -> (predicted: Int32, actual: Int32),
        ranks: [Int32],
        repeated: [Double],
        firsts: [Int],
        of role: ModelRole
    ) {
        let all = LoggedRows(batch, rows, texts, classes, ranks, repeated, of: role, isLenient: isLenient, rules)
        answered.add(all, .answered, of: role)
        for origin in labelled.indices { labelled[origin].add(all, Self.part(origin), of: role) }
        guard !firsts.isEmpty else { return }
        let units = LoggedRows(batch, firsts, texts, classes, ranks, repeated, of: role, isLenient: isLenient, rules)
        answered.units?.add(units, .answered, of: role)
        for origin in labelled.indices { labelled[origin].units?.add(units, Self.part(origin), of: role) }
    }

    private static func part(_ origin: Int) -> DeclaredTallies.Part { origin == 0 ? .labelled : .source(origin - 1) }

    /// Adds requests that both models have answered.
    mutating func add(_ pairs: [LogRowPairs.Pair], of scores: LogRowPairs) {
        let part = rules.reading.pairs
        guard let columns = labelled[0].candidate.declared?.columns(part) else { return }
        let batch = scores.batch(pairs, columns, classes: rules.layout.classes)
        labelled[0].candidate.declared?.add(batch, to: part)
    }

    mutating func add(_ pair: Pair) {
        answered.units?.pairs?.addFailures(candidate: pair.candidate, baseline: pair.baseline)
        let actual =
            pair.actual >= 0
            ? pair.actual
            : rules.missingLabel(candidate: pair.candidate, baseline: pair.baseline, isLenient: isLenient)
        labelled[0].units?.pairs?.addAnswers(candidate: pair.candidate, baseline: pair.baseline, actual: actual)
    }
}

extension PairedEvidence {
    fileprivate mutating func add(_ rows: LoggedRows, _ part: DeclaredTallies.Part, of role: ModelRole) {
        switch role {
        case .candidate: candidate.add(rows, part)
        case .baseline: baseline?.add(rows, part)
        }
    }
}

extension UnitEvidence {
    fileprivate mutating func add(_ rows: LoggedRows, _ part: DeclaredTallies.Part, of role: ModelRole) {
        switch role {
        case .candidate: candidate.add(rows, part)
        case .baseline: baseline?.add(rows, part)
        }
    }
}

extension AccumulatorSet {
    fileprivate mutating func add(_ rows: LoggedRows, _ part: DeclaredTallies.Part) {
        add(part == .answered ? rows.outcomes : rows.known)
        guard let columns = declared?.columns(part), let batch = rows.batch(columns) else { return }
        declared?.add(batch, to: part)
    }
}

/// Rows of a log as accumulators and metrics over columns read them.
struct LoggedRows {
    private(set) var outcomes = OutcomeBatch()
    private(set) var known = OutcomeBatch()
    private let batch: TrafficBatch
    private let rows: [Int]
    private let texts: [[String]]
    private let repeated: [Double]
    private let ranks: [Int32]
    private let role: ModelRole
    private let isLenient: Bool
    private let rules: LogRules

    init(
        _ batch: TrafficBatch,
        _ rows: [Int],
        _ texts: [[String]],
        _ classes: (_ row: Int) -> (predicted: Int32, actual: Int32),
        _ ranks: [Int32],
        _ repeated: [Double],
        of role: ModelRole,
        isLenient: Bool,
        _ rules: LogRules
    ) {
        self.ranks = ranks
        self.role = role
        self.isLenient = isLenient
        self.repeated = repeated
        self.batch = batch
        self.rows = rows
        self.texts = texts
        self.rules = rules
        for row in rows {
            var (predicted, actual) = classes(row)
            if actual < 0 { actual = rules.missingLabel(role, predicted: predicted, isLenient: isLenient) }
            // Of answers that are numbers, which are no classes, one that is there stands for all.
            let isNumber = !batch.isFailed[row] && predicted < 0
            outcomes.append(predicted: isNumber ? 0 : predicted, actual: -1, latency: batch.latency[row])
            known.append(predicted: predicted, actual: actual, latency: -1)
        }
    }

    /// The columns that some metrics read; nil where they read none.
    func batch(_ columns: ColumnList) -> ColumnBatch? {
        guard !columns.numbers.isEmpty || !columns.texts.isEmpty else { return nil }
        let numbers = columns.numbers.map { name -> [Double] in
            switch rules.reading.number(name) {
            case .number(let column)?: rows.map { batch.numbers[column][$0] }
            case .time?: rows.map { Double(batch.time[$0]) / 1e9 }
            case .repeats? where !repeated.isEmpty: rows.map { repeated[$0] }
            case .labelWeight?: rows.map { rules.weight(unit: batch.unit[$0], request: batch.request[$0]) }
            case .sourceWeight(let source)?:
                rows.map { rules.weight(by: source, unit: batch.unit[$0], request: batch.request[$0]) }
            case .repeats?, .prediction?, .label?, .text?, .source?, nil: Array(repeating: .nan, count: rows.count)
            }
        }
        let texts = columns.texts.map { name -> (rows: [Int32], names: [String]) in
            switch rules.reading.text(name) {
            case .prediction?: (known.predicted, rules.layout.classes)
            case .label?: (known.actual, rules.layout.classes)
            case .text(let column)?: (rows.map { batch.texts[column][$0] }, self.texts[column])
            case .source(let source)?: (labels(by: source), rules.layout.classes)
            case .number?, .time?, .repeats?, .labelWeight?, .sourceWeight?, nil:
                (Array(repeating: -1, count: rows.count), [])
            }
        }
        return ColumnBatch(count: rows.count, numbers: numbers, texts: texts.map(\.rows), names: texts.map(\.names))
    }

    /// What a further source says of the rows.
    private func labels(by source: Int) -> [Int32] {
        rows.indices.map { place in
            let row = rows[place]
            let number = rules.label(by: source, unit: batch.unit[row], request: batch.request[row])
            if number >= 0, Int(number) < ranks.count { return ranks[Int(number)] }
            return rules.missingLabel(
                role,
                predicted: known.predicted[place],
                origin: source + 1,
                isLenient: isLenient
            )
        }
    }
}
