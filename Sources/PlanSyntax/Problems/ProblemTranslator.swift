import Diagnostics

/// Says in planrun's words why libyaml could not read a text, and looks at the text to say it better.
struct ProblemTranslator {
    let bytes: [UInt8]
    /// Where libyaml gave up, and where the thing that it was reading began.
    let place: Int
    let opening: Int
    /// Where the innermost `[` or `{` stands that was open then.
    let innermostFlow: Int?

    func report(_ problem: EventReader.Problem, _ findings: inout Findings) {
        let row = ReaderProblem.row(for: problem)
        let draft =
            switch row.inquiry {
            case .none: plain(row)
            case .strayCharacter: strayCharacter(row)
            case .indentation: indentation(row)
            case .missingColon: missingColon(row)
            case .misplacedColon: misplacedColon(row)
            case .inlineCollection: inlineCollection(row)
            case .escape: escape(row)
            case .blockHeader: blockHeader(row)
            case .tightColon: tightColon(row)
            case .tab: tab(row, at: place)
            case .tabInBlock: tabInBlock(row)
            }
        findings.report(draft.code) { draft.diagnostic(in: $0) }
    }

    /// What will be said.
    struct Draft {
        let code: DiagnosticCode
        var message: String
        let range: Range<Int>
        var label = ""
        var second: (range: Range<Int>, label: String)?
        var help: [String] = []
        var fix: (range: Range<Int>, replacement: String)?

        func diagnostic(in file: SourceFile.ID) -> Diagnostic {
            Diagnostic(
                code,
                message,
                at: Diagnostic.Label(SourceSpan(file: file, range), label),
                secondary: second.map { [Diagnostic.Label(SourceSpan(file: file, $0.range), $0.label)] } ?? [],
                help: help,
                fix: fix.map { Diagnostic.Fix(SourceSpan(file: file, $0.range), replacement: $0.replacement) }
            )
        }
    }

    /// The place where libyaml gave up; at the end of the text, the end of its last line that holds anything.
    var stop: Range<Int> {
        let end = bytes.trimmedEnd(bytes.count, notBefore: 0)
        return place >= end ? end..<end : bytes.word(at: place)
    }

    var isAtEnd: Bool { stop.isEmpty }

    func plain(_ row: ReaderProblem) -> Draft {
        switch row.place {
        case .problem: return Draft(code: row.code, message: row.message, range: stop, help: row.help)
        case .whole:
            let start = min(opening, bytes.count)
            let stop = min(bytes.word(at: place).upperBound, bytes.lineEnd(of: start))
            let end = max(bytes.character(at: start).upperBound, bytes.trimmedEnd(stop, notBefore: start))
            return Draft(code: row.code, message: row.message, range: start..<end, help: row.help)
        case .line:
            let start = stop.lowerBound
            let end = bytes.trimmedEnd(bytes.lineEnd(of: start), notBefore: start)
            return Draft(code: row.code, message: row.message, range: start..<end, help: row.help)
        case .opening:
            return Draft(
                code: row.code,
                message: row.message,
                range: bytes.character(at: opening),
                label: "opened here",
                second: (stop, isAtEnd ? "the text ends here" : "the document ends here"),
                help: row.help
            )
        }
    }

    // MARK: Indentation

    private func strayCharacter(_ row: ReaderProblem) -> Draft {
        guard place < bytes.count else { return plain(row) }
        if bytes[place] == .tab { return tab(row, at: place) }
        if let draft = bracketInside() { return draft }
        let character = bytes.character(at: place)
        return Draft(
            code: row.code,
            message: "a value cannot begin with `\(bytes.string(in: character))`",
            range: character,
            help: row.help
        )
    }

    private func tab(_ row: ReaderProblem, at tab: Int) -> Draft {
        let end = bytes.firstIndex(from: tab) { $0 != .tab }
        let isIndentation = bytes.isFirstInLine(tab)
        // A tab that indents stands for two spaces, the commonest step; elsewhere one space is enough. Below a line that
        // is indented deeper it may stand for more, and nothing says for how many.
        let width = isIndentation ? 2 * (end - tab) : 1
        let isClear = !isIndentation || indentationAbove(tab) <= width
        return Draft(
            code: .tabIndentation,
            message: isIndentation ? "a tab is used for indentation" : "a tab stands where only spaces can",
            range: tab..<end,
            help: ["replace it with spaces"],
            fix: isClear ? (tab..<end, String(repeating: " ", count: width)) : nil
        )
    }

