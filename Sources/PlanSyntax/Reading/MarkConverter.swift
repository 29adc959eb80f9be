/// Turns libyaml's marks, which count code points and skip a byte order mark, into byte offsets.
///
/// Marks come in the order of the text but for short steps back, so one place that moves along costs one pass in all.
struct MarkConverter {
    private let bytes: [UInt8]
    private let start: Int
    private let isASCII: Bool
    /// How many code points come before `start`.
    private let lead: Int
    private var mark = 0
    private var offset: Int
    /// How many bytes were walked over.
    private(set) var steps = 0

    /// - Parameters:
    ///   - start: where the mark 0 stands.
    ///   - lead: how many code points of another text come before it.
    init(bytes: [UInt8], from start: Int, isASCII: Bool, lead: Int = 0) {
        self.bytes = bytes
        self.start = start
        self.isASCII = isASCII
        self.lead = lead
        self.offset = start
    }

    /// The byte where a mark stands; the end of the text for marks beyond it.
    mutating func offset(of target: Int) -> Int {
        let target = max(0, target - lead)
        if isASCII { return min(start + target, bytes.count) }
        let from = offset
        while mark < target, offset < bytes.count {
            offset += 1
            while offset < bytes.count, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
            mark += 1
        }
        while mark > target, offset > start {
            offset -= 1
            while offset > start, bytes[offset] & 0xC0 == 0x80 { offset -= 1 }
            mark -= 1
        }
        steps += abs(offset - from)
        return offset
    }
}
