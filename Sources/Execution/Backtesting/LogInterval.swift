import Datasets
import Metrics
package import Plan

/// How many requests a stage met, in a log.
package struct StageTraffic: Sendable, Hashable {
    /// All answers by each model, whoever asked.
    package internal(set) var answers: [ModelRole: Int] = [:]
    /// The answers by each model to units that have the candidate in the stage.
    package internal(set) var members: [ModelRole: Int] = [:]
    /// The answers by each model that count in the stage.
    package internal(set) var counted: [ModelRole: Int] = [:]

    /// How many requests there were: with both models' answers to each, or one of them.
    package func requests(isPaired: Bool) -> Int { Self.requests(answers, isPaired) }

    /// How many of them the candidate would have answered alone.
    package func served(isPaired: Bool) -> Int { Self.requests(members, isPaired) }

    private static func requests(_ counts: [ModelRole: Int], _ isPaired: Bool) -> Int {
        isPaired ? counts.values.max() ?? 0 : counts.values.reduce(0, +)
    }

    mutating func add(_ other: StageTraffic) {
        answers.merge(other.answers, uniquingKeysWith: +)
        members.merge(other.members, uniquingKeysWith: +)
        counted.merge(other.counted, uniquingKeysWith: +)
    }
}

/// The answers of one interval on their way to evidence.
struct LogInterval {
    private let rules: LogRules
    private let audience: LogAudience
    /// Whether every answer counts, as nobody is given the candidate's.
    private let isShadow: Bool
    /// Rows before this were watched by nobody.
    private let start: Int64
    private(set) var answered: PairedEvidence
    private(set) var labelled: PairedEvidence
    private(set) var traffic = StageTraffic()

    init(_ rules: LogRules, audience: LogAudience, isShadow: Bool, start: Int64) {
        self.rules = rules
        self.audience = audience
        self.isShadow = isShadow
        self.start = start
        answered = rules.emptyAnswered
        labelled = rules.emptyLabelled
    }

    /// Takes some rows of a batch; `ranks` says which class has which number.
    mutating func add(_ batch: TrafficBatch, _ rows: [Int], _ texts: [[String]], ranks: [Int32]) {
        var candidate = Picked()
        var baseline = Picked()
        for row in rows where batch.time[row] >= start {
            let isMember = !isShadow && audience.isMember(batch, row, texts)
            // Where each request has one answer, who gave it was settled when it was asked.
            let counts = isShadow || (rules.isPaired ? isMember : audience.isEligible(batch, row, texts))
            switch batch.model[row] {
            case .candidate: candidate.add(row, isMember: isMember, counts: counts)
            case .baseline: baseline.add(row, isMember: isMember, counts: counts)
            }
        }
        for (role, picked) in [(ModelRole.candidate, candidate), (.baseline, baseline)] where picked.answers > 0 {
            traffic.answers[role, default: 0] += picked.answers
            traffic.members[role, default: 0] += picked.members
            traffic.counted[role, default: 0] += picked.rows.count
            add(batch, picked.rows, texts, ranks, of: role)
        }
    }

    /// What there is of one model in a batch.
    private struct Picked {
        var answers = 0
        var members = 0
        var rows: [Int] = []

        @inline(__always)
        mutating func add(_ row: Int, isMember: Bool, counts: Bool) {
            answers &+= 1
            members &+= isMember ? 1 : 0
            if counts { rows.append(row) }
        }
    }

    private mutating func add(
        _ batch: TrafficBatch,
        _ rows: [Int],
        _ texts: [[String]],
        _ ranks: [Int32],
        of role: ModelRole
    ) {
        func rank(_ number: Int32) -> Int32 { number >= 0 && Int(number) < ranks.count ? ranks[Int(number)] : -1 }
        var outcomes = OutcomeBatch()
        var known = OutcomeBatch()
        for row in rows {
            let predicted = rank(batch.predicted[row])
            var actual = rank(batch.actual[row])
            if actual < 0, let labels = rules.labels {
                actual = rank(labels.label(of: rules.joinsUnits ? batch.unit[row] : batch.request[row]))
                if actual < 0 { actual = rules.missingLabel(role, predicted: predicted) }
            }
            // Of answers that are numbers, which are no classes, one that is there stands for all.
            let isNumber = !batch.isFailed[row] && predicted < 0
            outcomes.append(predicted: isNumber ? 0 : predicted, actual: -1, latency: batch.latency[row])
            known.append(predicted: predicted, actual: actual, latency: -1)
        }
        let answers = LoggedColumns(batch, rows, texts, predicted: known.predicted, actual: known.actual, rules)
        switch role {
        case .candidate:
            answered.candidate.add(outcomes)
            labelled.candidate.add(known)
            answers.add(to: &answered.candidate, .answered)
            answers.add(to: &labelled.candidate, .labelled)
        case .baseline:
            guard var baseline = answered.baseline, var others = labelled.baseline else { return }
            (answered.baseline, labelled.baseline) = (nil, nil)
            baseline.add(outcomes)
            others.add(known)
            answers.add(to: &baseline, .answered)
            answers.add(to: &others, .labelled)
            (answered.baseline, labelled.baseline) = (baseline, others)
        }
    }
}

/// Rows of a log as metrics over columns read them.
private struct LoggedColumns {
    private let batch: TrafficBatch
    private let rows: [Int]
    private let texts: [[String]]
    private let predicted: [Int32]
    private let actual: [Int32]
    private let rules: LogRules

    init(
        _ batch: TrafficBatch,
        _ rows: [Int],
        _ texts: [[String]],
        predicted: [Int32],
        actual: [Int32],
        _ rules: LogRules
    ) {
        self.batch = batch
        self.rows = rows
        self.texts = texts
        self.predicted = predicted
        self.actual = actual
        self.rules = rules
    }

    func add(to set: inout AccumulatorSet, _ part: DeclaredTallies.Part) {
        let columns = rules.columns(part)
        guard !columns.numbers.isEmpty || !columns.texts.isEmpty else { return }
        let numbers = columns.numbers.map { name -> [Double] in
            guard case .number(let column)? = rules.reading.number(name) else {
                return Array(repeating: .nan, count: rows.count)
            }
            return rows.map { batch.numbers[column][$0] }
        }
        let texts = columns.texts.map { name -> (rows: [Int32], names: [String]) in
            switch rules.reading.text(name) {
            case .prediction?: (predicted, rules.layout.classes)
            case .label?: (actual, rules.layout.classes)
            case .text(let column)?: (rows.map { batch.texts[column][$0] }, self.texts[column])
            case .number?, nil: (Array(repeating: -1, count: rows.count), [])
            }
        }
        let columnBatch = ColumnBatch(
            count: rows.count,
            numbers: numbers,
            texts: texts.map(\.rows),
            names: texts.map(\.names)
        )
        set.declared?.add(columnBatch, to: part)
    }
}
