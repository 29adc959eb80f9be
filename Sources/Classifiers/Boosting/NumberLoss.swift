import Glibc

/// The loss of predicted numbers, one sum of trees a row.
///
/// Slopes and curvatures are those of scikit-learn's `HalfSquaredError` and `HalfPoissonLoss`, and as there they are kept in
/// half the precision of the sums.
///
/// - Remark: Threads share it only while it is differentiated, each for rows of its own, and whoever shares them out waits for all; besides, one
///   thread alone changes it.
final class NumberLoss: BoostingObjective, @unchecked Sendable {
    enum Kind: String, CaseIterable, Sendable {
        case squaredError = "squared_error"
        /// Of numbers from 0 on; the sum is the logarithm of the prediction.
        case poisson

        var answer: BoostedTrees.Answer { self == .poisson ? .exponential : .sum }

        /// The sum with the least loss that is the same for all rows.
        func origin(mean: Double) -> Double { self == .poisson ? log(mean) : mean }
    }

    var rowCount: Int { targets.count }
    let sumCount = 1
    private let kind: Kind
    private let targets: [Double]
    private let weights: [Double]
    private let sums: Scratch<Double>
    private let slopes: Scratch<Float>
    private let curvatures: Scratch<Float>

    /// - Parameter origin: what each sum starts from.
    init(_ kind: Kind, targets: [Double], weights: [Double], origin: Double) {
        self.kind = kind
        self.targets = targets
        self.weights = weights
        sums = Scratch(repeating: origin, count: targets.count)
        slopes = Scratch(repeating: 0, count: targets.count)
        curvatures = Scratch(repeating: 0, count: targets.count)
    }

    func sums(of index: Int) -> UnsafeMutableBufferPointer<Double> { sums.elements }
    func slopes(of index: Int) -> UnsafeBufferPointer<Float> { .init(slopes.elements) }
    func curvatures(of index: Int) -> UnsafeBufferPointer<Float> { .init(curvatures.elements) }

    func differentiate(_ rows: Range<Int>) {
        let (sums, slopes, curvatures) = (sums.elements, slopes.elements, curvatures.elements)
        for row in rows {
            let weight = weights[row]
            switch kind {
            case .squaredError:
                slopes[row] = Float(weight * (sums[row] - targets[row]))
                curvatures[row] = Float(weight)
            case .poisson:
                let prediction = exp(sums[row])
                slopes[row] = Float(weight * (prediction - targets[row]))
                curvatures[row] = Float(weight * prediction)
            }
        }
    }

    func mean() -> Double {
        var sum = 0.0
        for row in targets.indices {
            let value = sums.elements[row]
            switch kind {
            case .squaredError:
                let error = value - targets[row]
                sum += weights[row] * error * error / 2
            case .poisson: sum += weights[row] * (exp(value) - targets[row] * value)
            }
        }
        return sum / weights.reduce(0, +)
    }
}
