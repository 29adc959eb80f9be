import Diagnostics
import PlanSyntax
import Platform

/// A text, read, with ways to print what came of it.
struct Parsed {
    let file: SourceFile
    let result: ParsedSyntax

    init(_ bytes: [UInt8], limits: SyntaxLimits = .standard, division: Division = .none) {
        file = SourceFile(name: "test.yaml", bytes: bytes)
        result = SyntaxTree.parse(file, id: SourceFile.ID(index: 0), limits: limits, division: division)
    }

    init(_ text: String, limits: SyntaxLimits = .standard) { self.init([UInt8](text.utf8), limits: limits) }

    var slugs: [String] { result.diagnostics.map(\.code.slug) }

    /// `line:column-line:column` of a span.
    func place(_ span: SourceSpan) -> String {
        let (start, end) = (file.position(of: span.lowerBound), file.position(of: span.upperBound))
        return "\(start.line):\(start.column)-\(end.line):\(end.column)"
    }

    /// A line a node, children two columns deeper.
    var tree: String {
        guard let root = result.tree?.root else { return "no tree\n" }
        var lines: [String] = []
        append(root, as: "", indentation: "", to: &lines)
        return lines.joined(separator: "\n") + "\n"
    }

    private func append(_ node: SyntaxNode, as role: String, indentation: String, to lines: inout [String]) {
        var line = "\(indentation)\(role)"
        if node.isAlias {
            lines.append(line + "alias \(place(node.span)) of a \(node.kind)")
            return
        }
        line += node.isMissing ? "missing" : "\(node.kind) \(node.style)"
        if node.tag != .none { line += " \(node.tag)" }
        line += " \(place(node.span))"
        if node.kind == .scalar, !node.isMissing { line += " " + node.text.debugDescription }
        lines.append(line)
        for element in node.elements { append(element, as: "- ", indentation: indentation + "  ", to: &lines) }
        for entry in node.entries {
            append(entry.key, as: "? ", indentation: indentation + "  ", to: &lines)
            append(entry.value, as: ": ", indentation: indentation + "  ", to: &lines)
        }
    }

    /// Every diagnostic in full.
    var diagnostics: String {
        var lines: [String] = []
        for found in result.diagnostics {
            lines.append("\(found.severity) \(found.code.id) \(found.code.slug): \(found.message)")
            lines.append("  at \(place(found.primary.span)) \(found.primary.text)")
            lines += found.secondary.map { "  and \(place($0.span)) \($0.text)" }
            lines += found.notes.map { "  note: \($0)" }
            lines += found.help.map { "  help: " + $0.split(separator: "\n").joined(separator: "\n    ") }
            if let fix = found.fix { lines.append("  fix: \(place(fix.span)) \(fix.replacement.debugDescription)") }
        }
        lines.append(result.tree == nil ? "no tree" : "a tree")
        return lines.map { $0.last == " " ? String($0.dropLast()) : $0 }.joined(separator: "\n") + "\n"
    }
}
