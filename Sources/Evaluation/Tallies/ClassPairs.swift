/// How often each true class was predicted as each class in each group, while classes and groups are still being found.
struct ClassPairs: Sendable {
    /// The classes there is room for; a power of two.
    private var room = 4
    private var groups = 1
    private var counts = [Int](repeating: 0, count: 16)

    /// The rows of a class in a group that were predicted as another, by their numbers.
    subscript(group: Int, actual: Int, predicted: Int) -> Int {
        group < groups && max(actual, predicted) < room ? counts[(group * room + actual) * room + predicted] : 0
    }

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

    private mutating func makeRoom(for groupCount: Int, classes: Int) {
        guard classes > room || groupCount > groups else { return }
        let old = (room: room, groups: groups, counts: counts)
        while room < classes { room *= 2 }
        while groups < groupCount { groups *= 2 }
        counts = [Int](repeating: 0, count: groups * room * room)
        for group in 0..<old.groups {
            for actual in 0..<old.room {
                for predicted in 0..<old.room {
                    counts[(group * room + actual) * room + predicted] =
                        old.counts[(group * old.room + actual) * old.room + predicted]
                }
            }
        }
    }
}
