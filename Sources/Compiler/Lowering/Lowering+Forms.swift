import Diagnostics
import Plan
import PlanSyntax

// Options whose texts are of a form, or are not to be read by everybody.

extension Lowering {
    /// A text of a form: what it is called, and the pattern that the schema has for it.
    mutating func written(_ node: SyntaxNode, as name: String, _ pattern: String) -> String? {
        guard let text = text(node)?.value else { return nil }
        if let form = try? Regex(pattern), text.wholeMatch(of: form) != nil { return text }
        let article = "aeiou".contains(name.prefix(1)) ? "an" : "a"
        report(.wrongType, "\(Self.shown(node)) is not \(article) \(name)", at: node.span)
        return nil
    }

    /// A text that is secret whatever it looks like. Keys of such options are among those that `ClearSecret` knows, which says of longer
    /// ones that they are written out.
    mutating func secret(_ node: SyntaxNode) -> OptionValues.Value? {
        guard let value = option(node, .text) else { return nil }
        switch value {
        case .secret: return value
        case .text(let text) where text.utf8.count >= ClearSecret.shortestOfKey && node.variableRanges.isEmpty:
            return nil
        default:
            report(ClearSecret.diagnostic("a secret", at: node.span))
            return nil
        }
    }
}
