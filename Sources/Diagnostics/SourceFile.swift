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
    /// By block of the bytes, how many lines end before it.
    private let linesBefore: [UInt32]

    /// How many bytes a block has: lines are looked for in one at a time.
    private static let block = 4096

    package init(name: String, bytes: [UInt8], firstLine: Int = 1, firstOffset: Int = 0) {
        self.name = name
        self.bytes = bytes
        self.firstLine = firstLine
        self.firstOffset = firstOffset
        var count: UInt32 = 0
        linesBefore = stride(from: 0, through: bytes.count, by: Self.block).map { start in
            defer { count += UInt32(Self.lineBreaks(in: bytes[start..<min(start + Self.block, bytes.count)])) }
            return count
        }
    }

    /// The line and column of a byte; an offset past the end counts as the end.
    package func position(of offset: Int) -> Position {
        let line = lineIndex(of: offset)
        let start = lineStart(of: offset)
        let prefix = bytes[start..<max(start, min(offset, bytes.count))]
        // Continuation bytes (10xxxxxx) do not begin a scalar; a leading byte order mark is no column.
        var column = 1 + prefix.count { $0 & 0xC0 != 0x80 }
        if start + firstOffset == 0, prefix.starts(with: SourceFile.byteOrderMark) { column -= 1 }
        return Position(line: line + firstLine, column: column)
    }

    /// The bytes of the line that holds `offset`, without its line break.
    package func lineRange(containing offset: Int) -> Range<Int> {
        let start = lineStart(of: offset)
        var end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
        if end > start, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
        return start..<end
    }

    /// The text of a range, with broken UTF-8 replaced.
    package func text(in range: Range<Int>) -> String {
        String(decoding: bytes[range.clamped(to: 0..<bytes.count)], as: UTF8.self)
    }

    package static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

    /// How many lines end before a byte.
    private func lineIndex(of offset: Int) -> Int {
        let offset = max(0, min(offset, bytes.count))
        let block = offset / Self.block
        return Int(linesBefore[block]) + Self.lineBreaks(in: bytes[block * Self.block..<offset])
    }

    /// Where the line of a byte begins.
    private func lineStart(of offset: Int) -> Int {
        let offset = max(0, min(offset, bytes.count))
        return (bytes[..<offset].lastIndex(of: UInt8(ascii: "\n")) ?? -1) + 1
    }

    private static func lineBreaks(in bytes: ArraySlice<UInt8>) -> Int {
        bytes.withUnsafeBufferPointer { bytes in
            var count = 0
            for byte in bytes { count &+= byte == UInt8(ascii: "\n") ? 1 : 0 }
            return count
        }
    }
}
