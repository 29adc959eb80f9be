import PlanSyntax

extension ClearSecret {
    /// Reports what looks like a secret in any value of a document.
    static func check(_ tree: SyntaxTree, in lowering: inout Lowering) {
        // Where nothing in the whole file may be part of one, only keys are looked at.
        let isSuspect = tree.texts.contains(where: isSuspect)
        var found: Set<Int> = []
        tree.forEachNode(of: { isSuspect || $0 == .mapping }) { node, isKey in
            guard !isKey else { return }
            switch node.kind {
            case .scalar where isSuspect && Self.isSuspect(node.utf8) && !node.isAlias && !found.contains(node.id):
                if let problem = problem(with: node.text) { lowering.report(diagnostic(problem, at: node.span)) }
            case .mapping where !node.isAlias:
                for key in node.keys where isSuspectKey(key.utf8) {
                    let entry = key.entry
                    guard entry.value.kind == .scalar,
                        let problem = problem(with: entry.value.text, under: entry.key.text),
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
