package import Datasets
package import Plan
package import Platform

/// What a prediction log comes to, as a whole and in parts, after one pass over it.
package struct LogEvaluation: Sendable {
    package let log: PredictionLog
    /// All rows.
    package let whole: LogPart
    /// A segment each, or combination of segments, in the order of their names.
    package let segments: [LogPart]
    /// A window each, in the order of time.
    package let windows: [LogPart]
    /// The labelled rows that either the model or the baseline has no prediction for, so that they do not count where the
    /// two are compared.
    package let unpairedCount: Int
    /// How many values of the columns of numbers are none.
    package let strayCount: Int
    /// How far columns lie from those of another log; nil where there is none.
    package private(set) var drift: LogDrift?
    private let summary: LogSummary
    private var driftStores: [RankStore] = []

    /// - Parameters:
    ///   - drift: What to compare the log with, and in which columns, which the request must read; nil for nothing.
    ///   - positive: The class that precision and the like are about; nil for averages.
    ///   - confidence: That of the intervals.
    ///   - threads: How many read at the same time; 0 for one a core.
    ///   - watch: Is told of each chunk: which input it is from, those of the other log after its own, and how many bytes of that have
    ///     been read with it.
    package init(
        _ inputs: [LogInput],
        request: LogRequest,
        needs: EvaluationNeeds,
        drift: DriftRequest? = nil,
        positive: String?,
        confidence: Double = 0.95,
        badRows: Rational = .zero,
        threads: Int = 0,
        watch: @escaping @Sendable (Int, Int) -> Void = { _, _ in }
    ) throws(DatasetFailure) {
        let stores = RankStores(request, needs)
        let driftStores = drift?.stores(limit: needs.rankLimit) ?? []
        let reading = try LogPass(
            inputs,
            request: request,
            badRows: badRows,
            threads: threads,
            watch: watch
        ) {
            EvaluationTallies(request, needs, stores, driftStores)
        }
        try self.init(reading, inputs, request, needs, stores, positive: positive, confidence: confidence)
        guard let drift else { return }
        self.driftStores = driftStores
        let other = try LogPass(
            drift.inputs,
            request: drift.request,
            badRows: badRows,
            threads: threads,
            watch: { watch(inputs.count + $0, $1) },
            make: { ValueTallies(driftStores) }
        )
        let comparison = DriftComparison(
            request: drift,
            reference: .init(other.parts.map { ($0.consumer, $0.numbering.values) }),
            actual: .init(reading.parts.map { ($0.consumer.values, $0.numbering.values) }),
            stores: driftStores,
            tail: 1 - confidence
        )
        self.drift = LogDrift(rowCount: other.log.rowCount, columns: try comparison.columns())
    }

    /// What rows that were read come to.
    ///
    /// - Parameter isGrowing: Whether more rows come, for which what is kept of these is kept.
    init(
        _ reading: LogPass<EvaluationTallies>,
        _ inputs: [LogInput],
        _ request: LogRequest,
        _ needs: EvaluationNeeds,
        _ stores: RankStores,
        positive: String?,
        confidence: Double,
        isGrowing: Bool = false
    ) throws(DatasetFailure) {
        let columns = request.segments.count
        summary = LogSummary(
            reading.parts.map { ($0.consumer.tallies, $0.numbering) },
            classes: reading.log.classes,
            needs,
            stores,
            positive: positive,
            confidence: confidence,
            hasBaselineScores: request.baselineScore != nil,
            isGrowing: isGrowing
        )
        guard summary.keys.count <= RowGroups.maximum else { throw PredictionLog.tooManyParts(of: inputs) }
        if let column = reading.parts.lazy.compactMap(\.consumer.tallies.fullColumn).first {
            throw PredictionLog.tooManyValues(of: column, like: nil, in: inputs)
        }
        log = reading.log
        unpairedCount = reading.parts.reduce(0) { $0 + $1.consumer.tallies.unpairedCount }
        strayCount = reading.parts.reduce(0) { $0 + $1.consumer.tallies.strayCount }
        let (keys, summary) = (summary.keys, summary)
        func part(_ segment: [String?], _ window: Int64?, _ groups: [Int]) -> LogPart {
            LogPart(segment: segment, window: window, rowCount: summary.rowCount(of: groups), groups: groups)
        }
        whole = part([], nil, Array(keys.indices))
        segments =
            columns == 0
            ? []
            : Dictionary(grouping: keys.indices, by: { keys[$0].segments }).sorted {
                Self.isBefore($0.key, $1.key)
            }.map { part($0.key, nil, $0.value) }.filter { $0.rowCount > 0 }
        // A reader that met no row has a group without a window.
        let timed = keys.indices.filter { keys[$0].window != nil }
        windows = Dictionary(grouping: timed) { keys[$0].window ?? 0 }.sorted { $0.key < $1.key }.map {
            part([], $0.key, $0.value)
        }
    }

    /// What the rows of a part come to; what is kept to tell it stays what it is, so that any number of threads may ask.
    package func rows(of part: LogPart) -> EvaluatedRows { summary.rows(of: part) }

    /// Why what had to be put aside could not be; nil where all went well so far.
    package var failure: PlatformError? { summary.failure ?? driftStores.lazy.compactMap(\.failure).first }

    private static func isBefore(_ left: [String?], _ right: [String?]) -> Bool {
        for (left, right) in zip(left, right) where left != right {
            // Rows without a value come last.
            guard let left else { return false }
            guard let right else { return true }
            return left < right
        }
        return false
    }
}