    /// Behind spaces, which indent, a tab may as well belong to the text of a literal or folded block.
    private func tabInBlock(_ row: ReaderProblem) -> Draft {
        var draft = tab(row, at: place)
        guard place > bytes.lineStart(of: place) else { return draft }
        draft.message = "a tab stands where the text of a block begins"
        draft.help = [
            "replace it with spaces, or, where it belongs to the text, say how far the block is indented, as in `|2`"
        ]
        draft.fix = nil
        return draft
    }

    /// By how many columns what stands on the line above is indented; the marks of list items are a part of that.
    private func indentationAbove(_ place: Int) -> Int {
        let start = bytes.lineStart(of: place)
        guard start > 0 else { return 0 }
        let above = bytes.lineStart(of: start - 1)
        var text = bytes.firstIndex(from: above) { $0 != .space }
        while text + 1 < start, bytes[text] == .dash, bytes[text + 1] == .space {
            text = bytes.firstIndex(from: text + 1) { $0 != .space }
        }
        return text - above
    }

    private func textAfterValue(_ range: Range<Int>) -> Draft {
        Draft(
            code: .unexpectedText,
            message: "text follows the end of a value",
            range: range,
            help: ["put the whole value in one pair of quotes, or remove the text"]
        )
    }

    private func blockHeader(_ row: ReaderProblem) -> Draft {
        let before = bytes.trimmedEnd(opening, notBefore: bytes.lineStart(of: opening))
        let last = before > 0 ? bytes[before - 1] : .newline
        let isAfterValue = last == .quote || last == .doubleQuote || last.isClosingBracket
        guard isAfterValue else { return plain(row) }
        return textAfterValue(opening..<bytes.trimmedEnd(bytes.lineEnd(of: opening), notBefore: opening))
    }

    private func indentation(_ row: ReaderProblem) -> Draft {
        if !isAtEnd, !bytes.isFirstInLine(place) { return textAfterValue(stop) }
        return Draft(
            code: row.code,
            message: row.message,
            range: stop,
            label: "its indentation fits no block above",
            second: (bytes.word(at: opening), "the block around it begins here"),
            help: ["give the line the indentation of its neighbours"]
        )
    }

    // MARK: Colons

    private func missingColon(_ row: ReaderProblem) -> Draft {
        let lineEnd = bytes.lineEnd(of: opening)
        let end = bytes.trimmedEnd(min(lineEnd, max(place, opening + 1)), notBefore: opening)
        if place <= lineEnd, let draft = keyTooLong(opening..<place) { return draft }
        return Draft(code: row.code, message: row.message, range: opening..<end, help: row.help)
    }

    private func misplacedColon(_ row: ReaderProblem) -> Draft {
        let lineStart = bytes.lineStart(of: place)
        let key = bytes.firstIndex(from: lineStart) { !$0.isBlank && $0 != .dash && $0 != UInt8(ascii: "?") }
        if key < place, let draft = keyTooLong(key..<place) { return draft }
        let isFirst = !zip(bytes[key..<place], bytes[key..<place].dropFirst()).contains { $0 == .colon && $1.isBlank }
        if key < place, isFirst {
            return Draft(
                code: .badIndentation,
                message: "a key stands where the value above goes on",
                range: key..<place,
                label: "its indentation makes it a part of that value",
                help: ["give the line the indentation of the key above"]
            )
        }
        let message = key < place ? "a value without quotes cannot hold `: `" : row.message
        return Draft(code: row.code, message: message, range: bytes.character(at: place), help: row.help)
    }

    private func tightColon(_ row: ReaderProblem) -> Draft {
        let behind = min(place + 1, bytes.count)
        return Draft(
            code: row.code,
            message: row.message,
            range: bytes.character(at: place),
            help: row.help,
            fix: (behind..<behind, " ")
        )
    }

    /// What to say where a key is longer than YAML allows; nil where it is not, or where it is no single key.
    private func keyTooLong(_ key: Range<Int>) -> Draft? {
        let text = bytes[key]
        guard text.count(where: { !$0.isContinuation }) > 1_024 else { return nil }
        let isQuoted = text.first == .quote || text.first == .doubleQuote
        let holdsColon = zip(text, text.dropFirst()).contains { $0 == .colon && $1.isBlank }
        guard isQuoted || !holdsColon else { return nil }
        return Draft(
            code: .keyTooLong,
            message: "a key has more than 1,024 characters",
            range: key,
            help: ["shorten the key, or put quotes round a value that holds `:`"]
        )
    }

    // MARK: Brackets

