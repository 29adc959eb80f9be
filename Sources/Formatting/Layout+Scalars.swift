import Diagnostics
import PlanSyntax

extension Layout {
    /// Writes a scalar, an alias, or nothing where no value is, behind the `-` or the key and the anchor and tag.
    mutating func writeSingle(_ node: SyntaxNode, keyEnd: Int?, column: Int, source: Int?, limit: Int) {
        if node.isAlias {
            writeLine(bytes.string(node.span.range), of: node)
        } else if node.isMissing || node.span.range.isEmpty {
            trailing(node.span.upperBound)
            // What an author has turned into comments stays where the value would be.
            if let source {
                sheet.refuseBlank()
                feet(atLeast: source + 1, before: limit, at: column + 2)
                sheet.allowBlank()
            }
        } else if node.style == .literal || node.style == .folded {
            write(BlockScalar(node, in: bytes, parentColumn: source), of: node, at: column + 2)
        } else if scalars.isOneLine(node) {
            let text = scalars.inline(node)
            let isTooLong = sheet.width + 1 + DisplayWidth.columns(of: text) > Layout.width
            if isTooLong, standsBelow(node, keyEnd) {
                sheet.begin(column + 2, afterBlank: false)
            }
            writeLine(text, of: node)
        } else {
            let lines = scalars.lines(node)
            if standsBelow(node, keyEnd) { sheet.begin(column + 2, afterBlank: false) }
            sheet.append(space + (lines.first ?? ""))
            for line in lines.dropFirst() { sheet.verbatim(column + 2, line) }
            trailing(node.span.upperBound)
        }
    }

    private mutating func writeLine(_ text: String, of node: SyntaxNode) {
        sheet.append(space + text)
        trailing(node.span.upperBound)
    }

    private mutating func write(_ scalar: BlockScalar, of node: SyntaxNode, at column: Int) {
        sheet.append(space + scalar.header)
        if let comment = trivia.headerComments[node.id] { sheet.comment(comment.text, column: comment.column) }
        for line in scalar.lines { sheet.verbatim(column, line) }
        if scalar.keepsBlankLines { sheet.refuseBlank() }
    }

    /// Whether a value begins on a line below its key.
    private func standsBelow(_ node: SyntaxNode, _ keyEnd: Int?) -> Bool {
        keyEnd.map { $0 < node.span.lowerBound && ($0..<node.span.lowerBound).contains(where: bytes.isBreak) } ?? false
    }
}
