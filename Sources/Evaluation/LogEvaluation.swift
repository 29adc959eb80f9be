package import Datasets
import Metrics
package import Plan
package import Platform

/// What a prediction log comes to, as a whole and in parts, after one pass over it.
package struct LogEvaluation: Sendable {
    package let log: PredictionLog
    package let whole: EvaluatedRows
    /// A segment each, or combination of segments, in the order of their names.
    package let segments: [EvaluatedRows]
    /// A window each, in the order of time.
    package let windows: [EvaluatedRows]
    /// Why what had to be put aside could not be; nil where all went well.
    package let failure: PlatformError?

    /// - Parameters:
    ///   - positive: The class that precision and the like are about; nil for averages.
    ///   - confidence: That of the intervals.
    ///   - threads: How many read at the same time; 0 for one a core.
    ///   - watch: Is told of each chunk: which input it is from, and how many bytes of that have been read with it.
    package init(
        _ inputs: [LogInput],
        request: LogRequest,
        needs: EvaluationNeeds,
        positive: String?,
        confidence: Double = 0.95,
        badRows: Rational = .zero,
        threads: Int = 0,
        watch: @escaping @Sendable (Int, Int) -> Void = { _, _ in }
    ) throws(DatasetFailure) {
        let stores = RankStores(limit: needs.rankLimit)
        let columns = request.segments.count
        let reading = try LogPass(
            inputs,
            request: request,
            badRows: badRows,
            threads: threads,
            watch: watch
        ) { LogTallies(needs, segmentColumns: columns, stores) }
        let summary = LogSummary(reading, needs, stores, positive: positive, confidence: confidence)
        log = reading.log
        whole = summary.rows(segment: [], window: nil) { _ in true }
        let keys = summary.keys
        segments =
            columns == 0
            ? []
            : Set(keys.map(\.segments)).sorted(by: Self.isBefore).map { segment in
                summary.rows(segment: segment, window: nil) { keys[$0].segments == segment }
            }.filter { $0.accumulators.requests.map { $0.total > 0 } ?? true }
        windows = Set(keys.compactMap(\.window)).sorted().map { window in
            summary.rows(segment: [], window: window) { keys[$0].window == window }
        }
        failure = stores.latencies.failure ?? stores.scores.failure
    }

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
