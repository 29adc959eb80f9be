import Diagnostics
package import Platform

/// Labels that stand beside a log, by what they are joined by. A label takes twelve bytes, and as much again at most.
package struct LabelTable: Sendable {
    private(set) var classes = LogClasses()
    private var keys: [UInt64] = Array(repeating: 0, count: 1024)
    private var values: [Int32] = Array(repeating: -1, count: 1024)
    package private(set) var count = 0

    /// The number of the class that a request or unit has, by the hash of its name; -1 where it has none.
    @inline(__always)
    package func label(of key: UInt64) -> Int32 {
        var slot = Int(truncatingIfNeeded: key) & (keys.count &- 1)
        while keys[slot] != key {
            if keys[slot] == 0 { return -1 }
            slot = (slot &+ 1) & (keys.count &- 1)
        }
        return values[slot]
    }

    /// Reads the labels, from CSV with a header or JSON lines, with a column `label` and one that they are joined by.
    package static func read(
        _ stream: consuming ByteStream,
        named name: String,
        by join: String,
        chunkSize: Int = 1 << 20
    ) throws(DatasetFailure) -> LabelTable {
        var stream = LogStream(
            stream,
            name: name,
            sink: LabelRows(join: join, name: name),
            chunkSize: chunkSize,
            maximumRow: 16 << 20
        )
        try stream.start()
        switch stream.sniffed {
        case .csv:
            _ = try stream.readHeader { header, problems in
                var slots: [Int: Int] = [:]
                for (slot, column) in LabelRows.columns(join) {
                    slots[slot] = header.column(column, problems: &problems)
                    guard slots[slot] == nil else { continue }
                    problems.add(
                        LogCodes.noSuchLogColumn,
                        "no column is called `\(column)`",
                        of: header.line,
                        notes: [],
                        help: Suggestion.help(for: column, among: header.names)
                    )
                }
                return slots
            }
        case .jsonl:
            stream.scan(by: JSONLogScanner(members: LabelRows.columns(join).map { (Array($0.name.utf8), $0.slot) }))
        }
        while try stream.advance() {}
        if let failure = stream.sink.problems.failure { throw failure }
        return stream.sink.table
    }

    // MARK: Filling

    /// Adds a label; false where the key has another one already.
    fileprivate mutating func insert(_ key: UInt64, _ label: Int32) -> Bool {
        if (count + 1) * 4 > keys.count * 3 { grow() }
        let slot = slot(for: key)
        if keys[slot] == key { return values[slot] == label }
        keys[slot] = key
        values[slot] = label
        count += 1
        return true
    }

    private func slot(for key: UInt64) -> Int {
        var slot = Int(truncatingIfNeeded: key) & (keys.count - 1)
        while keys[slot] != 0, keys[slot] != key { slot = (slot + 1) & (keys.count - 1) }
        return slot
    }

    private mutating func grow() {
        let (oldKeys, oldValues) = (keys, values)
        keys = Array(repeating: 0, count: oldKeys.count * 2)
        values = Array(repeating: -1, count: oldKeys.count * 2)
        for index in oldKeys.indices where oldKeys[index] != 0 {
            let slot = slot(for: oldKeys[index])
            keys[slot] = oldKeys[index]
            values[slot] = oldValues[index]
        }
    }

    fileprivate mutating func number(
        of cell: LogCell,
        in bytes: Span<UInt8>,
        _ place: LogCell,
        _ text: Span<UInt8>,
        _ problems: inout LogProblems
    ) -> Int32 {
        classes.number(of: cell, in: bytes, place, text, &problems)
    }

    fileprivate var isFull: Bool { classes.isFull }
}

/// Takes the rows of a file of labels.
private struct LabelRows: LogSink {
    private static let key = 0
    private static let label = 1

    var problems: LogProblems
    var table = LabelTable()
    private(set) var isStopped = false
    private let join: String

    init(join: String, name: String) {
        self.join = join
        problems = LogProblems(name: name)
    }

    static func columns(_ join: String) -> [(slot: Int, name: String)] { [(key, join), (label, "label")] }

    mutating func stop() { isStopped = true }

    mutating func add(_ row: LogRow, in bytes: Span<UInt8>, places: LogRow, _ text: Span<UInt8>) {
        for (slot, name) in Self.columns(join) where row.cells[slot].isEmpty {
            problems.add(
                TrafficCodes.missingLogValue,
                "`\(name)` is missing",
                at: places.cells[slot].end > 0 ? places.cells[slot].range : places.whole.range,
                in: text
            )
            return
        }
        let label = table.number(of: row.cells[Self.label], in: bytes, places.cells[Self.label], text, &problems)
        if table.isFull { return stop() }
        if table.insert(ByteHash.hash(row.cells[Self.key], in: bytes.bytes), label) { return }
        let written = problems.text(of: row.cells[Self.key].range, in: bytes)
        problems.add(
            TrafficCodes.contradictoryLabel,
            "the \(join) `\(written)` has another label above",
            at: places.cells[Self.label].range,
            in: text
        )
    }
}
