/// The cells of the confusion matrices of many groups, of each those that have rows.
struct GroupedCells: Sendable {
    /// Where the cells of each group begin, and behind the last where they end.
    private let starts: [Int]
    private let cells: [(cell: Int32, count: Int)]

    var isEmpty: Bool { cells.isEmpty }

    /// - Parameter found: Cells of groups in any order, the same one several times or not.
    init(_ found: [(group: Int32, cell: Int32, count: Int)], groups: Int) {
        var starts = [Int](repeating: 0, count: groups + 1)
        for entry in found { starts[Int(entry.group) + 1] += 1 }
        for group in 0..<groups { starts[group + 1] += starts[group] }
        var cells = [(cell: Int32, count: Int)](repeating: (0, 0), count: found.count)
        var next = starts
        for entry in found {
            cells[next[Int(entry.group)]] = (entry.cell, entry.count)
            next[Int(entry.group)] += 1
        }
        self.starts = starts
        self.cells = cells
    }

    /// The matrix of some groups together, which has so many cells.
    func matrix(of groups: [Int], cellCount: Int) -> [Int] {
        var matrix = [Int](repeating: 0, count: cellCount)
        for group in groups {
            for entry in cells[starts[group]..<starts[group + 1]] { matrix[Int(entry.cell)] += entry.count }
        }
        return matrix
    }
}
