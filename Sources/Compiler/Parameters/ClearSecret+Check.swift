import Diagnostics
import PlanSyntax

extension ClearSecret {
    /// Reports what looks like a secret in any value of a document.
    static func check(_ tree: SyntaxTree, in lowering: inout Lowering) {
        var found: Set<Int> = []
        for entry in tree.entries(ofKeysEndingIn: keyEnds, valuesFrom: shortestOfKey) {
            guard let problem = problem(with: entry.value.text, under: entry.key.text), entry.value.coreType == .string
            else { continue }
            found.insert(entry.value.id)
            lowering.report(diagnostic(problem, at: entry.value.span))
        }
        // Where nothing in the whole file may be part of one, only keys are looked at.
        guard tree.texts.contains(where: isSuspect) else { return }
        tree.forEachNode(of: { $0 == .scalar }) { node, isKey in
            guard !isKey, Self.isSuspect(node.utf8), !node.isAlias, !found.contains(node.id) else { return }
            if let problem = problem(with: node.text) { lowering.report(diagnostic(problem, at: node.span)) }
        }
    }
}
