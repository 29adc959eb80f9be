import Diagnostics
import PlanSyntax

/// What stands between the values of a tree: comments, the anchors before values, and where an item begins.
///
/// The tree knows the bytes of every value, so that a `#` outside them begins a comment; nothing is parsed anew.
struct Trivia {
    /// In the order of the text, without those behind `|` and `>`.
    private(set) var comments: [Comment] = []
    /// By a node's number: where its `-`, its `?`, its anchor, its tag or else the node itself begins.
    private(set) var starts: [Int: Int] = [:]
    /// By a node's number: where its anchor or tag begins; only of nodes that have one.
    private(set) var propertyStarts: [Int: Int] = [:]
    /// By a node's number: the name behind `&`.
    private(set) var anchors: [Int: String] = [:]

    /// By a node's number: the comment behind its `|` or `>`.
    private(set) var headerComments: [Int: Comment] = [:]

    private let bytes: [UInt8]
    /// Up to here the source was looked at.
    private var cursor: Int

    init(_ tree: SyntaxTree, of bytes: [UInt8]) {
        self.bytes = bytes
        cursor = bytes.starts(with: SourceFile.byteOrderMark) ? SourceFile.byteOrderMark.count : 0
        visit(tree.root)
        scan(to: bytes.count, before: nil)
    }

    private mutating func visit(_ node: SyntaxNode) {
        let span = node.span
        scan(to: span.lowerBound, before: node)
        if node.isAlias || node.kind == .scalar {
            if !node.isAlias, node.style == .literal || node.style == .folded { readHeader(of: node) }
            cursor = max(cursor, span.upperBound)
            return
        }
        let isBracketed = node.style == .flow && node.isBracketed(in: bytes)
        cursor = max(cursor, span.lowerBound + (isBracketed ? 1 : 0))
        for element in node.elements { visit(element) }
        for entry in node.entries {
            visit(entry.key)
            visit(entry.value)
        }
        if isBracketed { scan(to: span.upperBound, before: nil) }
    }

    /// Looks at the bytes up to a value, or up to the end of a collection or of the text.
    private mutating func scan(to end: Int, before node: SyntaxNode?) {
        var start: Int?
        while cursor < end {
            let offset = cursor
            switch bytes[offset] {
            case UInt8(ascii: "#"):
                cursor = bytes.lineEnd(of: offset)
                comments.append(comment(offset..<cursor))
            case UInt8(ascii: "&"), UInt8(ascii: "!"):
                cursor = min(end, propertyEnd(from: offset))
                guard let node else { continue }
                start = start ?? offset
                propertyStarts[node.id] = propertyStarts[node.id] ?? offset
                if bytes[offset] == UInt8(ascii: "&") { anchors[node.id] = bytes.string(offset + 1..<cursor) }
            case UInt8(ascii: "%"): skipDirective(to: end)
            case UInt8(ascii: "-"), UInt8(ascii: "."):
                // `---` and `...` frame the document, and a `-` begins an item.
                let isMarker = offset + 1 < end && bytes[offset + 1] == bytes[offset]
                cursor += isMarker ? 3 : 1
                if !isMarker { start = start ?? offset }
            case UInt8(ascii: "?"):
                cursor += 1
                start = start ?? offset
            default: cursor += 1
            }
        }
        if let node { starts[node.id] = start ?? node.span.lowerBound }
    }

    private mutating func readHeader(of node: SyntaxNode) {
        let line = node.span.lowerBound..<bytes.lineEnd(of: node.span.lowerBound)
        guard let hash = line.first(where: { bytes[$0] == UInt8(ascii: "#") }) else { return }
        headerComments[node.id] = comment(hash..<line.upperBound)
        // The span of an empty text ends before its comment.
        cursor = line.upperBound
    }

    private func comment(_ range: Range<Int>) -> Comment {
        Comment(
            offset: range.lowerBound,
            text: bytes.string(bytes.trimmed(range)),
            isOwnLine: bytes.isFirstInLine(range.lowerBound),
            column: bytes.column(of: range.lowerBound),
            followsBlankLine: bytes.followsBlankLine(range.lowerBound)
        )
    }

    /// The texts of all comments, in order.
    var commentTexts: [String] {
        (comments + headerComments.values).sorted { $0.offset < $1.offset }.map(\.text)
    }

    private func propertyEnd(from offset: Int) -> Int {
        var end = offset + 1
        let isVerbatim = end < bytes.count && bytes[end] == UInt8(ascii: "<")
        while end < bytes.count, !bytes.isBlankOrBreak(end) {
            if !isVerbatim, [",", "]", "}"].contains(Unicode.Scalar(bytes[end])) { break }
            end += 1
        }
        return end
    }

    /// A directive takes its line, but for a comment behind it.
    private mutating func skipDirective(to end: Int) {
        while cursor < end, !bytes.isBreak(cursor) {
            if bytes[cursor] == UInt8(ascii: "#"), bytes.isBlank(cursor - 1) { return }
            cursor += 1
        }
    }
}

extension SyntaxNode {
    /// Whether a flow collection has brackets of its own; `[a: b]` holds a mapping that has none.
    func isBracketed(in bytes: [UInt8]) -> Bool {
        guard span.lowerBound < bytes.count else { return false }
        return bytes[span.lowerBound] == UInt8(ascii: kind == .sequence ? "[" : "{")
    }
}
