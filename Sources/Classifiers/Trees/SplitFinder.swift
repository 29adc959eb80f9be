import Statistics

/// Finds the best split of a node, one feature at a time.
///
/// Rows are put in order by one of four ways, whichever is the fastest for their number: all give the same splits.
struct SplitFinder<Criterion: SplitCriterion & ~Copyable>: ~Copyable, SplitSearch {
    /// Up to this many rows, insertion sort beats the other ways.
    private static var insertionLimit: Int { 16 }
    /// A cell for each rank is used where that makes at most this many numbers a row, and few enough for the nearest cache.
    private static var numbersPerRow: Int { 4 }
    private static var cellNumbers: Int { 4096 }
    /// From this many rows on it pays to see first where no split can be the best.
    private static var boundLimit: Int { 512 }
    /// Bounds are raised by this share, since sums are rounded.
    private static var tolerance: Double { 1e-12 }

    /// A split whose threshold is not looked up before it is known to be the best.
    private struct Found {
        let feature: Int
        /// The least rank on the right.
        let rank: UInt32
        let missing: Split.Side
    }

    private let features: RankedFeatures
    private var cells: NodeCells<UInt32>
    private let minSamplesLeaf: Int
    private var criterion: Criterion
    private var found: Found?
    private var bestScore = -Double.infinity
    /// The ranks of the node's rows in the feature that is looked at, in the node's order.
    private let ranks: Scratch<UInt32>
    private let order: RowOrder

    init(_ set: TrainingSet, table features: RankedFeatures, options: TreeOptions) {
        self.features = features
        minSamplesLeaf = options.minSamplesLeaf
        cells = NodeCells(
            rowCount: features.rowCount,
            featureCount: features.featureCount,
            steps: CellSteps(feature: features.rowCount, row: 1),
            cell: 0
        )
        criterion = Criterion(set, options: options, cellCount: Self.cellNumbers, nearLimit: cells.nearLimit)
        ranks = Scratch(repeating: 0, count: features.rowCount)
        order = RowOrder(rowCount: features.rowCount)
    }

    var isPure: Bool { criterion.isPure }

    func isWorthCopying(_ count: Int) -> Bool { cells.isWorthCopying(count) }

    mutating func bring(_ rows: UnsafeMutableBufferPointer<UInt32>, cells all: Span<UInt32>, weights: Span<UInt32>) {
        criterion.bring(Rows(rows), weights: weights)
        cells.bring(rows, from: all)
    }

    mutating func leave() { cells.leave() }

    mutating func enter(_ rows: Rows, weights: Span<UInt32>) {
        found = nil
        bestScore = -.infinity
        criterion.enter(rows, weights: weights, isNear: cells.isNear)
    }

    func finish(_ node: Int, in tree: inout GrownTree) { criterion.finish(node, in: &tree) }

    mutating func consider(
        _ feature: Int,
        cells all: Span<UInt32>,
        rows: Rows,
        using random: inout SplitMix64
    ) -> Bool {
        let (least, greatest) = gather(feature, all, rows)
        if least == greatest { return false }
        search(feature, rows.count, least...greatest, missing: .right)
        // The same with the rows on the left that lack the feature: as if they had the least value.
        if greatest == features.missingRank(of: feature) {
            let greatest = replace(greatest, by: least, rows.count)
            if greatest > least { search(feature, rows.count, least...greatest, missing: .left) }
        }
        return true
    }

    func findBest(_ rows: Rows, cells all: Span<UInt32>) -> Split? {
        guard let found else { return nil }
        let lacking = features.missingRank(of: found.feature)
        let ranks = ranks.elements
        _ = gather(found.feature, all, rows)
        // Rows that lack the feature are between no two others where they go left.
        let passedOver = found.missing == .left ? lacking ?? .max : .max
        var (low, high) = (UInt32.min, UInt32.max)
        for place in rows.indices {
            let rank = ranks[place]
            low = max(low, rank < found.rank ? rank : .min)
            high = min(high, rank < found.rank || rank == passedOver ? .max : rank)
        }
        return Split(
            feature: found.feature,
            lowRank: Int(low),
            threshold: features.threshold(
                of: found.feature,
                between: row(with: low, among: rows),
                and: row(with: high, among: rows)
            ),
            missing: lacking == nil ? nil : found.missing
        )
    }

    /// The number in the training set of the first row with that rank.
    private func row(with rank: UInt32, among rows: Rows) -> Int {
        let ranks = ranks.elements
        return cells.origin(of: rows[rows.indices.first { ranks[$0] == rank } ?? 0])
    }

    func part(_ rows: Rows, by split: Split, cells all: Span<UInt32>, into sides: UnsafeMutableBufferPointer<UInt8>) {
        let ranks = ranks.elements
        let lowRank = UInt32(split.lowRank)
        // No row of the node has the rank beyond all others.
        let other = split.missing == .left ? features.missingRank(of: split.feature) ?? .max : .max
        // The ranks are there since the best split was found.
        for place in rows.indices {
            let isAbove: UInt8 = ranks[place] > lowRank ? 1 : 0
            let isOther: UInt8 = ranks[place] == other ? 0 : 1
            sides[place] = isAbove & isOther
        }
    }

    // MARK: Ranks

