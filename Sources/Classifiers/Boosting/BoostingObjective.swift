/// What boosting makes small: a loss of sums of trees, one or more a row.
///
/// Threads may work at different rows of it at once.
protocol BoostingObjective: AnyObject, Sendable {
    var rowCount: Int { get }
    /// How many sums a row has.
    var sumCount: Int { get }

    func sums(of index: Int) -> UnsafeMutableBufferPointer<Double>
    func slopes(of index: Int) -> UnsafeBufferPointer<Float>
    func curvatures(of index: Int) -> UnsafeBufferPointer<Float>

    /// Finds the slope and the curvature of the loss by each sum of each of these rows.
    func differentiate(_ rows: Range<Int>)

    /// The mean loss.
    func mean() -> Double
}
