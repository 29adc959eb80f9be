package import Diagnostics
import PlanSyntax

/// Writes a plan, or any file of its language, in the one canonical form.
package enum PlanFormatter {
    /// What came of a text.
    package struct Result: Sendable {
        /// The canonical form; nil where the text has errors.
        package let text: String?
        package let diagnostics: [Diagnostic]
        /// Whether the text is a mapping, as every file of the language is.
        package var isMapping = true
    }

    /// Formats a text. It is read again afterwards, and refused where it would not say the same.
    package static func format(_ file: SourceFile, id: SourceFile.ID) -> Result {
        let parsed = SyntaxTree.parse(file, id: id)
        let errors = parsed.diagnostics.filter { $0.severity == .error }
        guard let tree = parsed.tree, errors.isEmpty else { return Result(text: nil, diagnostics: errors) }
        let text = Layout(tree, of: file.bytes).text
        let written = SourceFile(name: file.name, bytes: Array(text.utf8))
        let again = SyntaxTree.parse(written, id: id)
        if let copy = again.tree, !again.diagnostics.containsErrors {
            let content = SameContent(first: Trivia(tree, of: file.bytes), second: Trivia(copy, of: written.bytes))
            if content.holds(tree.root, copy.root) {
                return Result(text: text, diagnostics: [], isMapping: tree.root.kind == .mapping)
            }
        }
        let problem = Diagnostic(
            .unformattable,
            "the file cannot be put in canonical form without changing what it says",
            at: .init(SourceSpan(file: id, 0..<0)),
            help: ["leave the file as it is, and report the fault with the file"]
        )
        return Result(text: nil, diagnostics: [problem])
    }

    /// Whether a text is a file of planrun's: a mapping whose keys say which version of the language it is in.
    package static func isPlan(_ file: SourceFile) -> Bool {
        let parsed = SyntaxTree.parse(file, id: SourceFile.ID(index: 0))
        if let root = parsed.tree?.root { return root.entries.contains { $0.key.text.hasPrefix("planrun") } }
        // What cannot be read still begins a line with that key.
        return file.text(in: 0..<file.bytes.count).split(whereSeparator: \.isNewline).contains {
            $0.hasPrefix("planrun")
        }
    }
}
