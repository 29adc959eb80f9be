/// One line of a source as it is printed: safe for a terminal, cut to a width round a place, with a column for each byte.
///
/// A tab becomes four spaces, a control character `\u{1b}`, a byte that is not UTF-8 `\xff`. Where the line is longer
/// than `maximumColumns`, `…` stands for each end that is cut. Only bytes near the place are looked at, so that a line
/// of many megabytes costs no more than a short one.
struct SnippetLine {
    static let maximumColumns = 120
    /// A scalar takes up to four bytes; the bytes looked at on either side of the place cover the widest snippet.
    static let maximumBytes = 4 * maximumColumns

    /// A grapheme cluster, or an escape that stands for a character or a byte.
    private struct Cell {
        let text: String
        let columns: Int
        /// The byte after it.
        let end: Int
    }

    /// What is printed, `…` included.
    let text: String
    private let cells: [Cell]
    /// The columns before the first cell: 1 where the start is cut.
    private let indent: Int
    private let start: Int

    /// The line that holds `range` (its first line, where it spans several), cut so that the range can be seen.
    init(of file: SourceFile, showing range: Range<Int>) {
        var line = file.lineRange(containing: range.lowerBound)
        if line.lowerBound + file.firstOffset == 0, file.bytes.starts(with: SourceFile.byteOrderMark) {
            line = min(SourceFile.byteOrderMark.count, line.upperBound)..<line.upperBound
        }
        let lower = min(max(range.lowerBound, line.lowerBound), line.upperBound)
        let upper = min(max(range.upperBound, lower), line.upperBound, lower + Self.maximumBytes)
        let near = Self.scalarStart(file.bytes, max(line.lowerBound, lower - Self.maximumBytes), line.lowerBound)
        let far = Self.scalarStart(file.bytes, min(line.upperBound, upper + Self.maximumBytes), upper)
        let all = Self.cells(of: file.bytes, in: near..<far)

        let total = all.reduce(0) { $0 + $1.columns }
        let isWhole = near == line.lowerBound && far == line.upperBound
        guard !isWhole || total > Self.maximumColumns else {
            self.init(cells: all, start: near, cutsStart: false, cutsEnd: false)
            return
        }
        let before = all.prefix { $0.end <= lower }.reduce(0) { $0 + $1.columns }
        let wanted = all.filter { $0.end > lower && $0.end <= upper }.reduce(0) { $0 + $1.columns }
        let spare = max(0, Self.maximumColumns - wanted)
        // The start of the line says most, so it stays where the range can be seen beside it.
        let fitsFromStart = near == line.lowerBound && before + wanted <= Self.maximumColumns
        var skipped = fitsFromStart ? 0 : max(0, before - spare / 2)
        if far == line.upperBound, !fitsFromStart { skipped = min(skipped, max(0, total - Self.maximumColumns)) }

        var kept: [Cell] = []
        var keptStart = near
        var column = 0
        for cell in all {
            defer { column += cell.columns }
            if column < skipped {
                keptStart = cell.end
            } else if column + cell.columns <= skipped + Self.maximumColumns {
                kept.append(cell)
            } else {
                break
            }
        }
        self.init(
            cells: kept,
            start: keptStart,
            cutsStart: keptStart > line.lowerBound,
            cutsEnd: (kept.last?.end ?? keptStart) < line.upperBound
        )
    }

    private init(cells: [Cell], start: Int, cutsStart: Bool, cutsEnd: Bool) {
        self.cells = cells
        self.start = start
        indent = cutsStart ? 1 : 0
        text = (cutsStart ? "…" : "") + cells.map(\.text).joined() + (cutsEnd ? "…" : "")
    }

    /// The columns, from 0, that a range of bytes takes: at least one, and up to the end of what is shown.
    func columns(of range: Range<Int>) -> Range<Int> {
        let lower = column(of: range.lowerBound)
        let upper = range.isEmpty ? lower : column(after: range.upperBound)
        return lower..<max(upper, lower + 1)
    }

    /// Where the cell that holds the byte begins.
    private func column(of offset: Int) -> Int {
        indent + cells.prefix { $0.end <= offset }.reduce(0) { $0 + $1.columns }
    }

    /// Where the cell that holds the byte before `offset` ends.
    private func column(after offset: Int) -> Int {
        var column = indent
        var place = start
        for cell in cells where place < offset {
            column += cell.columns
            place = cell.end
        }
        return column
    }

    private static func scalarStart(_ bytes: [UInt8], _ offset: Int, _ limit: Int) -> Int {
        var place = offset
        // A scalar has at most three continuation bytes; more of them are not UTF-8, and any cut will do.
        while place > limit, offset - place < 3, place < bytes.count, bytes[place] & 0xC0 == 0x80 { place -= 1 }
        return place
    }

    private static func cells(of bytes: [UInt8], in range: Range<Int>) -> [Cell] {
        var cells: [Cell] = []
        var place = range.lowerBound
        while place < range.upperBound {
            let validEnd = endOfUTF8(bytes, place..<range.upperBound)
            for character in String(decoding: bytes[place..<validEnd], as: UTF8.self) {
                place += character.utf8.count
                cells.append(cell(for: character, end: place))
            }
            guard place < range.upperBound else { break }
            let digits = String(bytes[place], radix: 16)
            place += 1
            cells.append(Cell(text: "\\x\(digits)", columns: 4, end: place))
        }
        return cells
    }

    /// The end of the longest prefix that is UTF-8.
    private static func endOfUTF8(_ bytes: [UInt8], _ range: Range<Int>) -> Int {
        var parser = Unicode.UTF8.ForwardParser()
        var iterator = bytes[range].makeIterator()
        var end = range.lowerBound
        while case .valid(let scalar) = parser.parseScalar(from: &iterator) { end += scalar.count }
        return end
    }

    private static func cell(for character: Character, end: Int) -> Cell {
        if character == "\t" { return Cell(text: "    ", columns: 4, end: end) }
        let text = PrintableText.escaping(String(character))
        return Cell(text: text, columns: DisplayWidth.columns(of: text), end: end)
    }
}
