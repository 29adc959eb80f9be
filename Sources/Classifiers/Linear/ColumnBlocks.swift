/// Rows of features turned into columns, some rows at a time, so that one instruction can take several rows.
///
/// A block holds `rows` rows, feature by feature; the last one is filled up with zeros.
struct ColumnBlocks: ~Copyable {
    /// Rows in a block: few enough that some columns of it stay in the nearest cache.
    static let rows = 256
    private typealias Lanes = SIMD4<Double>

    let featureCount: Int
    let blockCount: Int
    private let values: Scratch<Double>

    /// - Parameters:
    ///   - origins: what is subtracted from each feature.
    ///   - scales: what the difference is then multiplied with.
    init(_ rows: FeatureRows, origins: [Double], scales: [Double]) {
        featureCount = rows.featureCount
        blockCount = (rows.rowCount + Self.rows - 1) / Self.rows
        values = Scratch(repeating: 0, count: blockCount * featureCount * Self.rows)
        let source = rows.values.span
        for row in 0..<rows.rowCount {
            let start = row / Self.rows * featureCount * Self.rows + row % Self.rows
            for feature in 0..<featureCount {
                let value = (source[row * featureCount + feature] - origins[feature]) * scales[feature]
                values.elements[start + feature * Self.rows] = value
            }
        }
    }

    /// One feature of a block.
    @inline(__always)
    func column(_ feature: Int, ofBlock block: Int) -> UnsafeMutableBufferPointer<Double> {
        let start = (block * featureCount + feature) * Self.rows
        return .init(rebasing: values.elements[start..<start + Self.rows])
    }

    /// Sets `sums` to the constant plus the features of each row of a block times `factors`.
    func combine(
        block: Int,
        factors: UnsafeBufferPointer<Double>,
        constant: Double,
        into sums: UnsafeMutableBufferPointer<Double>
    ) {
        sums.update(repeating: constant)
        var feature = 0
        while feature + 4 <= featureCount {
            let (first, second) = (column(feature, ofBlock: block), column(feature + 1, ofBlock: block))
            let (third, fourth) = (column(feature + 2, ofBlock: block), column(feature + 3, ofBlock: block))
            let (a, b, c, d) = (factors[feature], factors[feature + 1], factors[feature + 2], factors[feature + 3])
            for row in 0..<Self.rows {
                sums[row] += a * first[row] + b * second[row] + (c * third[row] + d * fourth[row])
            }
            feature += 4
        }
        while feature < featureCount {
            let (column, factor) = (column(feature, ofBlock: block), factors[feature])
            for row in 0..<Self.rows { sums[row] += factor * column[row] }
            feature += 1
        }
    }

    /// The sum over a block's rows of a feature times a factor for each row.
    func dot(_ feature: Int, block: Int, with factors: UnsafeMutableBufferPointer<Double>) -> Double {
        let column = UnsafeRawBufferPointer(column(feature, ofBlock: block))
        let factors = UnsafeRawBufferPointer(factors)
        let step = MemoryLayout<Lanes>.size
        var (even, odd) = (Lanes.zero, Lanes.zero)
        for place in stride(from: 0, to: Self.rows * MemoryLayout<Double>.size, by: 2 * step) {
            let next = place + step
            even +=
                column.loadUnaligned(fromByteOffset: place, as: Lanes.self)
                * factors.loadUnaligned(fromByteOffset: place, as: Lanes.self)
            odd +=
                column.loadUnaligned(fromByteOffset: next, as: Lanes.self)
                * factors.loadUnaligned(fromByteOffset: next, as: Lanes.self)
        }
        return (even + odd).sum()
    }
}
