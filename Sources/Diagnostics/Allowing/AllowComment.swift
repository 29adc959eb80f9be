/// A comment `# planrun: allow PR0405, unused-anchor -- reason`, read with the places of its parts.
struct AllowComment {
    /// A code or a name as it is written there.
    struct Word {
        let text: String
        let range: Range<Int>
    }

    /// From its `#` to its end.
    let range: Range<Int>
    let words: [Word]
    /// What stands behind ` -- `; nil where nothing does.
    let reason: String?
    /// The line it is about, as the offset of a byte in it; nil where no line follows.
    let target: Int?

    /// What a comment that starts with `# planrun:` is.
    enum Reading {
        case allow(AllowComment)
        /// Near enough to be meant as one; `help` says what is wrong.
        case malformed(Range<Int>, help: [String])
    }

    /// Reads the comment in `range` of a file; nil where it is one for people only, such as `# planrun: a plan`.
    ///
    /// - Parameter below: What is known of a comment further down, so that of many lines of comments each is looked at once.
    static func read(_ range: Range<Int>, in file: SourceFile, above below: Below? = nil) -> Reading? {
        var scanner = Scanner(bytes: file.bytes, place: range.lowerBound + 1, end: range.upperBound)
        scanner.skipBlanks()
        guard scanner.take("planrun") else { return nil }
        scanner.skipBlanks()
        guard scanner.take(":") else { return nil }
        scanner.skipBlanks()
        let verb = scanner.takeWord()
        guard verb.text == "allow" else {
            let isNear = Suggestion.nearest(to: verb.text, among: ["allow", "ignore", "disable"]) != nil
            let isSynonym = ["ignore", "disable", "noqa", "suppress", "Allow", "ALLOW"].contains(verb.text)
            return isNear || isSynonym ? .malformed(verb.range, help: ["write `# planrun: allow CODE -- reason`"]) : nil
        }
        var words: [Word] = []
        repeat {
            scanner.skipBlanks()
            let word = scanner.takeWord()
            guard !word.text.isEmpty, word.text != "--" else {
                let place = word.text.isEmpty ? verb.range.lowerBound..<scanner.place : word.range
                return .malformed(place, help: ["name a code, as in `# planrun: allow PR0405 -- reason`"])
            }
            words.append(word)
            scanner.skipBlanks()
        } while scanner.take(",")
        let hasMark = scanner.take("--")
        let isOver = scanner.place == scanner.end
        guard hasMark || isOver else {
            let rest = scanner.place..<scanner.end
            return .malformed(rest, help: ["separate codes by commas, and begin the reason with ` -- `"])
        }
        scanner.skipBlanks()
        return .allow(
            AllowComment(
                range: range,
                words: words,
                reason: hasMark && scanner.place < scanner.end ? scanner.rest : nil,
                target: target(of: range, in: file, above: below)
            )
        )
    }

    /// A comment with a line of its own, and the line that it is about.
    struct Below {
        let line: Int
        let target: Int?
    }

    /// The comment's own line, where something stands before it; else the next line that has more than a comment.
    static func target(of range: Range<Int>, in file: SourceFile, above below: Below?) -> Int? {
        let line = file.lineRange(containing: range.lowerBound)
        if file.bytes[line.lowerBound..<range.lowerBound].contains(where: { !isBlank($0) }) { return range.lowerBound }
        var place = range.upperBound
        while let newline = file.bytes[place...].firstIndex(of: UInt8(ascii: "\n")), newline + 1 < file.bytes.count {
            let next = file.lineRange(containing: newline + 1)
            if let below, next.lowerBound == below.line { return below.target }
            if let first = file.bytes[next].first(where: { !isBlank($0) }), first != UInt8(ascii: "#") {
                return next.lowerBound
            }
            place = newline + 1
        }
        return nil
    }

    fileprivate static func isBlank(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || SourceFile.byteOrderMark.contains(byte)
    }
}

/// Takes a comment apart, byte by byte.
private struct Scanner {
    let bytes: [UInt8]
    var place: Int
    let end: Int

    /// What has not been read yet, without blanks at its end.
    var rest: String {
        let last = bytes[place..<end].lastIndex { !AllowComment.isBlank($0) && $0 != UInt8(ascii: "\r") }
        return String(decoding: bytes[place..<(last.map { $0 + 1 } ?? place)], as: UTF8.self)
    }

    mutating func skipBlanks() {
        while place < end, AllowComment.isBlank(bytes[place]) { place += 1 }
    }

    mutating func take(_ text: String) -> Bool {
        guard bytes[place..<end].starts(with: text.utf8) else { return false }
        place += text.utf8.count
        return true
    }

    /// What stands up to the next blank or comma; empty where one stands here.
    mutating func takeWord() -> AllowComment.Word {
        let start = place
        while place < end, bytes[place] != UInt8(ascii: ","), !AllowComment.isBlank(bytes[place]) { place += 1 }
        return AllowComment.Word(text: String(decoding: bytes[start..<place], as: UTF8.self), range: start..<place)
    }
}
