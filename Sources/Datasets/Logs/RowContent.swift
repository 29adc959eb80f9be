/// The cells of a row that do not stand in the file as they are meant: their content apart from their places.
struct RowContent {
    private let places: LogRow
    private var row = LogRow()
    private var bytes: [UInt8] = []

    init(places: LogRow) {
        self.places = places
        row.whole = places.whole
    }

    mutating func set(_ slot: Int, to content: [UInt8]) {
        row.cells[slot] = LogCell(start: bytes.count, end: bytes.count + content.count)
        bytes += content
    }

    /// Hands the row over; `text` is the window that its places are in.
    consuming func hand(to rows: inout some LogSink, _ text: Span<UInt8>) {
        // Words are loaded to the very end of the content.
        bytes += [UInt8](repeating: 0, count: 16)
        rows.add(row, in: bytes.span, places: places, text)
    }
}
