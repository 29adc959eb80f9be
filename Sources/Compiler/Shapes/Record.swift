import Diagnostics
import Plan
import PlanSyntax

/// A mapping of the plan, its keys checked against a shape, ready to be read key by key.
struct Record {
    /// The most keys that a shape has. A long plan has records by the hundred thousand, and none of them is kept elsewhere
    /// than on the stack.
    private static let mostFields = 32

    /// More unknown keys than these are counted and not listed: such a mapping is of another kind altogether.
    private static let mostUnknownKeys = 20

    private let shape: RecordShape
    private let node: SyntaxNode
    /// The number of the node that is the key of each field of the shape; the root's, 0, where it has none.
    private var keys = InlineArray<32, UInt32>(repeating: 0)

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
        precondition(shape.fieldCount <= Self.mostFields, "a mapping with more keys than a record has room for")
        var places = InlineArray<32, UInt32>(repeating: 0)
        var others: [Int] = []
        node.forEachKey { key, text in
            if let word = KeyWord(text), let place = shape.place(of: "", word) {
                places[place] = UInt32(key)
            } else {
                others.append(key)
            }
        }
        keys = places
        var unknown: [SyntaxNode] = []
        // The reader of YAML has refused it, and what it would have brought is not missed as well.
        var isMerged = false
        for key in others.map(node.node) {
            if let place = shape.place(of: key.text, nil) {
                keys[place] = UInt32(key.id)
            } else if let known, key.text == known.key, let place = shape.place(of: known.meaning, nil) {
                keys[place] = UInt32(key.id)
            } else if key.isMergeKey {
                isMerged = true
            } else {
                unknown.append(key)
            }
        }
        for key in unknown.prefix(Self.mostUnknownKeys) {
            let read = self
            guard let meant = lowering.reportUnknownKey(key, in: shape, isTaken: { read.has($0) }),
                let place = shape.place(of: meant, nil), keys[place] == 0
            else { continue }
            keys[place] = UInt32(key.id)
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
        for place in shape.required where keys[place] == 0 && !isMerged {
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
        guard let place = shape.place(of: field), keys[place] != 0 else { return nil }
        let value = node.value(ofKey: Int(keys[place]))
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
        if value.isOf(.mapping), value.keys.contains(where: { $0.isOf(.mapping) }) { return nil }
        if field.isSingleValue, !value.isOf(.scalar) {
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

    private func entry(_ place: Int) -> SyntaxEntry? { keys[place] == 0 ? nil : node.entry(ofKey: Int(keys[place])) }
}

extension SyntaxNode {
    fileprivate var isMergeKey: Bool { style == .plain && text == "<<" }
}
