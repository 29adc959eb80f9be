import Diagnostics
import PlanSyntax

/// Finds the kind of a mapping that names it by one of its keys, such as `random_forest` in a model.
struct KindChooser {
    /// What the mapping is, with its article.
    let what: String
    let kinds: [String]
    /// The keys that may stand there beside the kind.
    var otherKeys: [String] = []

    /// A kind, with the key that names it: the key differs where it was mistyped, which has been reported then.
    struct Kind {
        let name: String
        let key: SyntaxNode
    }

    /// The kind, or nil, with a diagnostic, where none or several are named. `span` is where to say that there is none.
    func kind(of node: SyntaxNode, at span: SourceSpan, in lowering: inout Lowering) -> Kind? {
        guard lowering.expect(.mapping, node, "\(what) is a mapping with its kind as a key") else { return nil }
        let named = node.entries.filter { kinds.contains($0.key.text) }.map(\.key)
        if named.count > 1 {
            lowering.report(
                Diagnostic(
                    .ambiguousKind,
                    "\(what) cannot be of two kinds, `\(named[0].text)` and `\(named[1].text)`",
                    at: .init(named[1].span, "the second kind"),
                    secondary: [.init(named[0].span, "the first kind")]
                )
            )
            return nil
        }
        if let key = named.first { return Kind(name: key.text, key: key) }

        let others = node.entries.map(\.key).filter { !otherKeys.contains($0.text) }
        for key in others {
            guard let nearest = lowering.speller.nearest(to: key.text, among: kinds) else { continue }
            reportUnknown(key, nearest: nearest, in: &lowering)
            return Kind(name: nearest, key: key)
        }
        if let key = others.first {
            reportUnknown(key, nearest: nil, in: &lowering)
        } else {
            lowering.report(.unknownKind, "\(what) does not say its kind", at: span, help: [list])
        }
        return nil
    }

    private var list: String { "the kinds are \(kinds.quotedList)" }

    private func reportUnknown(_ key: SyntaxNode, nearest: String?, in lowering: inout Lowering) {
        var diagnostic = Diagnostic(
            .unknownKind,
            "`\(key.text)` is not a kind of \(what.split(separator: " ").dropFirst().joined(separator: " "))",
            at: .init(key.span),
            notes: nearest == nil ? [list] : [],
            help: nearest.map { ["did you mean `\($0)`?"] } ?? []
        )
        if nearest != nil {
            diagnostic.fix = Suggestion.clear(for: key.text, among: kinds).flatMap(key.replacing)
        }
        lowering.report(diagnostic)
    }
}
