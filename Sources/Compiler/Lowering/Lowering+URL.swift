import Diagnostics
import Plan
import PlanSyntax

extension Lowering {
    /// An address of a web server.
    mutating func url(_ node: SyntaxNode) -> Located<String>? {
        guard let text = scalar(node, "a URL") else { return nil }
        guard PlanURL.isWellFormed(text) else {
            // A password in it must not be repeated.
            let shown = ClearSecret.problem(with: text) == nil ? Self.shown(node) : "the text"
            report(
                .wrongType,
                "\(shown) is not a URL",
                at: node.span,
                help: ["write a URL as `https://host/path` or `http://127.0.0.1:9090`, without a user or password"]
            )
            return nil
        }
        return Located(text, at: node.span)
    }
}
