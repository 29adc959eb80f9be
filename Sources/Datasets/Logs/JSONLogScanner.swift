import Diagnostics

/// Walks over the lines of a prediction log in JSON lines, a window at a time: flat objects without escapes are read in
/// place, everything else by the room for JSON.
///
/// Reads are unchecked, and rest on this: at `end` or behind it a line break stands in the text, with at least fifteen bytes behind
/// it (`ByteWindow`, `RowChunk`). No loop runs past a line break, as it is no space, digit or part of a word.
struct JSONLogScanner {
    private static let quote = UInt8(ascii: "\"")
    private static let lineBreak = UInt8(ascii: "\n")

    private let members: [(name: [UInt8], slot: Int)]
    /// Which member of the last line stood where, as the next line most likely has the same.
    private var order = [Order](repeating: Order(), count: 16)
    /// The first line, to say which members there are where one is missed.
    private(set) var firstLine: SourceFile?

    /// A member's name by its length, first and last eight bytes, and where its value goes.
    private struct Order {
        var count = -1
        var head: UInt64 = 0
        var tail: UInt64 = 0
        var target = LogRow.unwanted
    }

    /// A scanner of lines, `members` saying which of their members go to a slot.
    init(members: [(name: [UInt8], slot: Int)]) { self.members = members }

    /// Hands the lines from `start` on that begin before `end` to `rows`, and says up to where it got.
    mutating func scan(
        _ text: Span<UInt8>,
        from start: Int = 0,
        upTo end: Int,
        into rows: inout some LogSink
    ) -> Int {
        var place = start
        while place < end, !rows.isStopped {
            // Before `end`, which is inside the text.
            if text[unchecked: place] == Self.lineBreak || Self.isSpace(text[unchecked: place]) {
                place &+= 1
                continue
            }
            if firstLine == nil { firstLine = rows.problems.line(at: place, in: text) }
            let start = place
            var row = LogRow()
            if let close = scanFlatObject(text, from: start, into: &row) {
                row.whole = LogCell(start: start, end: close)
                rows.add(row, in: text)
                place = close
            } else {
                while text[place] != Self.lineBreak { place += 1 }
                JSONLogLine.add(text, start..<place, members, to: &rows)
            }
        }
        return place
    }

    /// Reads an object of plain values to the end of its line; nil where there is anything else, or a mistake.
    @inline(__always)
    private mutating func scanFlatObject(_ text: Span<UInt8>, from start: Int, into row: inout LogRow) -> Int? {
        guard text[unchecked: start] == UInt8(ascii: "{") else { return nil }
        var place = Self.skipSpace(text, start &+ 1)
        var found = 0
        var ordinal = 0
        while true {
            guard text[unchecked: place] == Self.quote else { return nil }
            let name = place &+ 1
            guard let (nameEnd, target) = scanName(text, from: name, ordinal) else { return nil }
            if target != LogRow.unwanted {
                // A name that stands twice is for the full reader to refuse.
                guard found & 1 &<< target == 0 else { return nil }
                found |= 1 &<< target
            }
            ordinal &+= 1
            place = Self.skipSpace(text, nameEnd &+ 1)
            guard text[unchecked: place] == UInt8(ascii: ":") else { return nil }
            place = Self.skipSpace(text, place &+ 1)
            if text[unchecked: place] == Self.quote {
                guard let close = Self.closingQuote(text, from: place &+ 1) else { return nil }
                row.cells[unchecked: target] = LogCell(start: place &+ 1, end: close)
                place = close &+ 1
            } else {
                guard let close = Self.endOfWord(text, from: place) else { return nil }
                // `null` is as good as no member.
                if text[unchecked: place] != UInt8(ascii: "n") {
                    row.cells[unchecked: target] = LogCell(start: place, end: close)
                }
                place = close
            }
            place = Self.skipSpace(text, place)
            let byte = text[unchecked: place]
            // Where that is the line break, one byte behind it is looked at, and what stands there ends the object.
            place = Self.skipSpace(text, place &+ 1)
            if byte == UInt8(ascii: "}") { break }
            guard byte == UInt8(ascii: ",") else { return nil }
        }
        return text[unchecked: place] == Self.lineBreak ? place : nil
    }

