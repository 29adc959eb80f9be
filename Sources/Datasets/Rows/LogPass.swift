import Diagnostics
package import Plan

/// A prediction log once it has been read, by several at the same time.
package struct LogPass<Consumer: LogConsumer>: Sendable {
    package let log: PredictionLog
    /// Those who took the rows, and what their numbers stand for.
    package let parts: [(consumer: Consumer, numbering: LogNumbering)]

    /// Reads a log in one pass, in memory that does not grow with it.
    ///
    /// - Parameters:
    ///   - inputs: Where its rows come from, one after the other.
    ///   - badRows: The share of rows that may be unusable.
    ///   - threads: How many read at the same time; 0 for one a core.
    ///   - chunkSize: How many bytes are read at a time.
    ///   - maximumRow: The most bytes that a row may have, which bounds the memory.
    ///   - watch: Is told of each chunk: which input it is from, and how many bytes of that have been read with it.
    ///   - make: Makes a consumer, for each thread one.
    package init(
        _ inputs: [LogInput],
        request: LogRequest = LogRequest(),
        badRows: Rational = .zero,
        threads: Int = 0,
        chunkSize: Int = 1 << 18,
        maximumRow: Int = 16 << 20,
        watch: @escaping @Sendable (Int, Int) -> Void = { _, _ in },
        make: () -> Consumer
    ) throws(DatasetFailure) {
        var reading = LogIntake(
            inputs,
            request: request,
            threads: threads,
            chunkSize: chunkSize,
            maximumRow: maximumRow,
            watch: watch,
            make: make
        )
        reading.advance()
        self = try reading.pass(badRows: badRows)
    }

    init(log: PredictionLog, parts: [(consumer: Consumer, numbering: LogNumbering)]) {
        self.log = log
        self.parts = parts
    }
}

extension LogRowReader {
    /// What the numbers of its batches stand for.
    var numbering: LogNumbering {
        let texts = names.map { table in table.all.map { String(decoding: $0, as: UTF8.self) } }
        return LogNumbering(
            classes: texts[LogSlots.classes],
            models: texts[LogSlots.models],
            segments: Array(texts[LogSlots.segments..<LogSlots.segments + segmentCount]),
            values: Array(texts[(LogSlots.segments + segmentCount)...])
        )
    }
}
