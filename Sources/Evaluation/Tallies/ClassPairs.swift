/// How often each true class was predicted as each class in each group, while classes and groups are still being found.
///
/// A cell for each there may be, as long as those are few; then for each there is.
struct ClassPairs: Sendable {
    /// The most cells that are kept though they may be empty.
    private static let denseLimit = 1 << 22
    /// The most cells that are kept where each has a row.
    private static let limit = 1 << 20

    /// The classes there is room for; a power of two.
    private var room = 4
    private var groups = 1
    private var counts = [Int](repeating: 0, count: 16)
    /// Instead of `counts` where those are too many; a key is made of 24 bits for the group and 20 for each class.
    private var sparse: CellCounts?

    /// Whether there are more groups with more classes than can be told apart.
    var isFull: Bool { (sparse?.count ?? 0) > Self.limit }

    /// Adds rows by the numbers of their classes; a row with a number below 0 in either column does not count.
    mutating func add(
        _ groups: [Int32],
        of groupCount: Int,
        _ actual: [Int32],
        _ predicted: [Int32],
        rows: Int,
        classes: Int
    ) {
        makeRoom(for: groupCount, classes: classes)
        let room = room
        let (actual, predicted, groups) = (actual.span, predicted.span, groups.span)
        if sparse != nil {
            for row in 0..<rows {
                let (label, prediction) = (Int(actual[unchecked: row]), Int(predicted[unchecked: row]))
                if label | prediction < 0 { continue }
                sparse?.add(1, to: Self.key(Int(groups[unchecked: row]), label, prediction))
            }
            return
        }
        var counts = counts.mutableSpan
        for row in 0..<rows {
            let (label, prediction) = (Int(actual[unchecked: row]), Int(predicted[unchecked: row]))
            // The sign of either is the sign of both together.
            if label | prediction >= 0 {
                let group = Int(groups[unchecked: row])
                counts[unchecked: (group &* room &+ label) &* room &+ prediction] &+= 1
            }
        }
    }

    /// Hands over each group, true class and predicted class that rows have, and how many.
    func forEach(_ body: (_ group: Int, _ actual: Int, _ predicted: Int, _ count: Int) -> Void) {
        if let sparse {
            sparse.forEach { key, count in
                body(Int(key >> 40), Int(key >> 20 & 0xFFFFF), Int(key & 0xFFFFF), count)
            }
            return
        }
        for (cell, count) in counts.enumerated() where count > 0 {
            body(cell / (room * room), cell / room % room, cell % room, count)
        }
    }

    @inline(__always)
    private static func key(_ group: Int, _ actual: Int, _ predicted: Int) -> UInt64 {
        UInt64(group) &<< 40 | UInt64(actual) &<< 20 | UInt64(predicted)
    }

    private mutating func makeRoom(for groupCount: Int, classes: Int) {
        guard sparse == nil, classes > room || groupCount > groups else { return }
        let old = self
        while room < classes { room *= 2 }
        while groups < groupCount { groups *= 2 }
        if groups * room * room > Self.denseLimit {
            var cells = CellCounts()
            old.forEach { group, actual, predicted, count in
                cells.add(count, to: Self.key(group, actual, predicted))
            }
            sparse = cells
            counts = []
        } else {
            var counts = [Int](repeating: 0, count: groups * room * room)
            let room = room
            old.forEach { group, actual, predicted, count in
                counts[(group * room + actual) * room + predicted] = count
            }
            self.counts = counts
        }
    }
}
