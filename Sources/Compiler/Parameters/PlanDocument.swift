package import PlanSyntax

/// A plan as it was written: its file, and the fragments that it includes, in the order of their inclusion.
package struct PlanDocument: Sendable {
    package let main: SyntaxTree
    package let fragments: [SyntaxTree]

    package init(_ main: SyntaxTree, fragments: [SyntaxTree] = []) {
        self.main = main
        self.fragments = fragments
    }

    package var trees: [SyntaxTree] { [main] + fragments }
}
