import Glibc

/// The logistic loss of sums of trees: one sum for two classes, else one a class.
///
/// Slopes and curvatures are those of scikit-learn's `HalfBinomialLoss` and `HalfMultinomialLoss`, and as there they are
/// kept in half the precision of the sums.
///
/// - Remark: Threads share it only while it is differentiated, each for rows of its own, and whoever shares them out waits for all; besides, one
///   thread alone changes it.
final class BoostingLoss: BoostingObjective, @unchecked Sendable {
    let rowCount: Int
    let sumCount: Int
    /// For each row its class among those present.
    private let targets: [Int32]
    private let weights: [Double]
    /// Sum by sum and row by row within one, as `slopes` and `curvatures`.
    let sums: Scratch<Double>
    let slopes: Scratch<Float>
    let curvatures: Scratch<Float>

    /// - Parameter origins: what each sum starts from.
    init(targets: [Int32], weights: [Double], origins: [Double]) {
        rowCount = targets.count
        sumCount = origins.count
        self.targets = targets
        self.weights = weights
        sums = Scratch(repeating: 0, count: targets.count * origins.count)
        slopes = Scratch(repeating: 0, count: targets.count * origins.count)
        curvatures = Scratch(repeating: 0, count: targets.count * origins.count)
        for (index, origin) in origins.enumerated() { sums(of: index).update(repeating: origin) }
    }

    /// The sums with the least loss that are the same for all rows: the logarithm of the odds of the second of two classes,
    /// else those of the classes' shares less their mean.
    static func origins(shares: [Double]) -> [Double] {
        if shares.count == 2 { return [log(shares[1] / shares[0])] }
        let logarithms = shares.map { log($0) }
        let mean = logarithms.reduce(0, +) / Double(shares.count)
        return logarithms.map { $0 - mean }
    }

    func sums(of index: Int) -> UnsafeMutableBufferPointer<Double> { part(of: sums, index) }
    func slopes(of index: Int) -> UnsafeBufferPointer<Float> { .init(part(of: slopes, index)) }
    func curvatures(of index: Int) -> UnsafeBufferPointer<Float> { .init(part(of: curvatures, index)) }

    private func part<Element>(
        of scratch: borrowing Scratch<Element>,
        _ index: Int
    ) -> UnsafeMutableBufferPointer<Element> {
        .init(rebasing: scratch.elements[index * rowCount..<(index + 1) * rowCount])
    }

    func differentiate(_ rows: Range<Int>) {
        for row in rows {
            let weight = weights[row]
            if sumCount == 1 {
                let share = Probabilities.logistic(sums.elements[row]).for
                slopes.elements[row] = Float(weight * (share - Double(targets[row])))
                curvatures.elements[row] = Float(weight * (share * (1 - share)))
                continue
            }
            let (largest, total) = exponentials(row)
            for index in 0..<sumCount {
                let place = index * rowCount + row
                let share = exp(sums.elements[place] - largest) / total
                slopes.elements[place] = Float(weight * (share - (Int(targets[row]) == index ? 1 : 0)))
                curvatures.elements[place] = Float(weight * (share * (1 - share)))
            }
        }
    }

    func mean() -> Double {
        var sum = 0.0
        for row in 0..<rowCount {
            let target = Int(targets[row])
            if sumCount == 1 {
                let value = sums.elements[row]
                sum += weights[row] * (log1p(exp(-abs(value))) + max(value, 0) - Double(target) * value)
            } else {
                let (largest, total) = exponentials(row)
                sum += weights[row] * (log(total) + largest - sums.elements[target * rowCount + row])
            }
        }
        return sum / weights.reduce(0, +)
    }

    /// The largest sum of a row, and the sum of the exponentials of all less that.
    private func exponentials(_ row: Int) -> (largest: Double, total: Double) {
        var largest = -Double.infinity
        for index in 0..<sumCount { largest = max(largest, sums.elements[index * rowCount + row]) }
        var total = 0.0
        for index in 0..<sumCount { total += exp(sums.elements[index * rowCount + row] - largest) }
        return (largest, total)
    }
}
