/// Takes the numbers that one reader meets and sorts them into runs, a few megabytes at a time.
struct RankSorter: Sendable {
    /// How many numbers a run has.
    private let room: Int
    private let store: RankStore
    private var numbers: [Double] = []
    private var groups: [Int32] = []
    private var count = 0
    private(set) var runs: [RankRun] = []

    init(_ store: RankStore, room: Int = 1 << 18) {
        self.store = store
        self.room = room
    }

    /// Adds the numbers of a column that are numbers, each with its group; a row of a group below 0 does not count.
    mutating func add(_ column: Span<Double>, _ groups: Span<Int32>, count rows: Int) {
        if numbers.isEmpty {
            numbers = [Double](repeating: 0, count: room)
            self.groups = [Int32](repeating: 0, count: room)
        }
        var row = 0
        while row < rows {
            let part = min(rows - row, room - count)
            let place = Self.append(column, groups, row..<row + part, to: &numbers, &self.groups, at: count)
            count = place
            row += part
            if count == room { flush() }
        }
    }

    /// Puts some rows at `start`, and says where the next ones go.
    private static func append(
        _ column: Span<Double>,
        _ groups: Span<Int32>,
        _ rows: Range<Int>,
        to numbers: inout [Double],
        _ ownGroups: inout [Int32],
        at start: Int
    ) -> Int {
        var place = start
        var own = numbers.mutableSpan
        var ownGroups = ownGroups.mutableSpan
        for row in rows {
            let (number, group) = (column[unchecked: row], groups[unchecked: row])
            // Written in any case, and written over where it does not count.
            own[unchecked: place] = number
            ownGroups[unchecked: place] = group
            place &+= number.isNaN || group < 0 ? 0 : 1
        }
        return place
    }

    /// Makes a run of what is at hand.
    ///
    /// - Parameter isShort: Whether it is soon forgotten, so that it does not count among what is held.
    private mutating func flush(isShort: Bool = false) {
        guard count > 0 else { return }
        let groupCount = Int(groups[..<count].max() ?? 0) + 1
        let grid = store.grid.grid(
            sample: { stride(from: 0, to: count, by: max(1, count / 4096)).map { numbers[$0] } },
            groups: groupCount
        )
        let present = present(among: groupCount)
        let ranges = grid.ranges
        var cells = [UInt32](repeating: 0, count: count)
        var starts = [UInt32](repeating: 0, count: present.groups.count * ranges + 1)
        fill(&cells, &starts, present.places, grid)
        var sum: UInt32 = 0
        for cell in starts.indices {
            let held = starts[cell]
            starts[cell] = sum
            sum += held
        }
        var sorted = [Double](repeating: 0, count: count)
        scatter(cells, starts, into: &sorted)
        let place = isShort ? RankRun.Place.memory(sorted) : store.keep(sorted, count: count)
        runs.append(RankRun(place: place, groups: present.groups, starts: starts))
        count = 0
    }

    /// Makes a run of what is at hand, and forgets the room for numbers to come.
    ///
    /// - Parameter isShort: Whether this is a copy that is asked once, while more numbers come.
    mutating func finish(isShort: Bool = false) {
        flush(isShort: isShort)
        numbers = []
        groups = []
    }

    /// The groups of the numbers at hand, in order, and which of them each group is.
    private func present(among groupCount: Int) -> (groups: [Int32], places: [Int32]) {
        var places = [Int32](repeating: -1, count: groupCount)
        for row in 0..<count { places[Int(groups[row])] = 0 }
        let present = places.indices.filter { places[$0] == 0 }.map(Int32.init)
        for (place, group) in present.enumerated() { places[Int(group)] = Int32(place) }
        return (present, places)
    }

    private func fill(_ cells: inout [UInt32], _ counts: inout [UInt32], _ places: [Int32], _ grid: RankGrid) {
        let places = places.span
        var cells = cells.mutableSpan
        var counts = counts.mutableSpan
        let (numbers, groups) = (numbers.span, groups.span)
        for row in 0..<count {
            let place = Int(places[unchecked: Int(groups[unchecked: row])])
            let cell = place &* grid.ranges &+ grid.range(of: numbers[unchecked: row])
            cells[unchecked: row] = UInt32(truncatingIfNeeded: cell)
            counts[unchecked: cell] &+= 1
        }
    }

    private func scatter(_ cells: [UInt32], _ starts: [UInt32], into sorted: inout [Double]) {
        var next = starts
        var places = next.mutableSpan
        var sorted = sorted.mutableSpan
        let (numbers, cells) = (numbers.span, cells.span)
        for row in 0..<count {
            let cell = Int(cells[unchecked: row])
            sorted[unchecked: Int(places[unchecked: cell])] = numbers[unchecked: row]
            places[unchecked: cell] &+= 1
        }
    }
}
