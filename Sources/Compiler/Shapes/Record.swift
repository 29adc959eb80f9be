import Diagnostics
import Plan
import PlanSyntax

/// A mapping of the plan, its keys checked against a shape, ready to be read key by key.
final class Record {
    /// More unknown keys than these are counted and not listed: such a mapping is of another kind altogether.
    private static let mostUnknownKeys = 20

    private let shape: RecordShape
    private let node: SyntaxNode
    /// The number of the node that is the key of each field of the shape; the root's, 0, where it has none.
    private var keys: [Int]

    /// Checks the keys: unknown ones and missing ones are reported. Nil where the node is no mapping at all.
    ///
    /// A mistyped key is read as the one that it was probably meant to be, so that a key is not missed which is there,
    /// and its value is checked as well. `known` is such a key that has been reported already, with what it is read as.
    init?(
        _ node: SyntaxNode,
        _ shape: RecordShape,
        known: (key: String, meaning: String)? = nil,
        in lowering: inout Lowering
    ) {
        guard lowering.expect(.mapping, node, "\(shape.name) is a mapping") else { return nil }
        self.shape = shape
        self.node = node
        keys = Array(repeating: 0, count: shape.fields.count)
        var unknown: [SyntaxNode] = []
        // The reader of YAML has refused it, and what it would have brought is not missed as well.
        var isMerged = false
        for key in node.keys {
            if let place = shape.place(of: key.text, KeyWord(key.utf8)) {
                keys[place] = key.id
            } else if let known, key.text == known.key, let place = shape.place(of: known.meaning, nil) {
                keys[place] = key.id
            } else if key.isMergeKey {
                isMerged = true
            } else {
                unknown.append(key)
            }
        }
        for key in unknown.prefix(Self.mostUnknownKeys) {
            guard let meant = lowering.reportUnknownKey(key, in: shape, isTaken: { self.has($0) }),
                let place = shape.place(of: meant, nil), keys[place] == 0
            else { continue }
            keys[place] = key.id
        }
        if unknown.count > Self.mostUnknownKeys {
            let rest = unknown.count - Self.mostUnknownKeys
            lowering.report(
                .unknownKey,
                "\(rest) more unknown key\(rest == 1 ? "" : "s") in \(shape.name)",
                at: unknown[Self.mostUnknownKeys].span,
                "the first of them"
            )
        }
        for place in keys.indices where keys[place] == 0 && shape.fields[place].isRequired && !isMerged {
            let field = shape.fields[place]
            lowering.report(
                .missingKey,
                "\(shape.name) lacks its key `\(field.key)`",
                at: node.anchorSpan,
                help: ["`\(field.key)`: \(field.summary)"]
            )
        }
    }

    /// The value of a key, or nil where it is absent or unusable.
    func read<Value>(_ key: Key<Value>, _ lowering: inout Lowering) -> Value? {
        value(of: key.field, in: &lowering).flatMap { key.read($0, &lowering) }
    }

    /// The node of a key's value, or nil where it is absent, or reported as empty or as a collection in the place of a
    /// single value: here the message can still name the key.
    func value(of field: FieldShape, in lowering: inout Lowering) -> SyntaxNode? {
        guard let value = shape.place(of: field).flatMap({ entry($0)?.value }) else { return nil }
        if lowering.isNull(value) {
            lowering.report(
                .missingValue,
                "`\(field.key)` has no value",
                at: value.span,
                "value missing here",
                help: field.isRequired ? [] : ["leave the key out if it has nothing to say"]
            )
            return nil
        }
        // `{{ TEXT }}`, a mapping as a key, has been refused by the reader of YAML.
        if value.keys.contains(where: { $0.kind == .mapping }) { return nil }
        if field.isSingleValue, value.kind != .scalar {
            lowering.report(
                .wrongKind,
                "`\(field.key)` takes a single value, not \(value.kind.words)",
                at: value.anchorSpan
            )
            return nil
        }
        return value
    }

    /// Whether the key is there, usable or not.
    func has(_ key: String) -> Bool { entry(of: key) != nil }

    /// Where the values of its keys stand.
    var valueSpans: [String: SourceSpan] {
        var spans: [String: SourceSpan] = [:]
        for (place, field) in shape.fields.enumerated() { spans[field.key] = entry(place)?.value.anchorSpan }
        return spans
    }

    /// Where the key itself stands.
    func keySpan(_ key: String) -> SourceSpan? { entry(of: key)?.key.span }

    private func entry(of key: String) -> SyntaxEntry? { shape.place(of: key, nil).flatMap(entry) }

    private func entry(_ place: Int) -> SyntaxEntry? { keys[place] == 0 ? nil : node.entry(ofKey: keys[place]) }
}

extension SyntaxNode {
    fileprivate var isMergeKey: Bool { style == .plain && text == "<<" }
}
