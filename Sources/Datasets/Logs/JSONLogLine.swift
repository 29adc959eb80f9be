import JSON

/// Reads one line of a log in JSON that is not a flat object of plain values, or is not JSON at all.
enum JSONLogLine {
    /// Adds what the line in `range` of the window says of the members that are wanted.
    @inline(never)
    static func add(
        _ text: Span<UInt8>,
        _ range: Range<Int>,
        _ wanted: [(name: [UInt8], slot: Int)],
        to rows: inout some LogSink
    ) {
        let bytes = range.map { text[$0] }
        let object: JSONObject
        do {
            guard let value = try JSONValue(parsing: bytes).object else {
                rows.problems.add(LogCodes.badLogLine, "the line is not a JSON object", at: range, in: text)
                return
            }
            object = value
        } catch {
            let place = range.lowerBound + min(error.offset, bytes.count)
            let message = "the line is not JSON: \(error.problem)"
            // A character is of several bytes, and shown whole.
            var end = place + 1
            while end < range.upperBound, text[end] & 0xC0 == 0x80 { end += 1 }
            rows.problems.add(LogCodes.badLogLine, message, at: place..<end, in: text)
            return
        }
        var places = LogRow()
        places.whole = LogCell(start: range.lowerBound, end: range.upperBound)
        var contents: [Int: [UInt8]] = [:]
        let members = JSONMemberPlaces(of: bytes, from: range.lowerBound).members
        for (member, place) in zip(object.members, members) {
            let name = Array(member.name.utf8)
            guard let slot = wanted.first(where: { $0.name == name })?.slot else { continue }
            places.cells[slot] = LogCell(start: place.value.lowerBound, end: place.value.upperBound)
            switch member.value {
            case .null: places.cells[slot] = LogCell()
            case .string(let content):
                // Without the quotes, as where nothing is escaped.
                places.cells[slot] = LogCell(
                    start: place.value.lowerBound + 1,
                    end: place.value.upperBound - 1
                )
                contents[slot] = Array(content.utf8)
            case .bool, .integer, .number: contents[slot] = place.value.map { text[$0] }
            case .array, .object:
                rows.problems.add(
                    LogCodes.badLogValue,
                    "`\(member.name)` is neither text nor a number",
                    at: place.value,
                    in: text
                )
                return
            }
        }
        var content = RowContent(places: places)
        for (slot, bytes) in contents { content.set(slot, to: bytes) }
        content.hand(to: &rows, text)
    }
}
