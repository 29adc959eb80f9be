/// Puts rows of a node in order of their ranks, in memory that it keeps: as keys, each a rank above the row's place in the node.
struct RowOrder: ~Copyable {
    typealias Ranks = UnsafeMutableBufferPointer<UInt32>

    /// Up to this many keys are sorted by insertion.
    private static let insertionLimit = 32
    private static let cellLimit = 1 << 16
    /// The end of a cell that was not chosen.
    private static let notChosen = UInt32.max

    private let memory: Scratch<UInt64>
    /// Where the next key of each cell is put; behind its last one when all are.
    private let cellEnds: Scratch<UInt32>

    init(rowCount: Int) {
        memory = Scratch(uninitialized: rowCount)
        cellEnds = Scratch(repeating: 0, count: Self.cellLimit)
    }

    /// The keys, as far as rows were put in order last.
    var keys: UnsafeMutableBufferPointer<UInt64> { memory.elements }

    @inline(__always)
    static func rank(_ key: UInt64) -> UInt32 { UInt32(truncatingIfNeeded: key >> 32) }
    @inline(__always)
    static func place(_ key: UInt64) -> Int { Int(key & 0xFFFF_FFFF) }
    @inline(__always)
    private static func key(_ rank: UInt32, _ place: Int) -> UInt64 { UInt64(rank) << 32 | UInt64(place) }

    /// By how many bits ranks are shortened so that so many of them in a row have at most that many cells.
    static func shift(_ rankCount: Int, cells: Int) -> Int {
        let bits = Int.bitWidth - (rankCount - 1).leadingZeroBitCount
        return max(0, bits - (Int.bitWidth - 1 - max(1, cells).leadingZeroBitCount))
    }

    /// Orders few rows.
    func insert(_ ranks: Ranks, _ count: Int) {
        let keys = memory.elements
        for place in 0..<count {
            let key = Self.key(ranks[place], place)
            var hole = place
            while hole > 0 && keys[hole - 1] > key {
                keys[hole] = keys[hole - 1]
                hole -= 1
            }
            keys[hole] = key
        }
    }

    /// Orders rows whose ranks lie in a range: puts them into as many cells as there are rows, each of which has few then.
    func sort(_ ranks: Ranks, _ count: Int, _ range: ClosedRange<UInt32>) {
        let (keys, ends) = (memory.elements, cellEnds.elements)
        let shift = Self.shift(range.count, cells: min(count, Self.cellLimit))
        let cellCount = (range.count - 1) >> shift + 1
        let least = range.lowerBound
        for cell in 0..<cellCount { ends[cell] = 0 }
        for place in 0..<count { ends[Int((ranks[place] &- least) >> UInt32(shift))] &+= 1 }
        var (next, most) = (UInt32(0), UInt32(0))
        for cell in 0..<cellCount {
            let rows = ends[cell]
            most = max(most, rows)
            ends[cell] = next
            next &+= rows
        }
        for place in 0..<count {
            let cell = Int((ranks[place] &- least) >> UInt32(shift))
            keys[Int(ends[cell])] = Self.key(ranks[place], place)
            ends[cell] &+= 1
        }
        if shift == 0 { return }
        if Int(most) <= Self.insertionLimit {
            sortByInsertion(0..<count)
        } else {
            var start = 0
            for cell in 0..<cellCount {
                sort(start..<Int(ends[cell]))
                start = Int(ends[cell])
            }
        }
    }

    // MARK: Chosen cells

    /// Says whether the rows of a cell will be put in order; cells are asked in order.
    ///
    /// - Parameter start: how many rows the cells have that were chosen before.
    @inline(__always)
    func choose(_ cell: Int, _ isChosen: Bool, start: Int) {
        cellEnds.elements[cell] = isChosen ? UInt32(truncatingIfNeeded: start) : Self.notChosen
    }

    /// Puts the rows of chosen cells where they belong.
    func collect(_ ranks: Ranks, _ count: Int, least: UInt32, shift: Int) {
        let (keys, ends) = (memory.elements, cellEnds.elements)
        for place in 0..<count {
            let cell = Int((ranks[place] &- least) >> UInt32(shift))
            let end = ends[cell]
            if end == Self.notChosen { continue }
            keys[Int(end)] = Self.key(ranks[place], place)
            ends[cell] = end &+ 1
        }
    }

    /// Orders the rows of a cell that begin there, and says where they end; nil where it was not chosen.
    func sortChosen(_ cell: Int, start: Int) -> Range<Int>? {
        let end = cellEnds.elements[cell]
        if end == Self.notChosen { return nil }
        sort(start..<Int(end))
        return start..<Int(end)
    }

    // MARK: Sorting

    private func sort(_ places: Range<Int>) {
        if places.count <= Self.insertionLimit { return sortByInsertion(places) }
        var keys = UnsafeMutableBufferPointer(rebasing: memory.elements[places])
        keys.sort()
    }

    private func sortByInsertion(_ places: Range<Int>) {
        let keys = memory.elements
        for place in places {
            let key = keys[place]
            var hole = place
            while hole > places.lowerBound && keys[hole - 1] > key {
                keys[hole] = keys[hole - 1]
                hole -= 1
            }
            keys[hole] = key
        }
    }
}
