import CScan

/// Where the bytes stand that give a text its structure, in their order: the one place that hands memory to C.
struct ScanIndex {
    static let lineFeed: UInt32 = 0x8000_0000
    static let special: UInt32 = 0x4000_0000

    /// The places, with a bit for a line feed and one for a byte that needs care; `count` of them count.
    private(set) var entries: [UInt32] = []
    private(set) var count = 0

    /// Finds the places of `plain`, of `special` and of line feeds before `end`; 64 bytes behind it must be there.
    mutating func find(_ plain: UInt8, _ special: UInt8, in text: [UInt8], from start: Int, to end: Int) {
        precondition(start >= 0 && start <= end && end + RowChunk.padding <= text.count)
        let room = end - start + 8
        if entries.count < room { entries = [UInt32](repeating: 0, count: room) }
        count = text.withUnsafeBufferPointer { text in
            entries.withUnsafeMutableBufferPointer { entries in
                guard let text = text.baseAddress, let entries = entries.baseAddress else { return 0 }
                return planrun_scan_index(text, start, end, plain, special, entries)
            }
        }
    }

    /// As `find`, in JSON lines: quotes, and what makes a string more than it looks: a backslash or a control character.
    mutating func findQuotes(in text: [UInt8], from start: Int, to end: Int) {
        precondition(start >= 0 && start <= end && end + RowChunk.padding <= text.count)
        let room = end - start + 8
        if entries.count < room { entries = [UInt32](repeating: 0, count: room) }
        count = text.withUnsafeBufferPointer { text in
            entries.withUnsafeMutableBufferPointer { entries in
                guard let text = text.baseAddress, let entries = entries.baseAddress else { return 0 }
                return planrun_scan_quotes(text, start, end, entries)
            }
        }
    }

    /// How many line feeds there are before `end`, whether there is any `special`, and any byte beyond ASCII.
    static func survey(_ text: [UInt8], from start: Int, to end: Int, special: UInt8)
        -> (lines: Int, hasSpecial: Bool, isASCII: Bool)
    {
        precondition(start >= 0 && start <= end && end + RowChunk.padding <= text.count)
        var flags: Int32 = 0
        let lines = text.withUnsafeBufferPointer { text in
            text.baseAddress.map { planrun_scan_survey($0, start, end, special, &flags) } ?? 0
        }
        return (lines, flags & 1 != 0, flags & 2 == 0)
    }
}
