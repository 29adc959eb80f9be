import Diagnostics
import PlanSyntax

extension Layout {
    /// Writes the items of a collection, an item a line.
    ///
    /// - Parameters:
    ///   - column: where its lines begin.
    ///   - parent: the column, in the source, of the collection around it; nil for the document's value.
    ///   - limit: where in the source that ends which may hold comments of its last item.
    ///   - continuing: whether the first item goes on with the line, behind a `-`.
    mutating func writeChildren(_ node: SyntaxNode, column: Int, parent: Int?, limit: Int, continuing: Bool) {
        let isFlow = node.style == .flow
        let end = isFlow ? min(limit, node.span.upperBound) : limit
        // Within brackets the author's columns mean nothing.
        let source = isFlow ? nil : bytes.column(of: node.span.lowerBound)
        var isContinuing = continuing
        let elements = Array(node.elements)
        for (index, element) in elements.enumerated() {
            let limit = index + 1 < elements.count ? start(elements[index + 1]) : end
            writeElement(element, column: column, source: source, limit: limit, continuing: isContinuing)
            isContinuing = false
        }
        let entries = Array(node.entries)
        for (index, entry) in entries.enumerated() {
            let limit = index + 1 < entries.count ? start(entries[index + 1].key) : end
            writeEntry(entry, column: column, source: source, limit: limit, continuing: isContinuing)
            isContinuing = false
        }
        if let source, let parent {
            // A list that is not indented is deeper than the mapping around it nevertheless.
            feet(atLeast: max(source, parent + 1), before: end, at: column)
        } else if isFlow {
            leads(before: end, at: column)
        }
    }

    private func start(_ node: SyntaxNode) -> Int { trivia.starts[node.id] ?? node.span.lowerBound }

    private mutating func writeElement(
        _ element: SyntaxNode,
        column: Int,
        source: Int?,
        limit: Int,
        continuing: Bool
    ) {
        // A block without an anchor or a tag begins behind the `-`.
        let isCompact = inline.properties(element).isEmpty && isBlock(element, at: column + 2)
        if !continuing {
            let isBroken = isCompact && element.style == .flow && !hasComments(in: element.span)
            beginItem(
                at: start(element),
                value: itemStart(element),
                column: column,
                closing: isBroken ? element.span.upperBound : nil
            )
        }
        guard isCompact else {
            sheet.append("-")
            writeValue(element, column: column, source: source, limit: limit)
            return
        }
        sheet.append("- ")
        writeChildren(element, column: column + 2, parent: source ?? -1, limit: limit, continuing: true)
        closing(element, at: column + 2)
    }

    private mutating func writeEntry(_ entry: SyntaxEntry, column: Int, source: Int?, limit: Int, continuing: Bool) {
        if !continuing { beginItem(at: start(entry.key), value: entryStart(entry), column: column) }
        if inline.needsMark(entry.key) {
            sheet.append("? " + inline.single(entry.key))
            sheet.begin(column, ":", afterBlank: false)
        } else {
            sheet.append(inline.key(entry.key))
        }
        writeValue(entry.value, keyEnd: entry.key.span.upperBound, column: column, source: source, limit: limit)
    }

    /// Writes a value behind its `-` or its key, or the document's.
    ///
    /// - Parameters:
    ///   - keyEnd: where its key ends in the source.
    ///   - column: where the line of its `-` or key begins; its own lines begin two columns deeper.
    ///   - source: the same in the source, where that means anything.
    mutating func writeValue(_ node: SyntaxNode, keyEnd: Int? = nil, column: Int, source: Int?, limit: Int) {
        let properties = inline.properties(node)
        if !properties.isEmpty { sheet.append(space + properties) }
        if node.isAlias || node.kind == .scalar {
            writeSingle(node, keyEnd: keyEnd, column: column, source: source, limit: limit)
            return
        }
        guard isBlock(node, at: sheet.width + space.utf8.count), let first = node.firstValue else {
            sheet.append(space + (inline.text(node) ?? ""))
            trailing(node.span.upperBound)
            return
        }
        if node.style == .flow {
            // The columns of what stood behind brackets mean nothing on another line.
            let isPlain = !hasComments(in: node.span)
            header(onLineOf: node.span.lowerBound, before: start(first), keepsColumn: false)
            if isPlain, let comment = takeTrailing(node.span.upperBound) { sheet.comment(comment.text, column: nil) }
        } else {
            let place = keyEnd ?? trivia.propertyStarts[node.id] ?? node.span.lowerBound
            header(onLineOf: place, before: start(first), keepsColumn: true)
        }
        sheet.refuseBlank()
        writeChildren(node, column: column + 2, parent: source ?? -1, limit: limit, continuing: false)
        closing(node, at: column + 2)
    }

    /// What stands before a value: nothing at the beginning of a line.
    var space: String { sheet.isAtLineStart ? "" : " " }
}

extension SyntaxNode {
    /// Its first element or its first key.
    fileprivate var firstValue: SyntaxNode? { elements.first ?? entries.first?.key }
}
