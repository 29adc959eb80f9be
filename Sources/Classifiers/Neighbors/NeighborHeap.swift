/// The nearest of the rows seen so far, the farthest of them on top.
///
/// A row that is as far as the farthest kept does not replace it, and which of several farthest goes first is decided as
/// scikit-learn's `heap_push` decides it, so that ties end alike.
struct NeighborHeap {
    private(set) var distances: [Double]
    private(set) var rows: [Int32]

    /// - Parameter count: how many are kept; before as many have been seen, rows from 0 stand in for them, infinitely far.
    init(count: Int) {
        distances = [Double](repeating: .infinity, count: count)
        rows = (0..<Int32(count)).map { $0 }
    }

    /// What a row has to be nearer than to be kept.
    var bound: Double { distances[0] }

    mutating func removeAll() {
        for index in distances.indices {
            distances[index] = .infinity
            rows[index] = Int32(index)
        }
    }

    /// Keeps a row that is nearer than the farthest kept, which goes.
    mutating func push(_ distance: Double, row: Int32) {
        guard distance < bound else { return }
        var place = 0
        while true {
            let left = 2 * place + 1
            let right = left + 1
            guard left < distances.count else { break }
            let larger = right < distances.count && distances[right] > distances[left] ? right : left
            guard distance < distances[larger] else { break }
            distances[place] = distances[larger]
            rows[place] = rows[larger]
            place = larger
        }
        distances[place] = distance
        rows[place] = row
    }
}