    /// Brings the ranks of the node's rows together, and returns the least and the greatest.
    private func gather(_ feature: Int, _ all: Span<UInt32>, _ rows: Rows) -> (least: UInt32, greatest: UInt32) {
        let ranks = ranks.elements
        var (least, greatest) = (UInt32.max, UInt32.min)
        cells.forEach(feature, of: rows, in: all) { place, rank in
            ranks[place] = rank
            least = min(least, rank)
            greatest = max(greatest, rank)
        }
        return (least, greatest)
    }

    /// Replaces a rank, and returns the greatest of those that are then there.
    private func replace(_ old: UInt32, by new: UInt32, _ count: Int) -> UInt32 {
        let ranks = ranks.elements
        var greatest = new
        for place in 0..<count {
            if ranks[place] == old { ranks[place] = new }
            greatest = max(greatest, ranks[place])
        }
        return greatest
    }

    // MARK: Search

    /// Looks for a better split of so many rows, whose ranks lie in a range of several.
    ///
    /// - Parameter missing: where the rows go that lack the feature, if there are any.
    private mutating func search(_ feature: Int, _ count: Int, _ range: ClosedRange<UInt32>, missing: Split.Side) {
        var place = SplitPlace(rowCount: count, minSamplesLeaf: minSamplesLeaf, exceeding: bestScore)
        let numbers = range.count * criterion.cellWidth
        if count <= Self.insertionLimit {
            order.insert(ranks.elements, count)
            sweep(0..<count, &place)
        } else if numbers <= min(count * Self.numbersPerRow, Self.cellNumbers) {
            sweepCells(count, range, &place)
        } else if Criterion.isBounded && count >= Self.boundLimit {
            sweepBounded(count, range, &place)
        } else {
            order.sort(ranks.elements, count, range)
            sweep(0..<count, &place)
        }
        guard let rank = place.rank else { return }
        bestScore = place.score
        found = Found(feature: feature, rank: rank, missing: missing)
    }

    /// Offers the places between rows that `order` has put in order.
    private func sweep(_ places: Range<Int>, _ best: inout SplitPlace) {
        var sides = criterion.allRight()
        sweep(places, leftRows: 0, &sides, &best)
    }

    /// The same, with so many rows and their sums on the left before.
    @inline(__always)
    private func sweep(_ places: Range<Int>, leftRows: Int, _ sides: inout Criterion.Sides, _ best: inout SplitPlace) {
        let keys = order.keys
        var rank = RowOrder.rank(keys[places.lowerBound])
        for place in places {
            let next = RowOrder.rank(keys[place])
            if next != rank {
                rank = next
                if best.allows(leftRows: leftRows + place - places.lowerBound) {
                    best.offer(criterion.score(sides), rank: rank)
                }
            }
            criterion.move(RowOrder.place(keys[place]), &sides)
        }
    }

    /// Puts the rows of each rank into a cell.
    private func sweepCells(_ count: Int, _ range: ClosedRange<UInt32>, _ best: inout SplitPlace) {
        let ranks = ranks.elements
        for place in 0..<count { criterion.add(place, to: Int(ranks[place] - range.lowerBound)) }
        var sides = criterion.allRight()
        var leftRows = 0
        for cell in 0..<range.count {
            let rows = criterion.rowCount(of: cell)
            if rows == 0 { continue }
            if leftRows > 0 && best.allows(leftRows: leftRows) {
                best.offer(criterion.score(sides), rank: range.lowerBound + UInt32(cell))
            }
            criterion.move(cell: cell, &sides)
            criterion.clear(cell: cell)
            leftRows += rows
        }
    }

    /// Puts the rows of ranges of ranks into cells, and looks only into those in which a better split can be.
    private func sweepBounded(_ count: Int, _ range: ClosedRange<UInt32>, _ best: inout SplitPlace) {
        let ranks = ranks.elements
        let shift = RowOrder.shift(range.count, cells: min(Self.cellNumbers / criterion.cellWidth, count / 4))
        let cellCount = (range.count - 1) >> shift + 1
        for place in 0..<count { criterion.add(place, to: Int(ranks[place] - range.lowerBound) >> shift) }
        var sides = criterion.allRight()
        var leftRows = 0
        for cell in 0..<cellCount where criterion.rowCount(of: cell) > 0 {
            if leftRows > 0 && best.allows(leftRows: leftRows) {
                best.offer(criterion.score(sides), rank: range.lowerBound + UInt32(cell << shift))
            }
            criterion.move(cell: cell, &sides)
            leftRows += criterion.rowCount(of: cell)
        }
        // Which cells are worth a look is known when all places between them are.
        let limit = best.score - abs(best.score) * Self.tolerance
        var chosen = 0
        sides = criterion.allRight()
        for cell in 0..<cellCount {
            let rows = criterion.rowCount(of: cell)
            let isChosen = rows > 1 && criterion.bound(cell: cell, sides) >= limit
            order.choose(cell, isChosen, start: chosen)
            if isChosen { chosen += rows }
            criterion.move(cell: cell, &sides)
        }
        order.collect(ranks, count, least: range.lowerBound, shift: shift)
        sides = criterion.allRight()
        (leftRows, chosen) = (0, 0)
        for cell in 0..<cellCount {
            if let places = order.sortChosen(cell, start: chosen) {
                var inside = sides
                sweep(places, leftRows: leftRows, &inside, &best)
                chosen = places.upperBound
            }
            criterion.move(cell: cell, &sides)
            leftRows += criterion.rowCount(of: cell)
            criterion.clear(cell: cell)
        }
    }
}