    private func inlineCollection(_ row: ReaderProblem) -> Draft {
        let isMissingValue = row.code == .missingValue
        guard let bracket = innermostFlow else { return plain(row) }
        if isAtEnd || bytes[place] == .colon && bytes[bracket..<place].contains(.newline) {
            return Draft(
                code: .unclosedBracket,
                message: "this `\(bytes.string(in: bytes.character(at: bracket)))` is never closed",
                range: bytes.character(at: bracket),
                label: "opened here",
                second: (stop, isAtEnd ? "the text ends here" : "it was still open here")
            )
        }
        if bytes[place] == .colon, let draft = keyTooLong(afterSeparator(bracket, place)..<place) { return draft }
        if isMissingValue {
            guard bytes[place] == .dash else { return plain(row) }
            return Draft(
                code: .inlineDash,
                message: "a `-` begins an item in brackets",
                range: bytes.character(at: place),
                help: ["separate the items by commas; no `-` is needed"]
            )
        }
        return bracketInside() ?? plain(row)
    }

    /// What to say where a bracket follows text inside an item, as in `[recall[x] > 1]`; nil where none does.
    private func bracketInside() -> Draft? {
        guard let found = InnerBracket(bytes, before: place, within: innermostFlow) else { return nil }
        let isList = bytes[found.outer] == UInt8(ascii: "[")
        let list = Bracketed(bytes, from: found.outer)
        let sign = bytes.string(in: bytes.character(at: found.inner))
        return Draft(
            code: .unbalancedInlineList,
            message: "a `\(sign)` cannot stand inside an item of an inline \(isList ? "list" : "mapping")",
            range: bytes.character(at: found.inner),
            label: "YAML takes this for the beginning of another \(sign == "[" ? "list" : "mapping")",
            second: (bytes.character(at: found.outer), "the inline \(isList ? "list" : "mapping") begins here"),
            help: Bracketed.help(list, isList: isList),
            fix: list?.fix
        )
    }

    /// Where the item that ends at `end` begins.
    private func afterSeparator(_ bracket: Int, _ end: Int) -> Int {
        var start = end
        while start > bracket + 1, bytes[start - 1] != .comma { start -= 1 }
        return min(end, bytes.firstIndex(from: start) { !$0.isBlankOrBreak })
    }

    // MARK: Escapes

    private func escape(_ row: ReaderProblem) -> Draft {
        // libyaml stops at the backslash of an unknown escape, and behind `\x`, `\u` or `\U` of a broken one.
        let isUnknown = place < bytes.count && bytes[place] == .backslash && row.libyaml.contains("unknown")
        let start = isUnknown ? place : max(0, place - 2)
        var end = min(bytes.count, start + 2)
        if isUnknown {
            end = bytes.character(at: start + 1).upperBound
            return Draft(
                code: row.code,
                message: "the escape `\(bytes.string(in: start..<end))` is not known",
                range: start..<end,
                help: ["write `\\\\` for a backslash, or use single quotes, where a backslash is only itself"]
            )
        }
        let digits = start + 1 < bytes.count ? bytes[start + 1].escapeDigits ?? 0 : 0
        while end < bytes.count, end < start + 2 + digits, bytes[end].isHexDigit { end += 1 }
        let text = bytes.string(in: start..<end)
        guard end == start + 2 + digits else {
            return Draft(
                code: row.code,
                message: "the escape `\(text)` needs \(digits) hexadecimal digits",
                range: start..<end
            )
        }
        if let pair = SurrogatePair(bytes, from: start) {
            let long = "\\U" + hexadecimal(pair.scalar, digits: 8)
            return Draft(
                code: row.code,
                message: "`\(bytes.string(in: pair.range))` is a surrogate pair, which JSON has and YAML has not",
                range: pair.range,
                help: ["write `\(long)`"],
                fix: (pair.range, long)
            )
        }
        return Draft(code: row.code, message: "the escape `\(text)` names no character", range: start..<end)
    }
}

/// Two `\u` escapes that together stand for one character, as JSON writes them.
private struct SurrogatePair {
    let range: Range<Int>
    let scalar: UInt32

    init?(_ bytes: [UInt8], from start: Int) {
        guard let high = SurrogatePair.escape(bytes, at: start), (0xD800..<0xDC00).contains(high),
            let low = SurrogatePair.escape(bytes, at: start + 6), (0xDC00..<0xE000).contains(low)
        else { return nil }
        range = start..<start + 12
        scalar = 0x10000 + (high - 0xD800) << 10 + (low - 0xDC00)
    }

    private static func escape(_ bytes: [UInt8], at start: Int) -> UInt32? {
        guard start + 6 <= bytes.count, bytes[start] == .backslash, bytes[start + 1] == UInt8(ascii: "u") else {
            return nil
        }
        return UInt32(bytes.string(in: start + 2..<start + 6), radix: 16)
    }
}
