import Diagnostics
import Plan
import PlanSyntax

/// A mapping of the plan, its keys checked against a shape, ready to be read key by key.
struct Record {
    /// More unknown keys than these are counted and not listed: such a mapping is of another kind altogether.
    private static let mostUnknownKeys = 20

    private let shape: RecordShape
    /// The entry of each field of the shape, nil where it has none. A mapping has few keys: looking through them is faster
    /// than hashing.
    private var entries: [SyntaxEntry?]

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
        entries = Array(repeating: nil, count: shape.fields.count)
        var unknown: [SyntaxEntry] = []
        // The reader of YAML has refused it, and what it would have brought is not missed as well.
        var isMerged = false
        for entry in node.entries {
            let key = entry.key.text
            if let place = shape.place(of: key) {
                entries[place] = entry
            } else if let known, key == known.key, let place = shape.place(of: known.meaning) {
                entries[place] = entry
            } else if entry.key.isMergeKey {
                isMerged = true
            } else {
                unknown.append(entry)
            }
        }
        for entry in unknown.prefix(Self.mostUnknownKeys) {
            guard let meant = lowering.reportUnknownKey(entry.key, in: shape, isTaken: { self.entry($0) != nil }),
                let place = shape.place(of: meant), entries[place] == nil
            else { continue }
            entries[place] = entry
        }
        if unknown.count > Self.mostUnknownKeys {
            let rest = unknown.count - Self.mostUnknownKeys
            lowering.report(
                .unknownKey,
                "\(rest) more unknown key\(rest == 1 ? "" : "s") in \(shape.name)",
                at: unknown[Self.mostUnknownKeys].key.span,
                "the first of them"
            )
        }
        for (field, entry) in zip(shape.fields, entries)
        where field.isRequired && entry == nil && !isMerged {
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
        guard let value = entry(field.key)?.value else { return nil }
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
        if value.entries.contains(where: { $0.key.kind == .mapping }) { return nil }
        if field.shape.isSingleValue, value.kind != .scalar {
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
    func has(_ key: String) -> Bool { entry(key) != nil }

    /// Where the values of its keys stand.
    var valueSpans: [String: SourceSpan] {
        var spans: [String: SourceSpan] = [:]
        for (field, entry) in zip(shape.fields, entries) { spans[field.key] = entry?.value.anchorSpan }
        return spans
    }

    /// Where the key itself stands.
    func keySpan(_ key: String) -> SourceSpan? { entry(key)?.key.span }

    private func entry(_ key: String) -> SyntaxEntry? { shape.place(of: key).flatMap { entries[$0] } }
}

extension RecordShape {
    fileprivate func place(of key: String) -> Int? { fields.firstIndex { $0.key == key } }
}

extension SyntaxNode {
    fileprivate var isMergeKey: Bool { style == .plain && text == "<<" }
}

extension ValueShape {
    /// Whether it takes neither lists nor mappings.
    fileprivate var isSingleValue: Bool {
        switch self {
        case .text, .name, .boolean, .integer, .number, .fraction, .duration, .moment, .rate, .path, .url, .condition,
            .message,
            .choice, .reference:
            true
        case .anyOf(let shapes): shapes.allSatisfy(\.isSingleValue)
        case .command, .list, .record, .dictionary, .readings, .oneOf: false
        }
    }
}
