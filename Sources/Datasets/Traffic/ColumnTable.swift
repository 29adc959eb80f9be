import Diagnostics
package import Platform

/// Some columns of a file, all of their rows: what others are compared with.
package struct ColumnTable: Sendable {
    package private(set) var count = 0
    /// The columns of numbers, in the order in which they were asked for; what is missing is not a number.
    package private(set) var numbers: [[Double]]
    /// The columns of texts, by the number that a text has in `names`, and -1 where there is none.
    package private(set) var texts: [[Int32]]
    package private(set) var names: [[String]] = []

    /// Reads CSV with a header or JSON lines.
    package static func read(
        _ stream: consuming ByteStream,
        named name: String,
        numbers: [String],
        texts: [String]
    ) throws(DatasetFailure) -> ColumnTable {
        let columns = (numbers + texts).enumerated().map { (slot: $0.offset, name: $0.element) }
        var stream = LogStream(
            stream,
            name: name,
            sink: ColumnRows(name: name, numbers: numbers, texts: texts.count),
            chunkSize: 1 << 20,
            maximumRow: 16 << 20
        )
        try stream.readAll(columns)
        var table = stream.sink.table
        table.names = stream.sink.known.map { known in known.names.map { String(decoding: $0, as: UTF8.self) } }
        return table
    }

    fileprivate init(numbers: Int, texts: Int) {
        self.numbers = Array(repeating: [], count: numbers)
        self.texts = Array(repeating: [], count: texts)
    }

    fileprivate mutating func append(numbers: [Double], texts: [Int32]) {
        count += 1
        for (place, number) in numbers.enumerated() { self.numbers[place].append(number) }
        for (place, text) in texts.enumerated() { self.texts[place].append(text) }
    }
}

/// Takes the rows of such a file.
private struct ColumnRows: LogSink {
    var problems: LogProblems
    private(set) var table: ColumnTable
    private(set) var known: [LogNames]
    private(set) var isStopped = false
    private let numbers: [String]

    init(name: String, numbers: [String], texts: Int) {
        problems = LogProblems(name: name)
        table = ColumnTable(numbers: numbers.count, texts: texts)
        known = Array(repeating: LogNames(), count: texts)
        self.numbers = numbers
    }

    mutating func stop() { isStopped = true }

    mutating func add(_ row: LogRow, in bytes: Span<UInt8>, places: LogRow, _ text: Span<UInt8>) {
        var values: [Double] = []
        for (slot, name) in numbers.enumerated() {
            let cell = row.cells[slot]
            guard !cell.isEmpty else {
                values.append(.nan)
                continue
            }
            guard let number = LogNumber.value(of: cell, in: bytes) else {
                let message = "`\(name)` is no number: `\(problems.text(of: cell.range, in: bytes))`"
                return problems.add(LogCodes.badLogValue, message, at: places.cells[slot].range, in: text)
            }
            values.append(number)
        }
        var found: [Int32] = []
        for place in known.indices {
            let cell = row.cells[numbers.count + place]
            guard !cell.isEmpty else {
                found.append(-1)
                continue
            }
            let number = known[place].number(of: cell, in: bytes.bytes)
            found.append(number >= 0 ? number : known[place].insert(cell, in: bytes.bytes))
        }
        table.append(numbers: values, texts: found)
    }
}
