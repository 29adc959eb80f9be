import Diagnostics
package import Platform

/// What a prediction log holds, apart from its rows, which are handed over in batches while it is read.
package struct PredictionLog: Sendable {
    /// The labels and predictions that occur: in numeric order where all are whole numbers, else in that of their UTF-8.
    package let classes: [String]
    /// The place in `classes` of each class, by the number that batches have for it.
    package let ranks: [Int]
    package let rowCount: Int
    /// The rows without a prediction, whose request failed.
    package let failedCount: Int
    /// The rows with both a label and a prediction.
    package let labelledCount: Int
    /// What the log has columns for: by its header, or by what some line has.
    package let roles: Set<LogRole>

    /// The rows with a prediction and without a label.
    package var unlabelledCount: Int { rowCount - failedCount - labelledCount }

    /// Reads a log, one pass, in memory that does not grow with it.
    ///
    /// - Parameters:
    ///   - stream: Where its bytes come from.
    ///   - name: What messages call it.
    ///   - format: How it is written; nil where its first byte says so.
    ///   - chunkSize: How many bytes are read at a time.
    ///   - maximumRow: The most bytes that a row may have, which bounds the memory.
    ///   - each: Gets the rows. Classes have numbers in the order of their appearance; `ranks` says which is which.
    package static func read(
        _ stream: consuming ByteStream,
        named name: String,
        format: LogFormat? = nil,
        query: LogQuery = LogQuery(),
        chunkSize: Int = 1 << 20,
        maximumRow: Int = 16 << 20,
        each: (LogBatch) -> Void
    ) throws(DatasetFailure) -> PredictionLog {
        var reader = LogReader(stream, name: name, query: query, chunkSize: chunkSize, maximumRow: maximumRow)
        return try reader.read(format, each)
    }

    /// Opens the file at `path` to be read.
    package static func open(_ path: String) throws(DatasetFailure) -> ByteStream {
        do {
            return try ByteStream(path: path)
        } catch {
            throw ProblemLog.unreadable(error, name: path)
        }
    }
}
