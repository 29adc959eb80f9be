import Diagnostics
package import Platform

/// Labels that stand beside a log, by what they are joined by. A label takes twelve bytes, and as much again at most.
package struct LabelTable: Sendable {
    private(set) var classes: LogClasses
    private var keys: [UInt64] = Array(repeating: 0, count: 1024)
    private var values: [Int32] = Array(repeating: -1, count: 1024)
    /// How many rows each stands for, where that is asked for.
    private var weights: [Double] = []
    package private(set) var count = 0

    fileprivate init(_ classes: LogClasses) { self.classes = classes }

    /// The number of the class that a request or unit has, by the hash of its name; -1 where it has none.
    @inline(__always)
    package func label(of key: UInt64) -> Int32 { place(of: key).map { values[$0] } ?? -1 }

    /// How many rows the one that a request or unit has stands for; not a number where it has none, or where nobody asks.
    package func weight(of key: UInt64) -> Double {
        guard !weights.isEmpty else { return .nan }
        return place(of: key).map { weights[$0] } ?? .nan
    }

    @inline(__always)
    private func place(of key: UInt64) -> Int? {
        var slot = Int(truncatingIfNeeded: key) & (keys.count &- 1)
        while keys[slot] != key {
            if keys[slot] == 0 { return nil }
            slot = (slot &+ 1) & (keys.count &- 1)
        }
        return slot
    }

    /// Reads the labels, from CSV with a header or JSON lines, with a column `label` and one that they are joined by.
    ///
    /// - Parameters:
    ///   - weight: The column with how many rows each stands for; nil for none.
    ///   - other: Labels of the same log whose classes keep their numbers.
    package static func read(
        _ stream: consuming ByteStream,
        named name: String,
        by join: String,
        weighedBy weight: String? = nil,
        after other: LabelTable? = nil,
        chunkSize: Int = 1 << 20
    ) throws(DatasetFailure) -> LabelTable {
        var stream = LogStream(
            stream,
            name: name,
            sink: LabelRows(join: join, weight: weight, name: name, classes: other?.classes ?? LogClasses()),
            chunkSize: chunkSize,
            maximumRow: 16 << 20
        )
        try stream.readAll(LabelRows.columns(join, weight))
        return stream.sink.table
    }

    // MARK: Filling

    /// Adds a label; false where the key has another one already.
    fileprivate mutating func insert(_ key: UInt64, _ label: Int32, weight: Double?) -> Bool {
        if (count + 1) * 4 > keys.count * 3 { grow() }
        let slot = slot(for: key)
        if keys[slot] == key { return values[slot] == label && (weight == nil || weights[slot] == weight) }
        keys[slot] = key
        values[slot] = label
        if let weight { weights[slot] = weight }
        count += 1
        return true
    }

    private func slot(for key: UInt64) -> Int {
        var slot = Int(truncatingIfNeeded: key) & (keys.count - 1)
        while keys[slot] != 0, keys[slot] != key { slot = (slot + 1) & (keys.count - 1) }
        return slot
    }

    private mutating func grow() {
        let (oldKeys, oldValues, oldWeights) = (keys, values, weights)
        keys = Array(repeating: 0, count: oldKeys.count * 2)
        values = Array(repeating: -1, count: oldKeys.count * 2)
        if !oldWeights.isEmpty { weigh() }
        for index in oldKeys.indices where oldKeys[index] != 0 {
            let slot = slot(for: oldKeys[index])
            keys[slot] = oldKeys[index]
            values[slot] = oldValues[index]
            if !oldWeights.isEmpty { weights[slot] = oldWeights[index] }
        }
    }

    /// Makes room for weights.
    fileprivate mutating func weigh() { weights = Array(repeating: .nan, count: keys.count) }

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
    private static let weight = 2

    var problems: LogProblems
    var table: LabelTable
    private(set) var isStopped = false
    private let join: String
    private let weight: String?

    init(join: String, weight: String?, name: String, classes: LogClasses) {
        table = LabelTable(classes)
        self.join = join
        self.weight = weight
        if weight != nil { table.weigh() }
        problems = LogProblems(name: name)
    }

    static func columns(_ join: String, _ weight: String?) -> [(slot: Int, name: String)] {
        [(key, join), (label, "label")] + (weight.map { [(Self.weight, $0)] } ?? [])
    }

    mutating func stop() { isStopped = true }

    mutating func add(_ row: LogRow, in bytes: Span<UInt8>, places: LogRow, _ text: Span<UInt8>) {
        for (slot, name) in Self.columns(join, weight) where row.cells[slot].isEmpty {
            problems.add(
                TrafficCodes.missingLogValue,
                "`\(name)` is missing",
                at: places.cells[slot].end > 0 ? places.cells[slot].range : places.whole.range,
                in: text
            )
            return
        }
        var own: Double?
        if let weight {
            let cell = row.cells[Self.weight]
            own = LogNumber.value(of: cell, in: bytes)
            guard let number = own, number > 0, number.isFinite else {
                let written = problems.text(of: cell.range, in: bytes)
                let message = "`\(weight)` is not a number above 0: `\(written)`"
                return problems.add(LogCodes.badLogValue, message, at: places.cells[Self.weight].range, in: text)
            }
        }
        let label = table.number(of: row.cells[Self.label], in: bytes, places.cells[Self.label], text, &problems)
        if table.isFull { return stop() }
        if table.insert(ByteHash.hash(row.cells[Self.key], in: bytes.bytes), label, weight: own) { return }
        let written = problems.text(of: row.cells[Self.key].range, in: bytes)
        problems.add(
            TrafficCodes.contradictoryLabel,
            "the \(join) `\(written)` has another label \(weight == nil ? "" : "or weight ")above",
            at: places.cells[Self.label].range,
            in: text
        )
    }
}
