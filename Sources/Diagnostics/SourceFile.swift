/// A text that diagnostics point into: its name as the user gave it, its bytes, and where its lines begin.
package struct SourceFile: Sendable {
    /// A file's number in the `SourceMap` of one invocation.
    package struct ID: Hashable, Sendable, Comparable {
        package let index: Int

        package init(index: Int) { self.index = index }

        package static func < (left: ID, right: ID) -> Bool { left.index < right.index }
    }

    /// A place as people count it: line and column from 1, columns in Unicode scalars.
    package struct Position: Hashable, Sendable {
        package let line: Int
        package let column: Int

        package init(line: Int, column: Int) {
            self.line = line
            self.column = column
        }
    }

    /// What messages call the file.
    package let name: String
    package let bytes: [UInt8]
    /// The number of the first line: more than 1 where `bytes` are a part cut from a large file.
    package let firstLine: Int
    /// How many bytes of the file come before `bytes`.
    package let firstOffset: Int
    private let lineStarts: [Int]

    package init(name: String, bytes: [UInt8], firstLine: Int = 1, firstOffset: Int = 0) {
        self.name = name
        self.bytes = bytes
        self.firstLine = firstLine
        self.firstOffset = firstOffset
        var starts = [0]
        for (offset, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") { starts.append(offset + 1) }
        self.lineStarts = starts
    }

    /// The line and column of a byte; an offset past the end counts as the end.
    package func position(of offset: Int) -> Position {
        let line = lineIndex(of: offset)
        let start = lineStarts[line]
        let prefix = bytes[start..<max(start, min(offset, bytes.count))]
        // Continuation bytes (10xxxxxx) do not begin a scalar; a leading byte order mark is no column.
        var column = 1 + prefix.count { $0 & 0xC0 != 0x80 }
        if start + firstOffset == 0, prefix.starts(with: SourceFile.byteOrderMark) { column -= 1 }
        return Position(line: line + firstLine, column: column)
    }

    /// The bytes of the line that holds `offset`, without its line break.
    package func lineRange(containing offset: Int) -> Range<Int> {
        let line = lineIndex(of: offset)
        let start = lineStarts[line]
        var end = line + 1 < lineStarts.count ? lineStarts[line + 1] - 1 : bytes.count
        if end > start, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
        return start..<end
    }

    /// The text of a range, with broken UTF-8 replaced.
    package func text(in range: Range<Int>) -> String {
        String(decoding: bytes[range.clamped(to: 0..<bytes.count)], as: UTF8.self)
    }

    package static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

    private func lineIndex(of offset: Int) -> Int {
        var low = 0
        var high = lineStarts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if lineStarts[middle] <= offset { low = middle } else { high = middle }
        }
        return low
    }
}
