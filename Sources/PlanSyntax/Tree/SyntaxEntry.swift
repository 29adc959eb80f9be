/// A key and its value in a mapping.
package struct SyntaxEntry: Sendable {
    package let key: SyntaxNode
    package let value: SyntaxNode
}

/// The items of a sequence, in order.
package struct SyntaxElements: Sequence, Sendable {
    let storage: SyntaxStorage
    /// The number of the first; of none any number.
    let start: Int
    package let count: Int

    package var isEmpty: Bool { count == 0 }
    package var first: SyntaxNode? { first { _ in true } }
    package var underestimatedCount: Int { count }

    /// The items that stand at these places, one range after the other from the first item on.
    ///
    /// Each part keeps the tree alive by an object of its own: threads that count references to one object wait for one another.
    package func parts(_ ranges: [Range<Int>]) -> [SyntaxElements] {
        var ids = SyntaxChildren(storage: storage, upcoming: start, remaining: count)
        return ranges.map { range in
            let part = SyntaxElements(storage: SyntaxStorage(sharing: storage), start: ids.upcoming, count: range.count)
            for _ in range { _ = ids.next() }
            return part
        }
    }

    package func makeIterator() -> Iterator {
        Iterator(ids: SyntaxChildren(storage: storage, upcoming: start, remaining: count))
    }

    package struct Iterator: IteratorProtocol {
        var ids: SyntaxChildren

        package mutating func next() -> SyntaxNode? {
            guard let id = ids.next() else { return nil }
            return SyntaxNode(ids.storage, id)
        }
    }
}

/// The keys and values of a mapping, in the order of the text.
package struct SyntaxEntries: Sequence, Sendable {
    let storage: SyntaxStorage
    let parent: Int
    package let count: Int

    package var isEmpty: Bool { count == 0 }
    package var first: SyntaxEntry? { first { _ in true } }
    package var underestimatedCount: Int { count }

    package func makeIterator() -> Iterator {
        Iterator(ids: SyntaxChildren(storage: storage, upcoming: parent + 1, remaining: 2 * count))
    }

    package struct Iterator: IteratorProtocol {
        var ids: SyntaxChildren

        package mutating func next() -> SyntaxEntry? {
            guard let key = ids.next(), let value = ids.next() else { return nil }
            return SyntaxEntry(key: SyntaxNode(ids.storage, key), value: SyntaxNode(ids.storage, value))
        }
    }
}

/// The keys of a mapping, in the order of the text.
package struct SyntaxKeys: Sequence, Sendable {
    let storage: SyntaxStorage
    let parent: Int
    let count: Int

    package var underestimatedCount: Int { count }

    package func makeIterator() -> Iterator {
        Iterator(ids: SyntaxChildren(storage: storage, upcoming: parent + 1, remaining: 2 * count))
    }

    package struct Iterator: IteratorProtocol {
        var ids: SyntaxChildren

        package mutating func next() -> SyntaxNode? {
            guard let key = ids.next() else { return nil }
            _ = ids.next()
            return SyntaxNode(ids.storage, key)
        }
    }
}
