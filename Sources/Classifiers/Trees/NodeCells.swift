/// Where the cells of a table of rows and features stand: how far it is from one feature to the next, and from one row to the next.
struct CellSteps: BitwiseCopyable {
    let feature: Int
    let row: Int
}

/// The cells of a node's rows, for one feature after another.
///
/// A table does not fit into a core's own caches, but the part of it that a node and all below it need does, once there are few
/// enough rows. It is copied then, and the node's rows are called by their places in the copy until all nodes below it are done.
struct NodeCells<Cell: BitwiseCopyable>: ~Copyable {
    /// Smaller tables need no copy: they fit into a core's own cache.
    private static var cacheBytes: Int { 1 << 20 }
    /// What a copy has room for, so that there is room for what else is needed.
    private static var nearBytes: Int { 1 << 19 }
    /// So many rows are copied at a time that what is written stays in the nearest cache.
    private static var blockRows: Int { 64 }
    private static var mostRows: Int { 4096 }
    /// Fewer rows are looked up where they are.
    private static var leastRows: Int { 8 }

    private let steps: CellSteps
    private let featureCount: Int
    private let limit: Int
    private let near: Scratch<Cell>
    /// The number in the whole table of each row of the copy.
    private let origins: Scratch<UInt32>
    /// Whether rows are called by their places in the copy.
    private(set) var isNear = false

    /// - Parameter cell: one to fill memory with.
    init(rowCount: Int, featureCount: Int, steps: CellSteps, cell: Cell) {
        self.steps = steps
        self.featureCount = featureCount
        let rowBytes = featureCount * MemoryLayout<Cell>.stride
        limit = rowCount * rowBytes > Self.cacheBytes ? min(Self.mostRows, Self.nearBytes / rowBytes, rowCount) : 0
        near = Scratch(repeating: cell, count: limit * featureCount)
        origins = Scratch(repeating: 0, count: limit)
    }

    /// The most rows that are copied.
    var nearLimit: Int { limit }

    /// Whether it pays to copy the cells of so many rows.
    func isWorthCopying(_ count: Int) -> Bool { count <= limit && count >= Self.leastRows }

    /// The number in the whole table of a row as it is called now.
    func origin(of row: UInt32) -> Int { Int(isNear ? origins.elements[Int(row)] : row) }

    /// Copies the cells of these rows, and calls them by their places from now on.
    mutating func bring(_ rows: UnsafeMutableBufferPointer<UInt32>, from cells: Span<Cell>) {
        let (near, origins) = (near.elements, origins.elements)
        var start = 0
        while start < rows.count {
            let end = min(start + Self.blockRows, rows.count)
            for feature in 0..<featureCount {
                let first = feature * steps.feature
                for place in start..<end {
                    near[place &* featureCount &+ feature] = cells[first &+ Int(rows[place]) &* steps.row]
                }
            }
            start = end
        }
        for place in rows.indices {
            origins[place] = rows[place]
            rows[place] = UInt32(truncatingIfNeeded: place)
        }
        isNear = true
    }

    /// Calls rows by their numbers again.
    mutating func leave() { isNear = false }

    /// Calls `body` with the place of each row among the given ones and its cell.
    @inline(__always)
    func forEach(
        _ feature: Int,
        of rows: UnsafeBufferPointer<UInt32>,
        in cells: Span<Cell>,
        _ body: (_ place: Int, _ cell: Cell) -> Void
    ) {
        if isNear {
            let near = near.elements
            for place in rows.indices { body(place, near[feature &+ Int(rows[place]) &* featureCount]) }
        } else {
            let first = feature * steps.feature
            for place in rows.indices { body(place, cells[first &+ Int(rows[place]) &* steps.row]) }
        }
    }
}
