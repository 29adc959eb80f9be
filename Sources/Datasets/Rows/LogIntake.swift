import Diagnostics
package import Plan
import Platform
import Synchronization

/// A prediction log while it is read, by several at the same time, as far as it goes or as far as it has grown.
package struct LogIntake<Consumer: LogConsumer>: Sendable {
    private struct Reader: Sendable {
        var rows: LogRowReader
        var consumer: Consumer
    }

    private let inputs: [LogInput]
    private let request: LogRequest
    private let slots: LogSlots
    private let feed: LogFeed
    private let watch: @Sendable (Int, Int) -> Void
    private var readers: [Reader]

    /// - Parameters:
    ///   - inputs: Where its rows come from, one after the other.
    ///   - threads: How many read at the same time; 0 for one a core.
    ///   - chunkSize: How many bytes are read at a time.
    ///   - maximumRow: The most bytes that a row may have, which bounds the memory.
    ///   - isGrowing: Whether rows may be written behind the last one of the last input, so that what follows the last line break is no row
    ///     yet.
    ///   - watch: Is told of each chunk: which input it is from, and how many bytes of that have been read with it.
    ///   - make: Makes a consumer, for each thread one.
    package init(
        _ inputs: [LogInput],
        request: LogRequest = LogRequest(),
        threads: Int = 0,
        chunkSize: Int = 1 << 18,
        maximumRow: Int = 16 << 20,
        isGrowing: Bool = false,
        watch: @escaping @Sendable (Int, Int) -> Void = { _, _ in },
        make: () -> Consumer
    ) {
        self.inputs = inputs
        self.request = request
        self.watch = watch
        let slots = LogSlots(request)
        self.slots = slots
        feed = LogFeed(inputs, slots: slots, chunkSize: chunkSize, maximumRow: maximumRow, isGrowing: isGrowing)
        readers = (0..<(threads > 0 ? threads : Workers.coreCount)).map { _ in
            Reader(rows: LogRowReader(request, slots, inputs: inputs), consumer: make())
        }
    }

    /// How many rows have been read, those that could not be used among them.
    package var rowCount: Int { readers.reduce(0) { $0 + $1.rows.count.rows + $1.rows.count.badRows } }

    /// Whether nothing more is read, since what was makes no sense or is too much.
    package var isOver: Bool { feed.isOver }

    /// How many bytes of the last input have been read.
    package var offset: Int { feed.offset }

    /// Reads what there is.
    package mutating func advance() {
        let (held, feed, watch) = (Handover(readers), feed, watch)
        let count = readers.count
        readers = []
        let done = Workers.map(count: count, threads: count) { number -> Reader? in
            guard var reader = held.take(number) else { return nil }
            var chunk = RowChunk()
            while feed.next(into: &chunk) {
                repeat {
                    reader.rows.read(&chunk)
                    if reader.rows.isStopped { feed.stop() }
                    if reader.rows.batch.count > 0 {
                        reader.consumer.add(
                            reader.rows.batch,
                            texts: LogTexts(reader.rows.names, segmentCount: reader.rows.segmentCount)
                        )
                    }
                } while reader.rows.goOn(&chunk)
                if reader.consumer.isFull { feed.stop() }
                watch(chunk.input, chunk.offset + chunk.count)
            }
            return reader
        }
        readers = done.compactMap { $0 }
    }

    /// What was read so far.
    ///
    /// - Parameter badRows: The share of rows that may be unusable.
    package func pass(badRows: Rational = .zero) throws(DatasetFailure) -> LogPass<Consumer> {
        if readers.contains(where: \.consumer.isFull) { throw PredictionLog.tooManyParts(of: inputs) }
        let ending = LogEnding(readers.map(\.rows), feed, request, slots, inputs: inputs)
        return LogPass(
            log: try ending.log(badRows: badRows),
            parts: readers.map { ($0.consumer, $0.rows.numbering) }
        )
    }
}

/// Values that threads take, each once, so that none of them is copied because somebody else holds it, too.
private final class Handover<Value: Sendable>: Sendable {
    private let values: Mutex<[Value?]>

    init(_ values: [Value]) { self.values = Mutex(values) }

    func take(_ number: Int) -> Value? { values.withLock { $0[number].take() } }
}
