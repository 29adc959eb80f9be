package import Plan

/// What recorded traffic holds as a whole, from one pass over all of its files.
package struct TrafficSurvey: Sendable {
    /// What there is of one model.
    package struct Answers: Sendable, Hashable {
        package internal(set) var count = 0
        package internal(set) var failed = 0
        package internal(set) var labelled = 0
        package internal(set) var timed = 0
    }

    /// A file of the log, with where each of its classes stands in `classes`.
    package struct File: Sendable {
        package let name: String
        package let path: String
        package let summary: TrafficSummary
        package let ranks: [Int32]
    }

    package let files: [File]
    package let classes: [String]
    /// What texts each column of texts has that was asked for, in order.
    package let texts: [String: [String]]
    /// The combinations of texts that there are, for each of the query's crossings, in order.
    package let combinations: [[[String]]]
    package let answers: [ModelRole: Answers]
    /// Whether both models answer the same requests, most of them; else each request has the answer of one.
    package let isPaired: Bool
    /// The time of the oldest row, and of the newest.
    package let first: Int64
    package let last: Int64

    package var rowCount: Int { files.reduce(0) { $0 + $1.summary.rowCount } }
    package var badCount: Int { files.reduce(0) { $0 + $1.summary.badCount } }

    /// Reads all files, of which each must be usable.
    ///
    /// - Parameter name: What messages call a file at a path.
    package static func read(
        _ paths: [String],
        named name: (String) -> String = { $0 },
        query: TrafficQuery,
        labels: JoinedFiles?
    ) throws(DatasetFailure) -> TrafficSurvey {
        var counts = AnswerCounts()
        var texts: [String: Set<String>] = [:]
        var combinations = query.crossings.map { _ in Set<[String]>() }
        var summaries: [(path: String, summary: TrafficSummary)] = []
        for path in paths {
            var reader = try TrafficReader(
                try PredictionLog.open(path),
                named: name(path),
                query: query,
                labels: labels,
                format: LogFormat(fileName: path)
            )
            var crossings = CrossingFinder(query.crossings)
            while let batch = try reader.next() {
                counts.add(batch, labels?.own)
                crossings.add(batch)
                if let crossing = crossings.tooMany { throw reader.tooMany(crossing) }
            }
            for index in combinations.indices {
                combinations[index].formUnion(crossings.combinations(index, texts: reader.texts))
                if combinations[index].count > TrafficCrossing.maximumCount {
                    throw reader.tooMany(query.crossings[index])
                }
            }
            for (column, found) in zip(query.texts, reader.texts) { texts[column.name, default: []].formUnion(found) }
            summaries.append((path, try reader.summary(allowsMissingModels: paths.count > 1)))
        }
        let classes = ClassOrder.ordered(Array(Set(summaries.flatMap(\.summary.classes)))).names
        let numbers = Dictionary(uniqueKeysWithValues: classes.enumerated().map { ($1, Int32($0)) })
        let smaller = min(counts.candidate.count, counts.baseline.count)
        return TrafficSurvey(
            files: summaries.map { path, summary in
                // Both orders are of the same names.
                File(
                    name: name(path),
                    path: path,
                    summary: summary,
                    ranks: summary.ranks.map { numbers[summary.classes[$0]] ?? -1 }
                )
            },
            classes: classes,
            texts: texts.mapValues { $0.sorted() },
            combinations: combinations.map { $0.sorted { $0.lexicographicallyPrecedes($1) } },
            answers: counts.byModel,
            isPaired: smaller > 0 && counts.pairs.found * 2 >= smaller,
            first: summaries.map(\.summary.first).min() ?? 0,
            last: summaries.map(\.summary.last).max() ?? 0
        )
    }
}

/// Counts the answers of each model.
private struct AnswerCounts {
    var candidate = TrafficSurvey.Answers()
    var baseline = TrafficSurvey.Answers()
    var pairs = PairFinder()

    var byModel: [ModelRole: TrafficSurvey.Answers] {
        [ModelRole.candidate: candidate, .baseline: baseline].filter { $0.value.count > 0 }
    }

    mutating func add(_ batch: TrafficBatch, _ labels: JoinedFiles.Part?) {
        for row in 0..<batch.count {
            let label = labels?.label(unit: batch.unit[row], request: batch.request[row]) ?? -1
            let isLabelled = batch.actual[row] >= 0 || label >= 0
            switch batch.model[row] {
            case .candidate: candidate.add(batch, row, isLabelled)
            case .baseline: baseline.add(batch, row, isLabelled)
            }
            pairs.add(batch.request[row], batch.model[row])
        }
    }
}

extension TrafficSurvey.Answers {
    @inline(__always)
    fileprivate mutating func add(_ batch: TrafficBatch, _ row: Int, _ isLabelled: Bool) {
        count &+= 1
        failed &+= batch.isFailed[row] ? 1 : 0
        timed &+= batch.latency[row] >= 0 ? 1 : 0
        labelled &+= isLabelled ? 1 : 0
    }
}

/// Counts requests that both models have answered, as far as their answers are not far apart.
private struct PairFinder {
    private static let size = 1 << 16

    private var keys = [UInt64](repeating: 0, count: size)
    private var roles = [ModelRole](repeating: .candidate, count: size)
    private(set) var found = 0

    mutating func add(_ request: UInt64, _ role: ModelRole) {
        guard request != 0 else { return }
        let slot = Int(truncatingIfNeeded: request) & (Self.size - 1)
        if keys[slot] == request, roles[slot] != role {
            found += 1
            keys[slot] = 0
        } else {
            keys[slot] = request
            roles[slot] = role
        }
    }
}

extension LogFormat {
    /// How a log of that name is written, where that can be told.
    package init?(fileName name: String) {
        if name.hasSuffix(".csv") {
            self = .csv
        } else if name.hasSuffix(".jsonl") || name.hasSuffix(".ndjson") {
            self = .jsonl
        } else {
            return nil
        }
    }
}
