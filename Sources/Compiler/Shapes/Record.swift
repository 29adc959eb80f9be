import Diagnostics
import Plan
import PlanSyntax

/// A mapping of the plan, its keys checked against a shape, ready to be read key by key.
struct Record {
    let node: SyntaxNode
    private let entries: [String: SyntaxEntry]

    /// Checks the keys: unknown ones and missing ones are reported. Nil where the node is no mapping at all.
    init?(_ node: SyntaxNode, _ shape: RecordShape, in lowering: inout Lowering) {
        guard lowering.expect(.mapping, node, "\(shape.name) is a mapping") else { return nil }
        self.node = node
        var entries: [String: SyntaxEntry] = [:]
        for entry in node.entries {
            let key = entry.key.text
            guard shape[key] != nil else {
                lowering.reportUnknownKey(entry.key, in: shape)
                continue
            }
            entries[key] = entry
        }
        self.entries = entries
        for field in shape.fields where field.isRequired && entries[field.key] == nil {
            lowering.report(
                .missingKey,
                "\(shape.name) lacks its key `\(field.key)`",
                at: node.span.isEmptyOrLong ? node.entries.first?.key.span ?? node.span : node.span,
                help: ["`\(field.key)`: \(field.summary)"]
            )
        }
    }

    /// The value of a key, or nil where it is absent or unusable.
    func read<Value>(_ key: Key<Value>, _ lowering: inout Lowering) -> Value? {
        guard let value = entries[key.name]?.value else { return nil }
        return key.read(value, &lowering)
    }

    /// Whether the key is there, usable or not.
    func has(_ key: String) -> Bool { entries[key] != nil }

    /// Where the key itself stands.
    func keySpan(_ key: String) -> SourceSpan? { entries[key]?.key.span }

    /// The node of a key's value.
    func node(_ key: String) -> SyntaxNode? { entries[key]?.value }
}

extension SourceSpan {
    /// Whether a message should rather point at something shorter.
    fileprivate var isEmptyOrLong: Bool { range.isEmpty || range.count > 60 }
}
