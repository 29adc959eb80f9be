import Plan

/// Columns of texts that are looked at together: each combination of texts that a log has of them.
package struct TrafficCrossing: Sendable {
    /// How many combinations there may be.
    package static let maximumCount = 10_000
    /// As many bits as it takes to number the texts of a column.
    private static let bits: UInt64 = 14

    package let names: [String]
    /// Where batches have the texts of each column.
    package let columns: [Int]

    /// Nil where one of the columns is not read, or where there are more than a key has room for.
    init?(names: [String], columns: [Int]) {
        guard names.count == columns.count, columns.count <= SegmentColumns.maximumCount else { return nil }
        self.names = names
        self.columns = columns
    }

    /// One number for the texts of a row; nil where one of the columns holds none.
    @inline(__always)
    package func key(of row: Int, in batch: TrafficBatch) -> UInt64? {
        var key: UInt64 = 0
        for column in columns {
            let number = batch.texts[column][row]
            guard number >= 0 else { return nil }
            key = key << Self.bits | UInt64(number)
        }
        return key
    }

    /// The same for texts by their numbers in the columns' order.
    package static func key(of numbers: [Int]) -> UInt64 { numbers.reduce(0) { $0 << bits | UInt64($1) } }

    /// The numbers that a key stands for.
    func numbers(of key: UInt64) -> [Int] {
        columns.indices.map { Int(key >> (UInt64(columns.count - 1 - $0) * Self.bits) & ((1 << Self.bits) - 1)) }
    }
}

/// Finds the combinations that a file has.
struct CrossingFinder {
    private let crossings: [TrafficCrossing]
    private var found: [Set<UInt64>]
    private var last: [UInt64?]

    init(_ crossings: [TrafficCrossing]) {
        self.crossings = crossings
        found = crossings.map { _ in [] }
        last = crossings.map { _ in nil }
    }

    mutating func add(_ batch: TrafficBatch) {
        for index in crossings.indices {
            for row in 0..<batch.count {
                // Rows of one kind often come together.
                guard let key = crossings[index].key(of: row, in: batch), key != last[index] else { continue }
                last[index] = key
                found[index].insert(key)
            }
        }
    }

    /// The columns of which there are too many combinations.
    var tooMany: TrafficCrossing? {
        crossings.indices.first { found[$0].count > TrafficCrossing.maximumCount }.map { crossings[$0] }
    }

    /// The combinations of one crossing.
    func combinations(_ index: Int, texts: [[String]]) -> [[String]] {
        let columns = crossings[index].columns
        return found[index].map { key in
            zip(columns, crossings[index].numbers(of: key)).map { texts[$0][$1] }
        }
    }
}
