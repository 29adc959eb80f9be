import Diagnostics

/// What the nodes of one tree share: the flat array of records, the source, and the text that differs from the source.
final class SyntaxStorage: Sendable {
    let file: SourceFile.ID
    let source: [UInt8]
    let records: [SyntaxRecord]
    /// The text of scalars with escapes, folds or several lines, one after the other.
    let arena: [UInt8]
    /// By the number of the scalar; its record has the new text.
    let expansions: [Int: ScalarExpansion]
    /// Where the text of an expanded scalar stands in the source, for those that are a part of it as they stand.
    private let written: [Int: Range<Int>]

    init(file: SourceFile.ID, source: [UInt8], records: [SyntaxRecord], arena: [UInt8]) {
        self.file = file
        self.source = source
        self.records = records
        self.arena = arena
        expansions = [:]
        written = [:]
    }

    /// The same nodes, in another object.
    init(sharing storage: SyntaxStorage) {
        file = storage.file
        source = storage.source
        records = storage.records
        arena = storage.arena
        expansions = storage.expansions
        written = storage.written
    }

    /// The same nodes, some scalars with other text.
    init(_ storage: SyntaxStorage, expansions: [Int: ScalarExpansion]) {
        var records = storage.records
        var arena = storage.arena
        var written: [Int: Range<Int>] = [:]
        for (id, expansion) in expansions {
            written[id] = storage.verbatim(of: id)
            let text = expansion.text.utf8
            records[id].isVerbatim = false
            records[id].isMissing = false
            records[id].first = UInt32(arena.count)
            records[id].length = UInt32(text.count)
            records[id].style = .plain
            if records[id].tag == .none, expansion.isText { records[id].tag = .string }
            arena += text
        }
        file = storage.file
        source = storage.source
        self.records = records
        self.arena = arena
        self.expansions = expansions
        self.written = written
    }

    /// Where the text of a scalar stands in the source, or nil where it does not stand there byte for byte.
    func verbatim(of id: Int) -> Range<Int>? {
        let record = records[id]
        guard record.kind == .scalar else { return nil }
        return record.isVerbatim ? record.textRange : written[id]
    }

    /// The number of the first node that is not inside a node.
    func next(after id: Int) -> Int { records[id].next(after: id) }

    /// The node whose content a node shows: an alias's target, otherwise the node itself.
    func content(of id: Int) -> Int {
        let record = records[id]
        return record.kind == .alias ? Int(record.first) : id
    }

    /// Where the bytes of a scalar's text stand in the source; nil for anything else.
    func places(of id: Int) -> ScalarPlaces? {
        guard records[id].kind == .scalar else { return nil }
        return ScalarPlaces(of: text(of: id), in: source, at: records[id].range, style: records[id].style)
    }

    /// The bytes of a scalar's text; empty for anything else.
    func text(of id: Int) -> ArraySlice<UInt8> {
        let record = records[id]
        guard record.kind == .scalar else { return [] }
        return record.isVerbatim ? source[record.textRange] : arena[record.textRange]
    }

    /// Hands over the bytes of a scalar's text, without a reference to what holds them; none for anything else.
    func withText(of id: Int, _ body: (Span<UInt8>) -> Void) {
        let record = records[id]
        let range = record.kind == .scalar ? record.textRange : 0..<0
        if record.isVerbatim {
            let holder = source
            let bytes = holder.span
            let text = bytes.extracting(range)
            body(text)
        } else {
            let holder = arena
            let bytes = holder.span
            let text = bytes.extracting(range)
            body(text)
        }
    }

    /// The first byte of a scalar's text, if it has any.
    func firstByte(of id: Int) -> UInt8? {
        let record = records[id]
        guard record.kind == .scalar, record.length > 0 else { return nil }
        return record.isVerbatim ? source[Int(record.first)] : arena[Int(record.first)]
    }

    /// The numbers of the children of a collection, in order.
    func children(of id: Int) -> SyntaxChildren {
        let record = records[id]
        let isCollection = record.kind == .sequence || record.kind == .mapping
        return SyntaxChildren(storage: self, upcoming: id + 1, remaining: isCollection ? Int(record.first) : 0)
    }

    /// The keys of all mappings that have a single value of at least so many bytes, and end in one of the pairs of bytes; in order.
    func keys(endingIn ends: BytePairs, ofValuesFrom shortest: Int) -> [Int] {
        var keys: [Int] = []
        records.withUnsafeBufferPointer { records in
            for (id, record) in records.enumerated() where record.kind == .mapping {
                var key = id + 1
                for _ in 0..<Int(record.first) / 2 {
                    let value = records[key].next(after: key)
                    let (name, text) = (records[content(of: key)], records[content(of: value)])
                    if text.kind == .scalar, text.length >= shortest, name.kind == .scalar, name.length > 1 {
                        let end = Int(name.first + name.length) - 1
                        let bytes = name.isVerbatim ? source : arena
                        if ends.contains(bytes[end - 1], bytes[end]) { keys.append(key) }
                    }
                    key = records[value].next(after: value)
                }
            }
        }
        return keys
    }

    func span(of id: Int) -> SourceSpan { SourceSpan(file: file, records[id].range) }
}

/// The numbers of a collection's children.
struct SyntaxChildren: Sequence, IteratorProtocol {
    let storage: SyntaxStorage
    var upcoming: Int
    var remaining: Int

    mutating func next() -> Int? {
        guard remaining > 0 else { return nil }
        remaining -= 1
        let id = upcoming
        upcoming = storage.next(after: id)
        return id
    }
}
