/// Training rows in numbers of half the length, by which most of them are passed over: those that are surely farther than enough others.
///
/// A squared distance is what the two rows' squares come to less twice their product, all of them about the centre of the training
/// rows. What is said of it here is never more than it is, however the numbers are rounded; so whoever asks only for the distances of
/// rows that may be near enough finds the same neighbours.
struct NeighborFilter: Sendable {
    typealias Lanes = SIMD8<Float>

    /// Rows asked about that share a look at the training rows.
    static let askedRows = 4
    /// Training rows that are looked at side by side.
    static let lanes = 8
    private static let greatestSquare = 1e37
    /// What products of the least numbers may lose.
    private static let leastLoss: Float = 1e-30

    private let featureCount: Int
    private let centre: [Double]
    /// What sums of products may lose by rounding, as a share of the rows' squares: four times the bound of the usual analysis (Higham,
    /// Accuracy and Stability of Numerical Algorithms, section 3.1).
    private let loss: Double
    /// The training rows about their centre, eight by eight and feature by feature within these.
    private let rows: [Lanes]
    /// The rows' squares less what may be lost.
    private let squares: [Lanes]

    /// - Parameter value: a feature of a training row.
    init(rowCount: Int, featureCount: Int, value: (_ row: Int, _ feature: Int) -> Double) {
        self.featureCount = featureCount
        loss = Double(featureCount + 16) * 0x1p-22
        var centre = [Double](repeating: 0, count: featureCount)
        for feature in 0..<featureCount {
            for row in 0..<rowCount { centre[feature] += value(row, feature) / Double(rowCount) }
        }
        let groups = (rowCount + Self.lanes - 1) / Self.lanes
        var rows = [Lanes](repeating: Lanes(), count: groups * featureCount)
        var squares = [Lanes](repeating: Lanes(), count: groups)
        for row in 0..<rowCount {
            let (group, lane) = (row / Self.lanes, row % Self.lanes)
            var (square, raw) = (0.0, 0.0)
            for feature in 0..<featureCount {
                let number = value(row, feature)
                let about = number - centre[feature]
                rows[group * featureCount + feature][lane] = Float(about)
                square += about * about
                raw += number * number
            }
            squares[group][lane] = Self.least(square, raw, loss)
        }
        self.centre = centre
        self.rows = rows
        self.squares = squares
    }

    /// A row's squares less what may be lost, also by taking the centre from numbers that are far from it.
    /// Not a number where products might be too great.
    private static func least(_ square: Double, _ raw: Double, _ loss: Double) -> Float {
        square <= greatestSquare ? Float(square - loss * (square + raw * 0x1p-48)).nextDown : .nan
    }

    /// Some rows asked about, side by side.
    struct Asked {
        /// Feature by feature, the numbers of the rows about the centre, each in all lanes.
        fileprivate var numbers: [Lanes]
        fileprivate var squares = [Float](repeating: 0, count: askedRows)
    }

    /// Room for rows to ask about.
    var asked: Asked { Asked(numbers: [Lanes](repeating: Lanes(), count: featureCount * Self.askedRows)) }

    /// Says that these rows, `askedRows` at most, are asked about.
    func ask(_ asked: inout Asked, _ values: Span<Double>, _ range: Range<Int>) {
        for (lane, row) in range.enumerated() {
            var (square, raw) = (0.0, 0.0)
            for feature in 0..<featureCount {
                let number = values[row * featureCount + feature]
                let about = number - centre[feature]
                asked.numbers[feature * Self.askedRows + lane] = Lanes(repeating: Float(about))
                square += about * about
                raw += number * number
            }
            asked.squares[lane] = Self.least(square, raw, loss)
        }
    }

    /// What the squared distances of eight training rows to each row asked about are at least; not a number where nothing can be said.
    @inline(__always)
    func leastDistances(_ group: Int, to asked: borrowing Asked) -> (Lanes, Lanes, Lanes, Lanes) {
        let (rows, numbers) = (rows.span, asked.numbers.span)
        var products = (Lanes(), Lanes(), Lanes(), Lanes())
        var (place, number) = (group * featureCount, 0)
        for _ in 0..<featureCount {
            let row = rows[unchecked: place]
            products.0 += row * numbers[unchecked: number]
            products.1 += row * numbers[unchecked: number + 1]
            products.2 += row * numbers[unchecked: number + 2]
            products.3 += row * numbers[unchecked: number + 3]
            place += 1
            number += Self.askedRows
        }
        let squares = squares[group] - Self.leastLoss
        return (
            squares + asked.squares[0] - 2 * products.0, squares + asked.squares[1] - 2 * products.1,
            squares + asked.squares[2] - 2 * products.2, squares + asked.squares[3] - 2 * products.3
        )
    }
}
