import Diagnostics
import Formatting
import PlanSyntax

/// A text as a tree, for comparing what it says, apart from the formatter's own comparison.
struct Reading {
    let bytes: [UInt8]
    let tree: SyntaxTree?

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        let parsed = SyntaxTree.parse(SourceFile(name: "test.yaml", bytes: bytes), id: .init(index: 0))
        tree = parsed.diagnostics.containsErrors ? nil : parsed.tree
        var leaves: [Leaf] = []
        if let tree { Self.append(tree.root, at: [], to: &leaves) }
        self.leaves = leaves
    }

    /// A single value in the order of the text: its path, its bytes, and what it says.
    struct Leaf {
        let path: [String]
        let range: Range<Int>
        let content: String
    }

    /// In the order of the text.
    let leaves: [Leaf]

    /// What the text says, place by place; quotes count only where they tell text from numbers and the like.
    var content: [String] { leaves.map { "\($0.path.joined(separator: "/")) = \($0.content)" } }

    private static func append(_ node: SyntaxNode, at path: [String], to leaves: inout [Leaf]) {
        let range = node.span.range
        if node.isAlias || node.kind == .scalar {
            let isWord =
                !node.text.isEmpty && node.text.utf8.allSatisfy { $0 > 0x40 || $0 == 0x2D || $0 >= 0x30 && $0 < 0x3A }
            let style = node.style == .plain && !isWord ? "plain" : "text"
            let kind =
                node.isAlias
                ? "alias" : node.isMissing ? "missing" : node.text.contains("\n") ? "text" : isWord ? "word" : style
            leaves.append(Leaf(path: path, range: range, content: "\(kind) \(node.tag) \(node.text.debugDescription)"))
            return
        }
        if node.elements.isEmpty, node.entries.isEmpty {
            leaves.append(Leaf(path: path, range: range, content: "empty \(node.kind) \(node.tag)"))
        }
        for (index, element) in node.elements.enumerated() { append(element, at: path + ["\(index)"], to: &leaves) }
        for entry in node.entries {
            append(entry.key, at: path + [entry.key.text, "?"], to: &leaves)
            append(entry.value, at: path + [entry.key.text], to: &leaves)
        }
    }

    static func format(_ bytes: [UInt8]) -> PlanFormatter.Result {
        PlanFormatter.format(SourceFile(name: "test.yaml", bytes: bytes), id: .init(index: 0))
    }
}
