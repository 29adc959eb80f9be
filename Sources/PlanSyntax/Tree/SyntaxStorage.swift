import Diagnostics

/// What the nodes of one tree share: the flat array of records, the source, and the text that differs from the source.
final class SyntaxStorage: Sendable {
    let file: SourceFile.ID
    let source: [UInt8]
    let records: [SyntaxRecord]
    /// The text of scalars with escapes, folds or several lines, one after the other.
    let arena: [UInt8]

    init(file: SourceFile.ID, source: [UInt8], records: [SyntaxRecord], arena: [UInt8]) {
        self.file = file
        self.source = source
        self.records = records
        self.arena = arena
    }

    /// The node whose content a node shows: an alias's target, otherwise the node itself.
    func content(of id: Int) -> Int {
        let record = records[id]
        return record.kind == .alias ? Int(record.first) : id
    }

    /// The bytes of a scalar's text; empty for anything else.
    func text(of id: Int) -> ArraySlice<UInt8> {
        let record = records[id]
        guard record.kind == .scalar else { return [] }
        return record.isVerbatim ? source[record.textRange] : arena[record.textRange]
    }

    /// The numbers of the children of a collection, in order.
    func children(of id: Int) -> SyntaxChildren {
        let record = records[id]
        let isCollection = record.kind == .sequence || record.kind == .mapping
        return SyntaxChildren(storage: self, upcoming: id + 1, remaining: isCollection ? Int(record.first) : 0)
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
        upcoming = Int(storage.records[id].next)
        return id
    }
}
