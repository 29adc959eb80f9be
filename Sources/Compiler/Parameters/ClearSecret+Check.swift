import PlanSyntax

extension ClearSecret {
    /// Reports what looks like a secret in any value of a document.
    static func check(_ tree: SyntaxTree, in lowering: inout Lowering) {
        var found: Set<Int> = []
        for (node, isKey) in tree.nodes where !isKey {
            switch node.kind {
            case .scalar where isSuspect(node.utf8) && !node.isAlias && !found.contains(node.id):
                if let problem = problem(with: node.text) { lowering.report(diagnostic(problem, at: node.span)) }
            case .mapping where !node.isAlias:
                for entry in node.entries where entry.value.kind == .scalar {
                    guard let problem = problem(with: entry.value.text, under: entry.key.text),
                        entry.value.coreType == .string
                    else { continue }
                    found.insert(entry.value.id)
                    lowering.report(diagnostic(problem, at: entry.value.span))
                }
            default: break
            }
        }
    }
}
