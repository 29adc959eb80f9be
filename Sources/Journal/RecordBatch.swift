internal import Digests

/// Records on their way to the journal, one behind the other, with the hashes that they are chained by between them: what a
/// hash covers lies in one piece, and so does what SQLite is given.
struct RecordBatch {
    /// The hash before the first record; then each record, and its hash behind it.
    private(set) var bytes: [UInt8] = []
    /// Where each record ends in `bytes`, and its hash begins.
    private var ends: [Int] = []
    /// Which records, by their places, take which commands.
    private(set) var commands: [(place: Int, command: Int)] = []

    var count: Int { ends.count }

    /// Adds a record, given the hash of the one before it; the result is its own.
    mutating func append(_ record: [UInt8], after previous: Digest, command: Int?) -> Digest {
        if bytes.isEmpty { bytes.append(contentsOf: previous.bytes) }
        if let command { commands.append((ends.count, command)) }
        let start = bytes.count - Digest.byteCount
        bytes.append(contentsOf: record)
        let hash = HashChain.link(bytes.span.extracting(start...))
        ends.append(bytes.count)
        bytes.append(contentsOf: hash.bytes)
        return hash
    }

    /// Where in `bytes` a record lies, the hash before it, and its own.
    func places(_ index: Int) -> (previous: Range<Int>, record: Range<Int>, hash: Range<Int>) {
        let start = index == 0 ? Digest.byteCount : ends[index - 1] + Digest.byteCount
        let end = ends[index]
        return (start - Digest.byteCount..<start, start..<end, end..<end + Digest.byteCount)
    }

    /// Forgets the records and keeps their room.
    mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
        commands = []
    }
}
