import Statistics

/// How often each row of a training set counts in one tree.
struct RowWeights {
    private(set) var values: [UInt32]

    /// Every row once.
    init(rowCount: Int) { values = [UInt32](repeating: 1, count: rowCount) }

    /// Draws as many rows as there are, with replacement; a row's weight is how often it was drawn.
    mutating func drawBootstrap(using random: inout SplitMix64) {
        var span = values.mutableSpan
        for row in span.indices { span[row] = 0 }
        for _ in span.indices { span[random.next(below: span.count)] += 1 }
    }
}
