/// What boosting makes small: a loss of sums of trees, one or more a row.
protocol BoostingObjective: ~Copyable {
    /// How many sums a row has.
    var sumCount: Int { get }

    func sums(of index: Int) -> UnsafeMutableBufferPointer<Double>
    func slopes(of index: Int) -> UnsafeBufferPointer<Float>
    func curvatures(of index: Int) -> UnsafeBufferPointer<Float>

    /// Finds the slope and the curvature of the loss by each sum of each row.
    func differentiate()

    /// The mean loss.
    func mean() -> Double
}
