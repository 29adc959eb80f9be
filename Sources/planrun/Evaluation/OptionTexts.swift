import Diagnostics
import PlanSyntax

/// What options say in the language of plans: a text each, of which something may be wrong.
struct OptionTexts {
    private(set) var sources = SourceMap()
    private(set) var trees: [SyntaxTree] = []
    private var diagnostics: [Diagnostic] = []

    /// - Parameter option: What messages call it.
    init(_ texts: [String], of option: String) throws(Questions.Refusal) {
        for text in texts {
            let file = SourceFile(name: option, bytes: Array(text.utf8))
            let parsed = SyntaxTree.parse(file, id: sources.add(file))
            diagnostics += parsed.diagnostics
            if let tree = parsed.tree { trees.append(tree) }
        }
        guard !diagnostics.containsErrors else { throw refusal([]) }
    }

    /// Why they cannot be used.
    func refusal(_ more: [Diagnostic]) -> Questions.Refusal {
        Questions.Refusal(diagnostics: diagnostics + more, sources: sources)
    }
}
