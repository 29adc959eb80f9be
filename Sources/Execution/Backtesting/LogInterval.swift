import Datasets
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
    /// All rows and then those of each segment; and once more for each other reading of missing labels.
    private var tallies: [[LogTally]]
    private(set) var traffic = StageTraffic()
    /// Of all rows and of each segment, the requests that both models have answered, for metrics of such pairs.
    private var rowPairs: [[LogRowPairs.Pair]]

    init(_ rules: LogRules, audience: LogAudience, isShadow: Bool, start: Int64) {
        self.rules = rules
        self.audience = audience
        self.isShadow = isShadow
        self.start = start
        rowPairs = Array(repeating: [], count: rules.segments.count + 1)
        tallies = rules.readings.map { isLenient in
            [LogTally(rules, .all, isLenient: isLenient)]
                + Array(repeating: LogTally(rules, .segment, isLenient: isLenient), count: rules.segments.count)
        }
    }

    /// Takes some rows of a batch; `ranks` says which class has which number.
    mutating func add(
        _ batch: TrafficBatch,
        _ rows: [Int],
        _ texts: [[String]],
        ranks: [Int32],
        _ units: inout LogUnits,
        _ assignment: inout LogAssignment?,
        _ repeats: inout LogRepeats,
        _ feedback: inout LogFeedback?,
        _ scores: inout LogRowPairs?
    ) {
        func rank(_ number: Int32) -> Int32 { number >= 0 && Int(number) < ranks.count ? ranks[Int(number)] : -1 }
        let labels = rules.labels?.own
        func classes(_ row: Int) -> (predicted: Int32, actual: Int32) {
            var actual = rank(batch.actual[row])
            if actual < 0, let labels {
                actual = rank(labels.label(unit: batch.unit[row], request: batch.request[row]))
            }
            return (rank(batch.predicted[row]), actual)
        }
        let places = LogSegmentPlaces(rules, texts)
        var candidate = Picked(rules.segments.count)
        var baseline = Picked(rules.segments.count)
        var repeated = [Double](repeating: .nan, count: rules.countsRepeats ? batch.count : 0)
        for row in rows where batch.time[row] >= start {
            if rules.countsRepeats { repeated[row] = repeats.take(batch.request[row], batch.model[row]) }
            let isMember = !isShadow && audience.isMember(batch, row, texts)
            // Where each request has one answer, who gave it was settled when it was asked.
            let counts = isShadow || (rules.isPaired ? isMember : audience.isEligible(batch, row, texts))
            let role = batch.model[row]
            if counts { assignment?.add(batch.unit[row], role) }
            let isFirst = counts && rules.countsUnits && units.isFirst(batch.unit[row], by: role)
            let segments = counts && !rules.segments.isEmpty ? places.of(row, in: batch) : []
            // Where both have answered, users were shown the candidate's answer if it was theirs to have.
            let isShown = isShadow ? role == .baseline : !rules.isPaired || role == .candidate
            if counts, isShown {
                let (unit, request) = (batch.unit[row], batch.request[row])
                feedback?.add(role, unit: unit, request: request, at: batch.time[row], segments)
            }
            switch role {
            case .candidate: candidate.add(row, isMember: isMember, counts: counts, isFirst: isFirst, segments)
            case .baseline: baseline.add(row, isMember: isMember, counts: counts, isFirst: isFirst, segments)
            }
            if counts, let columns = scores?.columns {
                let answer = LogRowPairs.Answer(
                    role: role,
                    numbers: columns.map { rules.number($0, row, of: batch) },
                    actual: classes(row).actual
                )
                if let pair = scores?.take(answer, to: batch.request[row]) {
                    rowPairs[0].append(pair)
                    for segment in segments { rowPairs[segment + 1].append(pair) }
                }
            }
            guard counts, rules.countsPairs else { continue }
            let (predicted, actual) = classes(row)
            let answer = LogUnits.Answer(role: role, predicted: predicted, actual: actual)
            guard let other = units.partner(of: answer, to: batch.request[row], from: batch.unit[row]) else { continue }
            let pair = LogTally.Pair(
                candidate: role == .candidate ? predicted : other.predicted,
                baseline: role == .candidate ? other.predicted : predicted,
                actual: actual >= 0 ? actual : other.actual
            )
            for reading in tallies.indices {
                tallies[reading][0].add(pair)
                for segment in segments { tallies[reading][segment + 1].add(pair) }
            }
        }
        for (role, picked) in [(ModelRole.candidate, candidate), (.baseline, baseline)] where picked.answers > 0 {
            traffic.answers[role, default: 0] += picked.answers
            traffic.members[role, default: 0] += picked.members
            traffic.counted[role, default: 0] += picked.rows[0].count
            for reading in tallies.indices {
                for group in picked.rows.indices where !picked.rows[group].isEmpty {
                    let firsts = picked.firsts[group]
                    tallies[reading][group].add(
                        batch,
                        picked.rows[group],
                        texts,
                        classes,
                        ranks: ranks,
                        repeated: repeated,
                        firsts: firsts,
                        of: role
                    )
                }
            }
        }
    }

    /// Hands the pairs of rows over to the metrics that are of them.
    mutating func end(_ scores: LogRowPairs?) {
        guard let scores else { return }
        for (group, pairs) in rowPairs.enumerated() where !pairs.isEmpty {
            tallies[0][group].add(pairs, of: scores)
        }
    }

    /// What was answered, and what of it counts once its labels are old enough.
    func finish() -> (answered: PairedEvidence, labelled: [PairedEvidence]) {
        let labelled = rules.maturities.indices.map { origin in
            rules.joined(tallies.map { $0.map { $0.labelled[origin] } })
        }
        return (rules.joined(tallies.map { $0.map(\.answered) }), labelled)
    }

    /// What there is of one model in a batch.
    private struct Picked {
        var answers = 0
        var members = 0
        /// The rows that count, and those of each segment.
        var rows: [[Int]]
        /// Those of them that count where each unit counts once.
        var firsts: [[Int]]

        init(_ segments: Int) {
            rows = Array(repeating: [], count: segments + 1)
            firsts = rows
        }

        @inline(__always)
        mutating func add(_ row: Int, isMember: Bool, counts: Bool, isFirst: Bool, _ segments: [Int]) {
            answers &+= 1
            members &+= isMember ? 1 : 0
            guard counts else { return }
            rows[0].append(row)
            if isFirst { firsts[0].append(row) }
            for segment in segments {
                rows[segment + 1].append(row)
                if isFirst { firsts[segment + 1].append(row) }
            }
        }
    }
}
