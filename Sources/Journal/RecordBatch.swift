internal import Digests

/// Records on their way to the journal, one behind the other: their bytes, and the hashes that they are chained by.
struct RecordBatch {
    private(set) var bytes: [UInt8] = []
    /// Where each record ends in `bytes`.
    private(set) var ends: [Int] = []
    /// The hash before the first record, and behind it that of each.
    private(set) var hashes: [Digest] = []
    /// Which records, by their places, take which commands.
    private(set) var commands: [(place: Int, command: Int)] = []

    var count: Int { ends.count }

    mutating func append(_ record: [UInt8], previous: Digest, hash: Digest, command: Int?) {
        if hashes.isEmpty { hashes.append(previous) }
        if let command { commands.append((ends.count, command)) }
        bytes.append(contentsOf: record)
        ends.append(bytes.count)
        hashes.append(hash)
    }

    /// Forgets the records and keeps their room.
    mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
        hashes.removeAll(keepingCapacity: true)
        commands = []
    }
}
