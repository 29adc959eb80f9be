/// What columns hold that nobody has declared, by their first cells.
///
/// A column is of categories where its first cell that tells is a text, and of numbers where it is a number. All others must be of the
/// same kind, or the file is refused: so no row that is added to a file turns a column into one of another kind.
enum ColumnInference {
    /// Writes down what the columns hold.
    ///
    /// - Parameter scanner: at the first row.
    static func infer(_ header: inout CSVHeader, _ scanner: CSVScanner) {
        var scanner = scanner
        var unknown = Set(header.names.indices.filter { header.isInferred[$0] })
        while !unknown.isEmpty, !scanner.isAtEnd {
            var column = 0
            var cell: CSVScanner.Cell
            repeat {
                cell = scanner.next()
                if unknown.contains(column), cell.problem == nil, let isText = isText(cell, scanner.bytes) {
                    unknown.remove(column)
                    if isText { header.uses[column] = .category }
                }
                column += 1
            } while !cell.endsRow
            scanner.skipEmptyLines()
        }
    }

    /// Whether a cell is a text and not a number; nil where it tells neither.
    private static func isText(_ cell: CSVScanner.Cell, _ bytes: [UInt8]) -> Bool? {
        let content = bytes[cell.inner].trimmingBlanks
        if content.isEmpty || MissingWords.contains(content) { return nil }
        return DecimalNumber.parse(bytes, in: content.indices) == nil
    }
}

extension ArraySlice<UInt8> {
    /// Without spaces and tabs at its ends.
    fileprivate var trimmingBlanks: ArraySlice<UInt8> {
        let isBlank = { (byte: UInt8) in byte == 0x20 || byte == 0x09 }
        guard let first = firstIndex(where: { !isBlank($0) }), let last = lastIndex(where: { !isBlank($0) }) else {
            return []
        }
        return self[first...last]
    }
}
