import Diagnostics
import JSON
import PlanSyntax

/// SplitMix64 (Steele, Lea, Flood 2014): the same inputs in every run.
struct Random: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}

/// Writes a text's tree down again in other words: keys in another order, other quotes, inline or in block form.
struct Rewriting {
    var random: Random

    /// The text with the same meaning, or nil where it is no YAML.
    mutating func rewrite(_ text: String) -> String? {
        let file = SourceFile(name: "plan.yaml", bytes: Array(text.utf8))
        guard let root = SyntaxTree.parse(file, id: SourceFile.ID(index: 0)).tree?.root else { return nil }
        return "# another comment\n" + block(root, indentation: "") + "\n"
    }

    private mutating func block(_ node: SyntaxNode, indentation: String) -> String {
        let isEmpty = node.entries.isEmpty && node.elements.isEmpty
        if node.kind == .scalar || isEmpty || Bool.random(using: &random) { return inline(node) }
        let inner = indentation + "   "
        if node.kind == .sequence {
            return node.elements.map { "\n\(indentation)- \(block($0, indentation: inner))" }.joined()
        }
        return node.entries.shuffled(using: &random).map { entry in
            "\n\(indentation)\(inline(entry.key)):  \(block(entry.value, indentation: inner)) # why not"
        }.joined()
    }

    private mutating func inline(_ node: SyntaxNode) -> String {
        switch node.kind {
        case .scalar: return scalar(node)
        case .sequence: return "[" + node.elements.map { inline($0) }.joined(separator: ", ") + "]"
        case .mapping:
            let entries = node.entries.shuffled(using: &random)
            return "{" + entries.map { "\(inline($0.key)): \(inline($0.value))" }.joined(separator: ", ") + "}"
        }
    }

    /// A plain scalar may be a number or a truth value, and stays plain unless it is made of letters and says neither.
    private mutating func scalar(_ node: SyntaxNode) -> String {
        let text = node.text
        let isSimple = text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "._-/%".contains($0)) }
        let isName = text.first?.isLetter == true && !["true", "false", "null"].contains(text)
        if node.style == .plain, isSimple, !isName || Bool.random(using: &random) { return text }
        return Bool.random(using: &random) && !text.contains("\n")
            ? "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''") + "'"
            : JSONValue.string(text).text
    }
}
