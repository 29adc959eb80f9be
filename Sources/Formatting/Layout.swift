import Diagnostics
import PlanSyntax

/// Writes a tree in the canonical form, each comment where it belongs.
///
/// A comment behind a value stays behind it. A comment on a line of its own goes before what follows it, or ends the block
/// that it is indented as a part of. Comments are taken in the order of the text, so that none is lost or written twice.
struct Layout {
    /// The widest line that a flow collection may stand on.
    static let width = 120

    let bytes: [UInt8]
    let trivia: Trivia
    let scalars: ScalarText
    let inline: InlineText
    var sheet = Sheet()
    /// The first comment that is not written yet.
    var next = 0

    init(_ tree: SyntaxTree, of bytes: [UInt8]) {
        self.bytes = bytes
        trivia = Trivia(tree, of: bytes)
        scalars = ScalarText(bytes: bytes)
        inline = InlineText(scalars: scalars, trivia: trivia)
        write(tree.root)
    }

    var text: String { sheet.text }

    /// Writes the document's own value.
    private mutating func write(_ root: SyntaxNode) {
        let properties = inline.properties(root)
        if properties.isEmpty, isBlock(root, at: 0) {
            leads(before: itemStart(root), at: 0)
            writeChildren(root, column: 0, parent: nil, limit: .max, continuing: false)
        } else {
            leads(before: trivia.propertyStarts[root.id] ?? root.span.lowerBound, at: 0)
            sheet.begin(0, afterBlank: false)
            // It has no key that its items would be indented under.
            writeValue(root, column: root.kind == .scalar ? 0 : -2, source: nil, limit: .max)
        }
        leads(before: .max, at: 0)
    }

    /// Whether a value is written with an item a line: where its author did, and where it is too long or has comments.
    ///
    /// - Parameter column: where it would begin on its line.
    func isBlock(_ node: SyntaxNode, at column: Int) -> Bool {
        guard !node.isAlias, node.kind != .scalar else { return false }
        guard node.style == .flow else { return true }
        guard !node.elements.isEmpty || !node.entries.isEmpty else { return false }
        if hasComments(in: node.span) { return true }
        guard let text = inline.text(node) else { return true }
        guard column + DisplayWidth.columns(of: text) > Self.width else { return false }
        // What is allowed on a line must stay on it.
        return !hasAllowance(behind: node.span)
    }

    /// Whether a comment that allows warnings on the line stands behind a value.
    private func hasAllowance(behind span: SourceSpan) -> Bool {
        guard let comment = trivia.comments[next...].first(where: { $0.offset >= span.upperBound }) else {
            return false
        }
        return isDirect(comment, behind: span.upperBound) && Allowances.isAllowance(comment.text)
    }

    func hasComments(in span: SourceSpan) -> Bool {
        trivia.comments[next...].first { $0.offset >= span.lowerBound }.map { $0.offset < span.upperBound } ?? false
    }
}
