/// The training rows themselves: the nearest of them vote.
struct NearestNeighbors: Classifier {
    /// Training rows whose distances are found side by side.
    private static let blockRows = 256
    /// Rows asked about that share a look at a block.
    private static let lanes = 4
    /// Fewer rows are answered without a filter.
    private static let leastFiltered = 32

    let featureCount: Int
    let classCount: Int
    let neighborCount: Int
    let isWeighted: Bool
    let labels: [Int32]
    /// The training rows, block by block and feature by feature within one; the last block is filled up with zeros.
    let values: [Double]
    /// By which training rows are passed over, once many rows are to be answered.
    private var filter: NeighborFilter?

    /// - Parameter isWeighted: whether a vote counts by the inverse of its distance.
    init(_ set: TrainingSet, neighborCount: Int, isWeighted: Bool) {
        featureCount = set.rows.featureCount
        classCount = set.classCount
        self.neighborCount = neighborCount
        self.isWeighted = isWeighted
        labels = set.labels
        let width = set.rows.featureCount
        var values = [Double](repeating: 0, count: Self.valueCount(rows: set.rows.rowCount, features: width))
        for row in 0..<set.rows.rowCount {
            let start = row / Self.blockRows * Self.blockRows * width + row % Self.blockRows
            for feature in 0..<width {
                values[start + feature * Self.blockRows] = set.rows.values[row * width + feature]
            }
        }
        self.values = values
    }

    init(shape: ModelShape, neighborCount: Int, isWeighted: Bool, labels: [Int32], values: [Double]) {
        featureCount = shape.featureCount
        classCount = shape.classCount
        self.neighborCount = neighborCount
        self.isWeighted = isWeighted
        self.labels = labels
        self.values = values
    }

    /// How many numbers the blocks of so many rows hold.
    static func valueCount(rows: Int, features: Int) -> Int {
        (rows + blockRows - 1) / blockRows * blockRows * features
    }

    func readied(forRows count: Int) -> any Classifier {
        guard count >= Self.leastFiltered else { return self }
        var readied = self
        readied.filter = NeighborFilter(rowCount: labels.count, featureCount: featureCount) { value(of: $1, row: $0) }
        return readied
    }

    private func value(of feature: Int, row: Int) -> Double {
        values[row / Self.blockRows * Self.blockRows * featureCount + feature * Self.blockRows + row % Self.blockRows]
    }

    func predictProbabilities(_ rows: FeatureRows, _ range: Range<Int>, into output: inout [Double]) {
        precondition(rows.featureCount == featureCount, "a row has the features that the model was trained on")
        if let filter { return predict(rows, range, filter, into: &output) }
        var heaps = [NeighborHeap](repeating: NeighborHeap(count: neighborCount), count: Self.lanes)
        var distances = [Double](repeating: 0, count: Self.blockRows)
        var row = range.lowerBound
        while row < range.upperBound {
            let lanes = min(Self.lanes, range.upperBound - row)
            for lane in 0..<lanes { heaps[lane].removeAll() }
            for block in stride(from: 0, to: labels.count, by: Self.blockRows) {
                for lane in 0..<lanes {
                    let start = (row + lane) * featureCount
                    measure(rows.values.span.extracting(start..<start + featureCount), block, into: &distances)
                    let count = min(Self.blockRows, labels.count - block)
                    for index in 0..<count where distances[index] < heaps[lane].bound {
                        heaps[lane].push(distances[index], row: Int32(block + index))
                    }
                }
            }
            for lane in 0..<lanes {
                vote(heaps[lane], into: &output, at: (row + lane - range.lowerBound) * classCount)
            }
            row += lanes
        }
    }

    /// The same, but of rows that may be near enough alone the distances are found.
    private func predict(
        _ rows: FeatureRows,
        _ range: Range<Int>,
        _ filter: NeighborFilter,
        into output: inout [Double]
    ) {
        var heaps = [NeighborHeap](repeating: NeighborHeap(count: neighborCount), count: NeighborFilter.askedRows)
        var asked = filter.asked
        for row in stride(from: range.lowerBound, to: range.upperBound, by: NeighborFilter.askedRows) {
            let block = row..<min(row + NeighborFilter.askedRows, range.upperBound)
            for lane in heaps.indices { heaps[lane].removeAll() }
            filter.ask(&asked, rows.values.span, block)
            for first in stride(from: 0, to: labels.count, by: NeighborFilter.lanes) {
                let least = filter.leastDistances(first / NeighborFilter.lanes, to: asked)
                push(rows, row, first, least.0, to: &heaps[0])
                if block.count > 1 { push(rows, row + 1, first, least.1, to: &heaps[1]) }
                if block.count > 2 { push(rows, row + 2, first, least.2, to: &heaps[2]) }
                if block.count > 3 { push(rows, row + 3, first, least.3, to: &heaps[3]) }
            }
            for (lane, row) in block.enumerated() {
                vote(heaps[lane], into: &output, at: (row - range.lowerBound) * classCount)
            }
        }
    }

    /// Keeps those of eight training rows, the first of which has that number, that are near enough to a row.
    @inline(__always)
    private func push(
        _ rows: FeatureRows,
        _ row: Int,
        _ first: Int,
        _ least: NeighborFilter.Lanes,
        to heap: inout NeighborHeap
    ) {
        if all(least .> Float(heap.bound).nextUp) { return }
        let asked = rows.values.span.extracting(row * featureCount..<(row + 1) * featureCount)
        for lane in 0..<min(NeighborFilter.lanes, labels.count - first) where !(least[lane] > Float(heap.bound).nextUp)
        {
            let distance = distance(from: asked, to: first + lane)
            if distance < heap.bound { heap.push(distance, row: Int32(first + lane)) }
        }
    }

    private func distance(from row: Span<Double>, to training: Int) -> Double {
        let values = values.span
        var place = training / Self.blockRows * Self.blockRows * featureCount + training % Self.blockRows
        var distance = 0.0
        for feature in 0..<featureCount {
            let difference = values[place] - row[feature]
            distance += difference * difference
            place += Self.blockRows
        }
        return distance
    }

    /// The squared distances from a row to those of a block, which starts at that training row.
    private func measure(_ row: Span<Double>, _ block: Int, into distances: inout [Double]) {
        let values = values.span
        var distances = distances.mutableSpan
        for index in 0..<Self.blockRows { distances[unchecked: index] = 0 }
        for feature in 0..<featureCount {
            let value = row[feature]
            let start = block * featureCount + feature * Self.blockRows
            let column = values.extracting(start..<start + Self.blockRows)
            for index in 0..<Self.blockRows {
                let difference = column[unchecked: index] - value
                distances[unchecked: index] += difference * difference
            }
        }
    }

    private func vote(_ heap: NeighborHeap, into output: inout [Double], at place: Int) {
        for label in place..<place + classCount { output[label] = 0 }
        let weights = weights(heap.distances)
        let total = weights.reduce(0, +)
        for (row, weight) in zip(heap.rows, weights) { output[place + Int(labels[Int(row)])] += weight / total }
    }

    /// What the votes count; neighbours at no distance outvote all others, and those that are infinitely far count alike.
    private func weights(_ squares: [Double]) -> [Double] {
        guard isWeighted else { return [Double](repeating: 1, count: squares.count) }
        if squares.contains(0) { return squares.map { $0 == 0 ? 1 : 0 } }
        let weights = squares.map { 1 / $0.squareRoot() }
        let total = weights.reduce(0, +)
        return total > 0 && total.isFinite ? weights : [Double](repeating: 1, count: squares.count)
    }
}
