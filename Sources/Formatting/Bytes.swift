import Diagnostics

/// Questions about lines and blanks of a source.
extension [UInt8] {
    static let newline = UInt8(ascii: "\n")
    static let carriageReturn = UInt8(ascii: "\r")

    func isBreak(_ offset: Int) -> Bool { self[offset] == Self.newline || self[offset] == Self.carriageReturn }

    func isBlank(_ offset: Int) -> Bool { self[offset] == UInt8(ascii: " ") || self[offset] == UInt8(ascii: "\t") }

    func isBlankOrBreak(_ offset: Int) -> Bool { isBlank(offset) || isBreak(offset) }

    func lineStart(of offset: Int) -> Int {
        var start = Swift.min(offset, count)
        while start > 0, !isBreak(start - 1) { start -= 1 }
        return start == 0 && starts(with: SourceFile.byteOrderMark) ? SourceFile.byteOrderMark.count : start
    }

    func lineEnd(of offset: Int) -> Int {
        var end = Swift.min(offset, count)
        while end < count, !isBreak(end) { end += 1 }
        return end
    }

    /// Whether only blanks stand before `offset` on its line.
    func isFirstInLine(_ offset: Int) -> Bool { blankStart(of: offset) != nil }

    /// Whether `offset` is the first of its line and the line before it is blank.
    func followsBlankLine(_ offset: Int) -> Bool {
        guard let start = blankStart(of: offset), start > 0, isBreak(start - 1) else { return false }
        // CR LF is one line break.
        let isPair = start > 1 && self[start - 1] == Self.newline && self[start - 2] == Self.carriageReturn
        return blankStart(of: start - (isPair ? 2 : 1)) != nil
    }

    /// Where the line of `offset` begins, if nothing but blanks stands between. A long line is not walked for it.
    private func blankStart(of offset: Int) -> Int? {
        var start = offset
        while start > 0, isBlank(start - 1) { start -= 1 }
        let isFirst = start == 0 || isBreak(start - 1)
        return isFirst || start == SourceFile.byteOrderMark.count && starts(with: SourceFile.byteOrderMark)
            ? start : nil
    }

    /// How many columns of a terminal stand before `offset` on its line.
    func column(of offset: Int) -> Int {
        // A tab counts as one, as its width is the reader's choice.
        let before = self[Swift.min(lineStart(of: offset), offset)..<offset].map {
            $0 == UInt8(ascii: "\t") ? UInt8(ascii: " ") : $0
        }
        return DisplayWidth.columns(of: String(decoding: before, as: UTF8.self))
    }

    func string(_ range: Range<Int>) -> String { String(decoding: self[range], as: UTF8.self) }

    /// The lines of a range, without their breaks.
    func lines(in range: Range<Int>) -> [Range<Int>] {
        var lines: [Range<Int>] = []
        var start = range.lowerBound
        while true {
            var end = start
            while end < range.upperBound, !isBreak(end) { end += 1 }
            lines.append(start..<end)
            guard end < range.upperBound else { return lines }
            let isPair = self[end] == Self.carriageReturn && end + 1 < range.upperBound && self[end + 1] == Self.newline
            start = end + (isPair ? 2 : 1)
        }
    }

    /// A range without the blanks at both of its ends.
    func trimmed(_ range: Range<Int>) -> Range<Int> {
        var (start, end) = (range.lowerBound, range.upperBound)
        while start < end, isBlank(start) { start += 1 }
        while end > start, isBlank(end - 1) { end -= 1 }
        return start..<end
    }
}
