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
}
