import Diagnostics
import PlanSyntax

/// How a value is written on one line.
struct InlineText {
    let scalars: ScalarText
    let trivia: Trivia
    /// Longer than any line that is kept whole; a bound on the work for lists that are not.
    private static let mostBytes = 1_024

    /// A whole flow collection without its anchor and tag; nil where it is far too long for a line.
    func text(_ node: SyntaxNode) -> String? {
        var text = ""
        return appendContent(of: node, to: &text) ? text : nil
    }

    /// The anchor and the tag in front of a value.
    func properties(_ node: SyntaxNode) -> String {
        var parts: [String] = []
        if let anchor = trivia.anchors[node.id] { parts.append("&" + anchor) }
        if !node.isAlias, let tag = node.tag.text { parts.append(tag) }
        return parts.joined(separator: " ")
    }

    /// A key with its `:`.
    func key(_ node: SyntaxNode) -> String {
        // `*a:` is an alias named `a:` to readers of YAML 1.2.
        single(node) + (node.isAlias ? " :" : ":")
    }

    /// Whether a key is too long to be recognized as one by the `:` behind it.
    func needsMark(_ key: SyntaxNode) -> Bool { single(key).utf8.count > 1_000 }

    /// A single value with its anchor and tag.
    func single(_ node: SyntaxNode) -> String {
        let properties = properties(node)
        if node.isMissing { return properties }
        let text = node.isAlias ? scalars.bytes.string(node.span.range) : scalars.inline(node)
        return properties.isEmpty || text.isEmpty ? properties + text : properties + " " + text
    }

    private func append(_ node: SyntaxNode, to text: inout String) -> Bool {
        guard !node.isAlias, node.kind != .scalar else {
            text += single(node)
            return true
        }
        let properties = properties(node)
        if !properties.isEmpty { text += properties + " " }
        return appendContent(of: node, to: &text)
    }

    private func appendContent(of node: SyntaxNode, to text: inout String) -> Bool {
        let isSequence = node.kind == .sequence
        text += isSequence ? "[" : "{"
        var separator = isSequence ? "" : " "
        for element in node.elements {
            text += separator
            guard append(element, to: &text), text.utf8.count <= Self.mostBytes else { return false }
            separator = isEmpty(element) ? " , " : ", "
        }
        for entry in node.entries {
            text += separator
            guard append(entry, to: &text), text.utf8.count <= Self.mostBytes else { return false }
            separator = isEmpty(entry.value) && hasColon(entry.value) ? " , " : ", "
        }
        // Where nothing stands before it, a bracket would be taken for a part of a tag, as a comma would.
        if separator == " , " || !isSequence && separator == ", " { text += " " }
        text += isSequence ? "]" : "}"
        return true
    }

    private func append(_ entry: SyntaxEntry, to text: inout String) -> Bool {
        let value = entry.value
        guard hasColon(value) else {
            text += single(entry.key)
            return true
        }
        text += needsMark(entry.key) ? "? " + single(entry.key) + " :" : key(entry.key)
        guard !value.isMissing || trivia.propertyStarts[value.id] != nil else { return true }
        text += " "
        return append(value, to: &text)
    }

    private func hasColon(_ value: SyntaxNode) -> Bool {
        !isEmpty(value) || trivia.propertyStarts[value.id] != nil || value.followsColon(in: scalars.bytes)
    }

    /// Whether no text stands where a value could, so that a comma needs a space before it.
    private func isEmpty(_ node: SyntaxNode) -> Bool {
        !node.isAlias && node.kind == .scalar && node.style == .plain && node.text.isEmpty
    }
}

extension SyntaxNode {
    /// Whether a value that is missing has the `:` that it would stand behind.
    func followsColon(in bytes: [UInt8]) -> Bool {
        span.lowerBound > 0 && bytes[span.lowerBound - 1] == UInt8(ascii: ":")
    }
}

extension SyntaxNode.Tag {
    /// The tag as it is written.
    var text: String? {
        switch self {
        case .none: nil
        case .string: "!!str"
        case .integer: "!!int"
        case .float: "!!float"
        case .boolean: "!!bool"
        case .null: "!!null"
        case .sequence: "!!seq"
        case .mapping: "!!map"
        }
    }
}