    /// The closing quote of a name that begins at `start`, and where its value goes.
    @inline(__always)
    private mutating func scanName(_ text: Span<UInt8>, from start: Int, _ ordinal: Int) -> (end: Int, target: Int)? {
        // A name begins at the line break at the latest, and eight bytes are there from it on.
        let words = text.bytes
        if ordinal < order.count {
            let expected = order[ordinal]
            let end = start &+ expected.count
            // A wrong guess may lie behind the window.
            if expected.count >= 0, end < text.count, text[unchecked: end] == Self.quote {
                let (head, tail) = Self.ends(words, start, expected.count)
                if head == expected.head, tail == expected.tail { return (end, expected.target) }
            }
        }
        guard let end = Self.closingQuote(text, from: start) else { return nil }
        let target = target(text, start..<end)
        if ordinal < order.count, end - start <= 16 {
            let (head, tail) = Self.ends(words, start, end - start)
            order[ordinal] = Order(count: end - start, head: head, tail: tail, target: target)
        }
        return (end, target)
    }

    private func target(_ text: Span<UInt8>, _ range: Range<Int>) -> Int {
        for member in members where member.name.count == range.count {
            if zip(member.name, range).allSatisfy({ $0 == text[$1] }) { return member.slot }
        }
        return LogRow.unwanted
    }

    /// The first and the last eight bytes of a name, which tell it together with its length if that is at most 16.
    @inline(__always)
    static func ends(_ words: RawSpan, _ start: Int, _ count: Int) -> (head: UInt64, tail: UInt64) {
        let word = ByteWords.load(words, start)
        if count >= 8 { return (word, ByteWords.load(words, start &+ count &- 8)) }
        return (word & (1 &<< UInt64(count &* 8) &- 1), 0)
    }

    // MARK: Tokens

    @inline(__always)
    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D }

    @inline(__always)
    private static func skipSpace(_ text: Span<UInt8>, _ start: Int) -> Int {
        var place = start
        while isSpace(text[unchecked: place]) { place &+= 1 }
        return place
    }

    /// The next quote; nil where an escape or a control character comes before it. A line break always comes.
    @inline(__always)
    private static func closingQuote(_ text: Span<UInt8>, from start: Int) -> Int? {
        let words = text.bytes
        var place = start
        while true {
            // The line break is a control character, so that no word begins behind it.
            let word = ByteWords.load(words, place)
            let special =
                ByteWords.zeros(word ^ (ByteWords.ones &* UInt64(quote)))
                | ByteWords.zeros(word ^ (ByteWords.ones &* UInt64(UInt8(ascii: "\\"))))
                | ((word &- (ByteWords.ones &* 0x20)) & ~word & ByteWords.highs)
            if special != 0 {
                place &+= special.trailingZeroBitCount &>> 3
                return text[unchecked: place] == quote ? place : nil
            }
            place &+= 8
        }
    }

    /// The end of a number, `true`, `false` or `null`; nil where it is none of them.
    @inline(__always)
    static func endOfWord(_ text: Span<UInt8>, from start: Int) -> Int? {
        var place = start
        if text[unchecked: place] == UInt8(ascii: "-") { place &+= 1 }
        let whole = place
        place = skipDigits(text, place)
        guard place > whole else { return endOfLiteral(text, from: start) }
        if text[unchecked: whole] == UInt8(ascii: "0"), place > whole &+ 1 { return nil }
        if text[unchecked: place] == UInt8(ascii: ".") {
            let decimals = place &+ 1
            place = skipDigits(text, decimals)
            guard place > decimals else { return nil }
        }
        if text[unchecked: place] | 0x20 == UInt8(ascii: "e") {
            place &+= 1
            if text[unchecked: place] == UInt8(ascii: "+") || text[unchecked: place] == UInt8(ascii: "-") {
                place &+= 1
            }
            let power = place
            place = skipDigits(text, power)
            guard place > power else { return nil }
        }
        return place
    }

    @inline(__always)
    private static func skipDigits(_ text: Span<UInt8>, _ start: Int) -> Int {
        var place = start
        while text[unchecked: place] &- UInt8(ascii: "0") < 10 { place &+= 1 }
        return place
    }

    private static func endOfLiteral(_ text: Span<UInt8>, from start: Int) -> Int? {
        for word in ["true", "false", "null"] {
            let end = start + word.utf8.count
            guard end <= text.count else { continue }
            if zip(word.utf8, start..<end).allSatisfy({ $0 == text[$1] }) { return end }
        }
        return nil
    }
}
