import Diagnostics
import JSON
import PlanSyntax
import Platform

/// Reads each file named on standard input, a path a line, and prints what was made of it as a JSON object a line: the
/// codes of its errors, and the tree as the events of the YAML test suite, without what a tree does not keep: the marks of
/// documents and the names of anchors.
@main
enum TreeEvents {
    static func main() throws {
        while let path = readLine() {
            let bytes = try FileSystem.read(path, limit: SyntaxLimits.standard.bytes)
            let file = SourceFile(name: path, bytes: bytes)
            let parsed = SyntaxTree.parse(file, id: SourceFile.ID(index: 0))
            let errors = parsed.diagnostics.filter { $0.severity == .error }.map { JSONValue.string($0.code.slug) }
            var events: [JSONValue] = []
            if let tree = parsed.tree { append(tree.root, to: &events) }
            let result: JSONValue = ["errors": .array(errors), "events": .array(events)]
            StandardStream.output.write(result.canonicalText + "\n")
        }
    }

    /// The tree is at most 64 deep, so its walk may recurse.
    private static func append(_ node: SyntaxNode, to events: inout [JSONValue]) {
        if node.isAlias {
            events.append("=ALI")
            return
        }
        let tag = word(for: node.tag).map { " <tag:yaml.org,2002:\($0)>" } ?? ""
        let isFlow = node.style == .flow
        switch node.kind {
        case .scalar: events.append(.string("=VAL\(tag) \(sign(of: node.style))\(escaped(node.text))"))
        case .sequence:
            events.append(.string("+SEQ" + (isFlow ? " []" : "") + tag))
            for element in node.elements { append(element, to: &events) }
            events.append("-SEQ")
        case .mapping:
            events.append(.string("+MAP" + (isFlow ? " {}" : "") + tag))
            for entry in node.entries {
                append(entry.key, to: &events)
                append(entry.value, to: &events)
            }
            events.append("-MAP")
        }
    }

    private static func word(for tag: SyntaxNode.Tag) -> String? {
        switch tag {
        case .none: nil
        case .string: "str"
        case .integer: "int"
        case .float: "float"
        case .boolean: "bool"
        case .null: "null"
        case .sequence: "seq"
        case .mapping: "map"
        }
    }

    private static func sign(of style: SyntaxNode.Style) -> String {
        switch style {
        case .singleQuoted: "'"
        case .doubleQuoted: "\""
        case .literal: "|"
        case .folded: ">"
        case .plain, .flow, .block: ":"
        }
    }

    private static let escapes: [Character: String] = [
        "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\u{8}": "\\b",
    ]

    private static func escaped(_ text: String) -> String {
        String(text.unicodeScalars.flatMap { Array(escapes[Character($0)] ?? String($0)) })
    }
}
