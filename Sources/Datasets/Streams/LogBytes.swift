import Diagnostics
import Platform

/// The bytes of an input as they were before anybody packed them: as they are, or unpacked on the way, as their first bytes say.
struct LogBytes: ~Copyable {
    /// What can be wrong with packed bytes.
    enum Damage: Error {
        case system(PlatformError)
        /// They are not what their beginning promises, or end too early.
        case packed(String)
        /// They are a table of columns in Parquet.
        case parquet
    }

    private enum Packing { case unknown, none, gzip, zstd }

    private static let room = 1 << 17

    private let stream: ByteStream
    private var packing = Packing.unknown
    /// What was read of a packed file and not yet unpacked.
    private var held: [UInt8] = []
    private var place = 0
    private var isOver = false
    private var gzip: GzipReader?
    private var zstd: ZstdReader?

    init(_ stream: consuming ByteStream) { self.stream = stream }

    /// Puts the next bytes, at most `limit`, into a buffer from `offset` on, and says how many: 0 at the end only.
    mutating func read(into buffer: inout [UInt8], at offset: Int, limit: Int) throws(Damage) -> Int {
        if packing == .unknown { try begin() }
        switch packing {
        case .unknown, .none: return try readPlain(into: &buffer, at: offset, limit: limit)
        case .gzip, .zstd: return try readPacked(into: &buffer, at: offset, limit: limit)
        }
    }

    /// Looks at the first bytes.
    private mutating func begin() throws(Damage) {
        held = [UInt8](repeating: 0, count: Self.room)
        var count = 0
        while count < 4 {
            let added = try Self.next(stream, into: &held, at: count, limit: Self.room - count)
            if added == 0 { break }
            count += added
        }
        held.removeLast(held.count - count)
        if held.starts(with: [0x1F, 0x8B]) {
            packing = .gzip
            gzip = GzipReader()
        } else if held.starts(with: [0x28, 0xB5, 0x2F, 0xFD]) {
            packing = .zstd
            zstd = ZstdReader()
        } else {
            if held.starts(with: Array("PAR1".utf8)) { throw .parquet }
            packing = .none
        }
    }

    private mutating func readPlain(into buffer: inout [UInt8], at offset: Int, limit: Int) throws(Damage) -> Int {
        guard place < held.count else { return try Self.next(stream, into: &buffer, at: offset, limit: limit) }
        let count = min(limit, held.count - place)
        for step in 0..<count { buffer[offset + step] = held[place + step] }
        place += count
        return count
    }

    private mutating func readPacked(into buffer: inout [UInt8], at offset: Int, limit: Int) throws(Damage) -> Int {
        while true {
            if place == held.count, !isOver {
                held = [UInt8](repeating: 0, count: Self.room)
                let count = try Self.next(stream, into: &held, at: 0, limit: Self.room)
                held.removeLast(held.count - count)
                place = 0
                isOver = count == 0
            }
            let step = try unpack(into: &buffer, at: offset, limit: limit)
            place += step.read
            if step.written > 0 { return step.written }
            if isOver {
                guard step.isWhole else { throw .packed("it ends before its content does") }
                return 0
            }
        }
    }

    private mutating func unpack(into buffer: inout [UInt8], at offset: Int, limit: Int) throws(Damage) -> UnpackingStep
    {
        let step =
            packing == .gzip
            ? gzip?.unpack(held, from: place, into: &buffer, at: offset, limit: limit)
            : zstd?.unpack(held, from: place, into: &buffer, at: offset, limit: limit)
        guard let step else { throw .packed("it is damaged") }
        return step
    }

    private static func next(_ stream: borrowing ByteStream, into buffer: inout [UInt8], at offset: Int, limit: Int)
        throws(Damage) -> Int
    {
        do throws(PlatformError) {
            return try stream.read(into: &buffer, at: offset, limit: limit)
        } catch {
            throw .system(error)
        }
    }
}

extension LogBytes.Damage {
    /// The failure of the log of that name.
    func failure(of name: String) -> DatasetFailure {
        switch self {
        case .system(let failure): return ProblemLog.unreadable(failure, name: name)
        case .packed(let reason):
            let file = SourceFile(name: name, bytes: [])
            let message = "`\(name)` cannot be unpacked: \(reason)"
            return DatasetFailure([DatasetError(LogCodes.damagedLog, message, in: file, at: 0..<0)])
        case .parquet:
            let error = DatasetError(
                LogCodes.parquetLog,
                "`\(name)` is in Parquet, and logs are read as CSV or JSON lines",
                in: SourceFile(name: name, bytes: []),
                at: 0..<0,
                help: [
                    "turn it into CSV, as in `duckdb -c \"COPY (FROM 'log.parquet') TO 'log.csv'\"`",
                    "or hand it on: `duckdb -csv -c \"FROM 'log.parquet'\" | planrun evaluate -`",
                ]
            )
            return DatasetFailure([error])
        }
    }
}

/// What one step of unpacking took and gave.
struct UnpackingStep {
    let read: Int
    let written: Int
    /// Whether what was unpacked so far is a whole file, or several.
    let isWhole: Bool
}
