import Diagnostics

/// Numbers the names of columns as they appear to one reader, and keeps where each appeared first, where that is asked for.
struct CellNames {
    /// Where a name appeared first.
    struct First {
        let input: Int
        /// In bytes from the input's beginning.
        let place: Int
        let count: Int
        let line: SourceFile
    }

    private var names = LogNames()
    private(set) var firsts: [First] = []

    var count: Int { names.count }
    var all: [[UInt8]] { names.names }

    /// The number of the name in a cell, or -1 where it has none yet.
    @inline(__always)
    func number(of cell: LogCell, in bytes: Span<UInt8>) -> Int32 { names.number(of: cell, in: bytes.bytes) }

    /// Gives the next number to the name in a cell, without keeping where it stands.
    mutating func insert(_ cell: LogCell, in bytes: Span<UInt8>) -> Int32 { names.insert(cell, in: bytes.bytes) }

    /// Gives the next number to the name in a cell, which the log's row says at `place`.
    @inline(never)
    mutating func insert(
        _ cell: LogCell,
        in bytes: Span<UInt8>,
        at place: LogCell,
        of chunk: RowChunk,
        _ problems: LogProblems
    ) -> Int32 {
        let line = problems.line(at: place.start, in: chunk.bytes.span)
        firsts.append(First(input: chunk.input, place: chunk.offset + place.start, count: place.count, line: line))
        return names.insert(cell, in: bytes.bytes)
    }
}
