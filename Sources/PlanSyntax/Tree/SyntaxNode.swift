package import Diagnostics

/// A value in a text, with its place: a cheap view of a tree, which it keeps alive.
///
/// An alias shows the kind, text, elements and entries of the value it refers to; its span is the alias itself. What a plain
/// scalar means (`yes`, `012`, `1.10`) is for whoever knows which type is expected: `text` is what the author wrote.
package struct SyntaxNode: Sendable {
    package enum Kind: Sendable {
        case scalar, sequence, mapping
    }

    /// How it is written: the first five for scalars, the last two for collections.
    package enum Style: UInt8, Sendable {
        case plain, singleQuoted, doubleQuoted, literal, folded, flow, block
    }

    /// A tag of YAML's core schema, such as `!!str`.
    package enum Tag: UInt8, Sendable {
        case none, string, integer, float, boolean, null, sequence, mapping
    }

    let storage: SyntaxStorage
    /// The node's own number in the tree.
    package let id: Int
    /// The number of the node whose content it shows: its own, or that of an alias's target.
    package let content: Int

    init(_ storage: SyntaxStorage, _ id: Int) {
        self.storage = storage
        self.id = id
        self.content = storage.content(of: id)
    }

    package var kind: Kind { storage.records[content].kind.shown }

    /// Whether it is of that kind; what every value of a long plan is asked.
    package func isOf(_ kind: Kind) -> Bool { storage.records[content].kind.shown == kind }

    package var style: Style { storage.records[content].style }

    /// What the author says it is; it fits the kind, and nothing more was checked.
    package var tag: Tag { storage.records[content].tag }

    /// The bytes it covers: without its anchor and tag, and without the blank lines and comments after it.
    package var span: SourceSpan { storage.span(of: id) }

    /// A scalar's content, with quotes, escapes and folds resolved; empty for collections.
    package var text: String { String(decoding: storage.text(of: content), as: UTF8.self) }

    /// What came of the variables in a scalar's text; nil where it has none.
    package var expansion: ScalarExpansion? { isExpanded ? storage.expansions[content] : nil }

    /// Whether variables stood in a scalar's text. Most plans have none at all.
    package var isExpanded: Bool { !storage.expansions.isEmpty && storage.expansions[content] != nil }

    /// The bytes of `text`.
    package var utf8: ArraySlice<UInt8> { storage.text(of: content) }

    /// Hands the bytes of `text` over, without a copy of them.
    package func withText(_ body: (Span<UInt8>) -> Void) { storage.withText(of: content, body) }

    /// How many bytes `text` has.
    package var textCount: Int { isOf(.scalar) ? Int(storage.records[content].length) : 0 }

    /// The first byte of `text`.
    package var firstByte: UInt8? { storage.firstByte(of: content) }

    /// Whether nothing stands where a value could, as after `key:`; the span is then empty and directly behind the `:`.
    package var isMissing: Bool { storage.records[content].isMissing }

    /// Whether the node has an anchor before it, so that others may show its content.
    package var hasAnchor: Bool {
        let before = storage.source[..<span.lowerBound].reversed().drop {
            $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\n")
        }
        return before.prefix { $0 > UInt8(ascii: " ") }.last == UInt8(ascii: "&")
    }

    /// Its own number and those of all nodes inside it.
    package var ids: Range<Int> { id..<storage.next(after: id) }

    package var isAlias: Bool { storage.records[id].kind == .alias }

    /// The items of a sequence; empty for anything else.
    package var elements: SyntaxElements {
        let isSequence = storage.records[content].kind == .sequence
        return SyntaxElements(storage: storage, start: content + 1, count: isSequence ? childCount : 0)
    }

    /// The keys and values of a mapping, in the order of the text; empty for anything else.
    package var entries: SyntaxEntries {
        let isMapping = storage.records[content].kind == .mapping
        return SyntaxEntries(storage: storage, parent: content, count: isMapping ? childCount / 2 : 0)
    }

    /// The keys of a mapping, in the order of the text; empty for anything else.
    package var keys: SyntaxKeys {
        let isMapping = storage.records[content].kind == .mapping
        return SyntaxKeys(storage: storage, parent: content, count: isMapping ? childCount / 2 : 0)
    }

    /// Hands over the keys of a mapping, in the order of the text: the number of each, and the bytes of its text.
    package func forEachKey(_ body: (_ key: Int, _ text: Span<UInt8>) -> Void) {
        guard storage.records[content].kind == .mapping else { return }
        var key = content + 1
        for _ in 0..<childCount / 2 {
            storage.withText(of: storage.content(of: key)) { body(key, $0) }
            key = storage.next(after: storage.next(after: key))
        }
    }

    /// The value of the tree's key of that number.
    package func value(ofKey id: Int) -> SyntaxNode { SyntaxNode(storage, storage.next(after: id)) }

    /// Another node of the tree.
    package func node(_ id: Int) -> SyntaxNode { SyntaxNode(storage, id) }

    /// The entry of which it is the key.
    package var entry: SyntaxEntry { entry(ofKey: id) }

    /// The entry of the tree whose key has that number.
    package func entry(ofKey id: Int) -> SyntaxEntry {
        SyntaxEntry(key: SyntaxNode(storage, id), value: SyntaxNode(storage, storage.next(after: id)))
    }

    /// The place of a part of `text`, given in UTF-8 offsets.
    ///
    /// For an alias, and for a text with variables over several lines, the span of the whole scalar.
    package func span(ofContent range: Range<Int>) -> SourceSpan {
        guard let text = storage.verbatim(of: id) else { return contentSpans()(range) }
        let start = text.lowerBound
        let within = (expansion?.written(of: range) ?? range).clamped(to: 0..<text.count)
        return SourceSpan(file: storage.file, start + within.lowerBound..<start + within.upperBound)
    }

    /// The places of any number of parts of `text`, which is looked at once.
    package func contentSpans() -> (Range<Int>) -> SourceSpan {
        guard storage.verbatim(of: id) == nil else { return { span(ofContent: $0) } }
        let places = expansion == nil ? storage.places(of: id) : nil
        return { range in places?.span(of: range).map { SourceSpan(file: storage.file, $0) } ?? span }
    }

    /// Where `text` begins in the source, if it is a part of it as it stands; nil for an alias, and where variables stood.
    package var contentStart: Int? { expansion == nil ? storage.verbatim(of: id)?.lowerBound : nil }

    private var childCount: Int { Int(storage.records[content].first) }
}
