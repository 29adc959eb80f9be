import Platform

/// Numbers of several groups in order of size, in memory and on the disk: exact quantiles, and what follows from how two
/// groups lie among each other.
struct Ranks: Sendable {
    /// The runs of one reader, and which of its groups each group of the whole is.
    struct Part: Sendable {
        let runs: [RankRun]
        private let places: [Int32]

        /// - Parameter groups: For each of the reader's groups, its number in the whole, which no other has.
        init(runs: [RankRun], groups: [Int]) {
            self.runs = runs
            var places = [Int32](repeating: -1, count: (groups.max() ?? -1) + 1)
            for (group, whole) in groups.enumerated() { places[whole] = Int32(group) }
            self.places = places
        }

        /// The reader's groups that some groups of the whole are, in order.
        func own(_ groups: [Int]) -> [Int32] {
            groups.compactMap { $0 < places.count && places[$0] >= 0 ? places[$0] : nil }.sorted()
        }
    }

    private let parts: [Part]
    private let store: RankStore
    private let grid: RankGrid?
    /// How many numbers of a range are sorted in memory at once.
    private let limit: Int

    init(_ parts: [Part], _ store: RankStore, limit: Int = 1 << 21) {
        self.parts = parts
        self.store = store
        self.limit = limit
        grid = store.grid.current
    }

    var rangeCount: Int { grid?.ranges ?? 0 }

    /// Hands over where the numbers of some groups are in some ranges: those that stand together at once.
    private func forEachPlace(of groups: [Int], _ ranges: Range<Int>, _ body: (RankRun, Range<Int>) -> Void) {
        for part in parts {
            let own = part.own(groups)
            for run in part.runs {
                var held: Range<Int>?
                for group in own {
                    guard let place = run.index(of: group) else { continue }
                    let next = place * rangeCount + ranges.lowerBound..<place * rangeCount + ranges.upperBound
                    if let before = held, before.upperBound == next.lowerBound {
                        held = before.lowerBound..<next.upperBound
                    } else {
                        if let before = held { body(run, before) }
                        held = next
                    }
                }
                if let held { body(run, held) }
            }
        }
    }

    /// How many numbers of the groups there are in each range.
    func counts(of groups: [Int]) -> [Int] {
        var counts = [Int](repeating: 0, count: rangeCount)
        forEachPlace(of: groups, 0..<rangeCount) { run, cells in
            if counts.count == 1 {
                counts[0] += run.count(cells)
                return
            }
            for cell in cells { counts[cell % counts.count] += run.count(cell..<cell + 1) }
        }
        return counts
    }

    /// The numbers of the groups in some ranges, in no order; of those alone that lie between two bounds, where there are any.
    private func numbers(_ ranges: Range<Int>, of groups: [Int], within bounds: ClosedRange<Double>?) -> [Double] {
        var numbers: [Double] = []
        forEachPlace(of: groups, ranges) { run, cells in
            let start = numbers.count
            append(run, cells, to: &numbers)
            if let bounds { Self.keep(bounds, in: &numbers, from: start) }
        }
        return numbers
    }

    private func append(_ run: RankRun, _ cells: Range<Int>, to numbers: inout [Double]) {
        do throws(PlatformError) {
            try run.append(cells, to: &numbers)
        } catch {
            store.note(error)
        }
    }

    private static func keep(_ bounds: ClosedRange<Double>, in numbers: inout [Double], from start: Int) {
        var end = start
        for place in start..<numbers.count where bounds.contains(numbers[place]) {
            numbers[end] = numbers[place]
            end += 1
        }
        numbers.removeLast(numbers.count - end)
    }

    // MARK: Quantiles

    /// The numbers of the groups at ranks in order of size, from 1 on; nil where there is no such rank.
    func numbers(at ranks: [Int], of groups: [Int]) -> [Double?] {
        let counts = counts(of: groups)
        var sorted: (range: Int, numbers: [Double])?
        return ranks.map { rank in
            guard rank >= 1 else { return nil }
            var before = 0
            for (range, count) in counts.enumerated() {
                if rank <= before + count {
                    if count > limit { return large(range, rank - before, of: groups) }
                    if sorted?.range != range {
                        var numbers = numbers(range..<range + 1, of: groups, within: nil)
                        NumberSort.sort(&numbers)
                        sorted = (range, numbers)
                    }
                    let numbers = sorted?.numbers ?? []
                    return rank - before <= numbers.count ? numbers[rank - before - 1] : nil
                }
                before += count
            }
            return nil
        }
    }

    /// The number at a rank of a range that is too large to be sorted at once: halved until it is not.
    private func large(_ range: Int, _ rank: Int, of groups: [Int]) -> Double? {
        var found: Double?
        var before = 0
        forEachPart(of: range, [groups]) { numbers, ties in
            let count = ties?.counts[0] ?? numbers[0].count
            if found == nil, rank <= before + count {
                found = ties?.number ?? numbers[0][rank - before - 1]
            }
            before += count
        }
        return found
    }

    // MARK: Ranges

    /// Numbers that are all the same, too many to be held: how many of each side.
    struct Ties {
        let number: Double
        let counts: [Int]
    }

    /// Hands over the numbers of a range of several sides, each in order, a part of the range at a time in order of size.
    func forEachPart(of range: Int, _ sides: [[Int]], _ body: ([[Double]], Ties?) -> Void) {
        let total = sides.reduce(0) { sum, side in sum + count(range, of: side) }
        forEachPart(of: range, total, -.infinity ... .infinity, isWhole: true, sides, body)
    }

    private func count(_ range: Int, of groups: [Int]) -> Int {
        var count = 0
        forEachPlace(of: groups, range..<range + 1) { count += $0.count($1) }
        return count
    }

    private func forEachPart(
        of range: Int,
        _ total: Int,
        _ bounds: ClosedRange<Double>,
        isWhole: Bool,
        _ sides: [[Int]],
        _ body: ([[Double]], Ties?) -> Void
    ) {
        guard total > 0 else { return }
        if total <= limit {
            body(
                sides.map { side in
                    var numbers = numbers(range..<range + 1, of: side, within: isWhole ? nil : bounds)
                    NumberSort.sort(&numbers)
                    return numbers
                },
                nil
            )
            return
        }
        // More than are sorted at once: by halves of where they lie, until they are few or all the same.
        let summary = summary(range, sides, bounds)
        guard summary.low < summary.high else {
            body(sides.map { _ in [] }, Ties(number: summary.low, counts: summary.counts))
            return
        }
        // Between two numbers that are neighbours there is none, and the difference of two may be infinite.
        let middle = max(summary.low, min(summary.low / 2 + summary.high / 2, summary.high.nextDown))
        let halves = [summary.low...middle, middle.nextUp...summary.high]
        for half in halves {
            let counts = self.summary(range, sides, half).counts
            forEachPart(of: range, counts.reduce(0, +), half, isWhole: false, sides, body)
        }
    }

    /// How many numbers of each side lie between two bounds, and the smallest and the largest of them.
    private func summary(_ range: Int, _ sides: [[Int]], _ bounds: ClosedRange<Double>)
        -> (low: Double, high: Double, counts: [Int])
    {
        var (low, high) = (Double.infinity, -Double.infinity)
        var counts: [Int] = []
        for side in sides {
            var held = 0
            forEachPlace(of: side, range..<range + 1) { run, cells in
                var numbers: [Double] = []
                append(run, cells, to: &numbers)
                for number in numbers where bounds.contains(number) {
                    low = min(low, number)
                    high = max(high, number)
                    held += 1
                }
            }
            counts.append(held)
        }
        return (low, high, counts)
    }
}
