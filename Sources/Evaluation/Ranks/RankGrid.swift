import Synchronization

/// Into which cells numbers are sorted on their way to the disk: so many ranges of numbers for each group, the same for
/// all who sort.
///
/// The ranges are equal parts of where the first numbers lie, without the outermost; what lies beyond is in the first or the
/// last. A larger number is never in an earlier range, which is all that what follows relies on.
struct RankGrid: Sendable {
    let ranges: Int
    private let start: Double
    private let scale: Double

    /// - Parameters:
    ///   - sample: Some of the numbers, at least one.
    ///   - groups: How many groups there are so far: the more, the fewer ranges each has.
    ///   - limit: The most ranges.
    init(sample: [Double], groups: Int, limit: Int = 1024) {
        let sorted = sample.sorted()
        let (low, high) = (sorted[sorted.count / 200], sorted[sorted.count - 1 - sorted.count / 200])
        ranges = max(1, min(limit, 1024 / max(1, groups)))
        start = low
        let width = (high - low) / Double(ranges)
        scale = width > 0 && width.isFinite ? 1 / width : 0
    }

    /// The range that the number belongs to.
    @inline(__always)
    func range(of number: Double) -> Int {
        // The clamping comes first: a number beyond `Int` cannot be converted.
        let place = (number - start) * scale
        return Int(max(0, min(Double(ranges - 1), place)))
    }
}

/// The grid that all who sort share, made from the numbers of the first who needs it.
final class SharedGrid: Sendable {
    private let grid = Mutex<RankGrid?>(nil)
    private let limit: Int

    /// - Parameter limit: The most ranges.
    init(limit: Int) { self.limit = limit }

    func grid(sample: () -> [Double], groups: Int) -> RankGrid {
        grid.withLock { grid in
            if let grid { return grid }
            let made = RankGrid(sample: sample(), groups: groups, limit: limit)
            grid = made
            return made
        }
    }

    /// The grid, or nil where nobody has needed one.
    var current: RankGrid? { grid.withLock { $0 } }
}
