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
    private(set) var labelled: PairedEvidence

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
    ///   - repeated: For each row of the batch whether its request was answered before; empty where nobody asks.
    ///   - firsts: Those of the rows, by their places, that count where each unit counts once.
    mutating func add(
        _ batch: TrafficBatch,
        _ rows: [Int],
        _ texts: [[String]],
        _ classes: (_ row: Int) -> (predicted: Int32, actual: Int32),
        repeated: [Double],
        firsts: [Int],
        of role: ModelRole
    ) {
        let all = LoggedRows(batch, rows, texts, classes, repeated, of: role, isLenient: isLenient, rules)
        answered.candidate.add(all, .answered, where: role == .candidate)
        labelled.candidate.add(all, .labelled, where: role == .candidate)
        answered.baseline?.add(all, .answered, where: role == .baseline)
        labelled.baseline?.add(all, .labelled, where: role == .baseline)
        guard !firsts.isEmpty else { return }
        let units = LoggedRows(batch, firsts, texts, classes, repeated, of: role, isLenient: isLenient, rules)
        answered.units?.candidate.add(units, .answered, where: role == .candidate)
        labelled.units?.candidate.add(units, .labelled, where: role == .candidate)
        answered.units?.baseline?.add(units, .answered, where: role == .baseline)
        labelled.units?.baseline?.add(units, .labelled, where: role == .baseline)
    }

    mutating func add(_ pair: Pair) {
        answered.units?.pairs?.addFailures(candidate: pair.candidate, baseline: pair.baseline)
        let actual =
            pair.actual >= 0
            ? pair.actual
            : rules.missingLabel(candidate: pair.candidate, baseline: pair.baseline, isLenient: isLenient)
        labelled.units?.pairs?.addAnswers(candidate: pair.candidate, baseline: pair.baseline, actual: actual)
    }
}

extension AccumulatorSet {
    fileprivate mutating func add(_ rows: LoggedRows, _ part: DeclaredTallies.Part, where isOwn: Bool) {
        guard isOwn else { return }
        add(part == .answered ? rows.outcomes : rows.known)
        guard let columns = declared?.columns(part), let batch = rows.batch(columns) else { return }
        declared?.add(batch, to: part)
    }
}

/// Rows of a log as accumulators and metrics over columns read them.
private struct LoggedRows {
    private(set) var outcomes = OutcomeBatch()
    private(set) var known = OutcomeBatch()
    private let batch: TrafficBatch
    private let rows: [Int]
    private let texts: [[String]]
    private let repeated: [Double]
    private let rules: LogRules

    init(
        _ batch: TrafficBatch,
        _ rows: [Int],
        _ texts: [[String]],
        _ classes: (_ row: Int) -> (predicted: Int32, actual: Int32),
        _ repeated: [Double],
        of role: ModelRole,
        isLenient: Bool,
        _ rules: LogRules
    ) {
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
            case .repeats? where !repeated.isEmpty: rows.map { repeated[$0] }
            case .labelWeight?: rows.map { rules.weight(unit: batch.unit[$0], request: batch.request[$0]) }
            case .repeats?, .prediction?, .label?, .text?, nil: Array(repeating: .nan, count: rows.count)
            }
        }
        let texts = columns.texts.map { name -> (rows: [Int32], names: [String]) in
            switch rules.reading.text(name) {
            case .prediction?: (known.predicted, rules.layout.classes)
            case .label?: (known.actual, rules.layout.classes)
            case .text(let column)?: (rows.map { batch.texts[column][$0] }, self.texts[column])
            case .number?, .repeats?, .labelWeight?, nil: (Array(repeating: -1, count: rows.count), [])
            }
        }
        return ColumnBatch(count: rows.count, numbers: numbers, texts: texts.map(\.rows), names: texts.map(\.names))
    }
}
