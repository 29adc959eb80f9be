/// How often each true class was predicted as each class, while the classes are still being found.
struct PairCounts {
    /// The classes there is room for; a power of two.
    private var room = 16
    private var counts = [Int](repeating: 0, count: 256)

    /// The rows of one class that were predicted as another, by their numbers.
    subscript(actual: Int, predicted: Int) -> Int {
        max(actual, predicted) < room ? counts[actual * room + predicted] : 0
    }

    /// Adds rows by the numbers of their classes; a row with -1 in either column does not count.
    mutating func add(actual: [Int32], predicted: [Int32]) {
        makeRoom(for: Int(max(actual.max() ?? -1, predicted.max() ?? -1)))
        let room = room
        let (actual, predicted) = (actual.span, predicted.span)
        var counts = counts.mutableSpan
        for row in 0..<min(actual.count, predicted.count) {
            let (label, prediction) = (Int(actual[row]), Int(predicted[row]))
            // The sign of either is the sign of both together.
            if label | prediction >= 0 { counts[label &* room &+ prediction] &+= 1 }
        }
    }

    private mutating func makeRoom(for number: Int) {
        guard number >= room else { return }
        let old = (room: room, counts: counts)
        while number >= room { room *= 2 }
        counts = [Int](repeating: 0, count: room * room)
        for (cell, count) in old.counts.enumerated() { counts[cell / old.room * room + cell % old.room] = count }
    }
}
