import Diagnostics
import PlanSyntax

extension Layout {
    /// Writes the comments up to a place, each on a line of its own.
    mutating func leads(before offset: Int, at column: Int) {
        while let comment = upcoming, comment.offset < offset {
            sheet.begin(column, comment.text, afterBlank: comment.followsBlankLine)
            next += 1
        }
    }

    /// Takes the comment that stands behind what ends at `end`, with nothing but blanks and a comma between them.
    mutating func takeTrailing(_ end: Int) -> Comment? {
        guard let comment = upcoming, comment.offset >= end, isDirect(comment, behind: end) else { return nil }
        next += 1
        return comment
    }

    /// Whether nothing but blanks and a comma stands between a comment and what ends at `end`.
    func isDirect(_ comment: Comment, behind end: Int) -> Bool {
        (end..<comment.offset).allSatisfy { bytes.isBlank($0) || bytes[$0] == UInt8(ascii: ",") }
    }

    /// Writes the comment behind what ends at `end`, if there is one, behind the line.
    mutating func trailing(_ end: Int) {
        if let comment = takeTrailing(end) { sheet.comment(comment.text, column: comment.column) }
    }

    /// Writes the comment on the line of `offset` behind the line, if one stands there before `limit`.
    mutating func header(onLineOf offset: Int, before limit: Int, keepsColumn: Bool) {
        guard let comment = upcoming, comment.offset < limit, !(offset..<comment.offset).contains(where: bytes.isBreak)
        else { return }
        sheet.comment(comment.text, column: keepsColumn ? comment.column : nil)
        next += 1
    }

    /// Begins the line of an item, behind the comments before it and those that stand within it before its first value.
    mutating func beginItem(at start: Int, value: Int, column: Int, closing: Int? = nil) {
        leads(before: start, at: column)
        var blank = bytes.followsBlankLine(start)
        while let comment = upcoming, comment.offset < value {
            sheet.begin(column, comment.text, afterBlank: blank)
            blank = false
            next += 1
        }
        if let closing, let comment = takeTrailing(closing) {
            sheet.begin(column, comment.text, afterBlank: blank)
            blank = false
        }
        sheet.begin(column, afterBlank: blank)
    }

    /// Writes the comment behind the brackets of a collection that has none any more. What allows a warning on the line of its last
    /// value stays on that line: on one of its own it would be about the next.
    mutating func closing(_ node: SyntaxNode, at column: Int) {
        guard node.style == .flow, let comment = takeTrailing(node.span.upperBound) else { return }
        if sheet.takesComment, Allowances.isAllowance(comment.text) {
            sheet.comment(comment.text, column: nil)
            return
        }
        sheet.begin(column, comment.text, afterBlank: false)
    }

    /// Writes the comments that end a block: those on lines of their own that are indented as deep as it is.
    ///
    /// - Parameters:
    ///   - depth: the least column that a comment of the block has in the source.
    ///   - limit: where what follows the block begins.
    mutating func feet(atLeast depth: Int, before limit: Int, at column: Int) {
        while let comment = upcoming, comment.offset < limit, comment.isOwnLine, comment.column >= depth {
            leads(before: comment.offset + 1, at: column)
        }
    }

    private var upcoming: Comment? { next < trivia.comments.count ? trivia.comments[next] : nil }

    /// Where the first value of an item stands: comments before it, even behind the item's `-`, go before the item.
    func itemStart(_ node: SyntaxNode) -> Int {
        if node.isAlias || node.kind == .scalar { return node.span.lowerBound }
        if let properties = trivia.propertyStarts[node.id], node.style != .flow { return properties }
        if let element = node.elements.first { return itemStart(element) }
        if let entry = node.entries.first { return entryStart(entry) }
        // Comments in empty brackets have no line to stand on.
        return node.span.upperBound
    }

    /// Where the value of an entry stands, or the end of its key where the value has lines of its own.
    func entryStart(_ entry: SyntaxEntry) -> Int {
        let value = entry.value
        if value.isAlias || value.kind == .scalar { return max(entry.key.span.upperBound, value.span.lowerBound) }
        guard value.style == .flow else { return entry.key.span.upperBound }
        return value.elements.isEmpty && value.entries.isEmpty ? value.span.upperBound : value.span.lowerBound
    }
}
