/// How a line of a log in JSON lines is made: which members it has, in which order, whether their values are text, and where
/// blanks stand. Most lines of a log are made alike, and then the places of the quotes tell where each value is.
struct JSONShape {
    private struct Member {
        let name: [UInt8]
        /// The first and the last eight bytes of the name, as far as there are.
        let head: UInt64
        let tail: UInt64
        /// Where the value goes, or -1.
        let slot: Int
        let isText: Bool
        /// The bytes from the end of the value before, or of the line's beginning, to the name's quote.
        let gap: Int
        /// The bytes from the name's closing quote to the value: a colon, and a blank or none.
        let colon: Int
    }

    private let members: [Member]
    /// How many places a line of this shape has, with its line break.
    let entryCount: Int

    /// Lines of more members are left to the full reader.
    private static let memberLimit = 256

    // MARK: Matching

    /// Writes where the values of the line stand that begins at `start`; false where it is of another shape.
    @inline(__always)
    func match(
        _ text: Span<UInt8>,
        _ start: Int,
        _ entries: Span<UInt32>,
        _ first: Int,
        _ cells: inout MutableSpan<LogCell>,
        _ row: Int
    ) -> Int? {
        let words = text.bytes
        let members = members.span
        var entry = first
        var place = start
        // Entries are places in the content or of the line break behind it, and 63 bytes stand behind that; `place` is one behind an
        // entry at the most, or at the end of a word, which no line break is a part of.
        guard text[unchecked: place] == UInt8(ascii: "{") else { return nil }
        place &+= 1
        for index in members.indices {
            let member = members[unchecked: index]
            let open = entries[unchecked: entry]
            let close = entries[unchecked: entry &+ 1]
            entry &+= 2
            // What is special or ends the line has a high bit.
            guard open | close < ScanIndex.special else { return nil }
            if index > 0 {
                guard text[unchecked: place] == UInt8(ascii: ",") else { return nil }
            }
            let gap = Int(open) &- place
            guard gap == member.gap, gap == (index > 0 ? 1 : 0) || text[unchecked: Int(open) &- 1] == UInt8(ascii: " "),
                Int(close) &- Int(open) &- 1 == member.name.count, Self.isName(text, words, Int(open) &+ 1, member)
            else { return nil }
            place = Int(close) &+ 1
            guard text[unchecked: place] == UInt8(ascii: ":"),
                member.colon == 1 || text[unchecked: place &+ 1] == UInt8(ascii: " ")
            else { return nil }
            place &+= member.colon
            if member.isText {
                let opening = entries[unchecked: entry]
                let closing = entries[unchecked: entry &+ 1]
                entry &+= 2
                guard Int(opening) == place, closing < ScanIndex.special else { return nil }
                if member.slot >= 0 {
                    cells[unchecked: row &+ member.slot] = LogCell(start: place &+ 1, end: Int(closing))
                }
                place = Int(closing) &+ 1
            } else {
                guard let end = JSONLogScanner.endOfWord(text, from: place) else { return nil }
                if member.slot >= 0 {
                    // `null` is as good as no member.
                    let isNull = text[unchecked: place] == UInt8(ascii: "n")
                    cells[unchecked: row &+ member.slot] = isNull ? LogCell() : LogCell(start: place, end: end)
                }
                place = end
            }
        }
        guard text[unchecked: place] == UInt8(ascii: "}") else { return nil }
        place &+= 1
        if text[unchecked: place] == UInt8(ascii: "\r") { place &+= 1 }
        return entries[unchecked: entry] == UInt32(truncatingIfNeeded: place) | ScanIndex.lineFeed ? place : nil
    }

    @inline(__always)
    private static func isName(_ text: Span<UInt8>, _ words: RawSpan, _ start: Int, _ member: Member) -> Bool {
        let (head, tail) = JSONLogScanner.ends(words, start, member.name.count)
        guard head == member.head, tail == member.tail else { return false }
        return member.name.count <= 16 || isLongName(text, start, member.name)
    }

    @inline(never)
    private static func isLongName(_ text: Span<UInt8>, _ start: Int, _ name: [UInt8]) -> Bool {
        name.indices.allSatisfy { name[$0] == text[start + $0] }
    }

    // MARK: Learning

    /// The shape of the line that begins at `start`, whose quotes begin with the `first` entry; nil where it has none that
    /// lines could have in common: what it holds is nested, escaped, or no JSON.
    init?(_ text: Span<UInt8>, _ start: Int, _ entries: Span<UInt32>, _ first: Int, slots: [(name: [UInt8], slot: Int)])
    {
        var members: [Member] = []
        var entry = first
        var place = start
        guard text[place] == UInt8(ascii: "{") else { return nil }
        place += 1
        while true {
            guard members.count < Self.memberLimit, entry + 1 < entries.count,
                entries[entry] | entries[entry + 1] < ScanIndex.special
            else { return nil }
            let (open, close) = (Int(entries[entry]), Int(entries[entry + 1]))
            entry += 2
            let comma = members.isEmpty ? 0 : 1
            guard open - place == comma || (open - place == comma + 1 && text[open - 1] == UInt8(ascii: " ")) else {
                return nil
            }
            let name = (open + 1..<close).map { text[$0] }
            // A name that stands twice is for the full reader to refuse.
            guard !members.contains(where: { $0.name == name }), text[close + 1] == UInt8(ascii: ":") else {
                return nil
            }
            let gap = open - place
            let colon = text[close + 2] == UInt8(ascii: " ") ? 2 : 1
            place = close + 1 + colon
            let isText = text[place] == UInt8(ascii: "\"")
            if isText {
                guard entry + 1 < entries.count, Int(entries[entry]) == place, entries[entry + 1] < ScanIndex.special
                else { return nil }
                place = Int(entries[entry + 1]) + 1
                entry += 2
            } else {
                guard let end = JSONLogScanner.endOfWord(text, from: place) else { return nil }
                place = end
            }
            let (head, tail) = JSONLogScanner.ends(text.bytes, open + 1, name.count)
            members.append(
                Member(
                    name: name,
                    head: head,
                    tail: tail,
                    slot: slots.first { $0.name == name }?.slot ?? -1,
                    isText: isText,
                    gap: gap,
                    colon: colon
                )
            )
            if text[place] == UInt8(ascii: "}") { break }
            guard text[place] == UInt8(ascii: ",") else { return nil }
        }
        self.members = members
        entryCount = entry + 1 - first
    }
}
