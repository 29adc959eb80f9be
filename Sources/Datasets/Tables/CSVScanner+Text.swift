extension CSVScanner {
    /// What a cell says, with doubled quotes made single; nil where it is not UTF-8.
    func text(of cell: Cell) -> String? {
        String(validating: content(of: cell), as: UTF8.self)
    }

    /// The bytes that a cell says, with doubled quotes made single.
    func content(of cell: Cell) -> [UInt8] {
        guard cell.hasDoubledQuotes else { return Array(bytes[cell.inner]) }
        var content: [UInt8] = []
        var isSecondQuote = false
        for byte in bytes[cell.inner] {
            if byte == UInt8(ascii: "\""), isSecondQuote {
                isSecondQuote = false
            } else {
                content.append(byte)
                isSecondQuote = byte == UInt8(ascii: "\"")
            }
        }
        return content
    }

    func isBlank(_ range: Range<Int>) -> Bool { trimmed(range).isEmpty }

    /// Whether a number is missing: the cell is empty, or says so.
    func isMissing(_ range: Range<Int>) -> Bool {
        let content = trimmed(range)
        return content.isEmpty || MissingWords.contains(bytes[content])
    }

    /// The range without spaces and tabs at its ends.
    func trimmed(_ range: Range<Int>) -> Range<Int> {
        let isSpace = { (place: Int) in bytes[place] == 0x20 || bytes[place] == 0x09 }
        var (lower, upper) = (range.lowerBound, range.upperBound)
        while lower < upper, isSpace(lower) { lower += 1 }
        while lower < upper, isSpace(upper - 1) { upper -= 1 }
        return lower..<upper
    }
}
